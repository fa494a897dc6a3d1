"""Jobs run on this machine and on a cluster alike; a worker that dies takes no job with it."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.tools.keeping.cluster import Cluster
from pipeline.tools.keeping.executors import open_executor, results
from tests.dask_cluster import cluster

JOBS = range(40)


def square(number: int) -> int:
    return number * number


def write_slowly(job: tuple[str, int]) -> int:
    """Leave one file, whole or not at all, and tell which process made it."""
    folder, number = job
    time.sleep(0.05)
    file = Path(folder) / f"{number}.txt"
    part = file.with_suffix(f".{os.getpid()}")
    part.write_text(f"{number}\n", encoding="utf-8")
    part.replace(file)
    return number


def fail(number: int) -> int:
    raise ValueError(f"job {number}")


def test_jobs_of_this_machine_give_every_result_once() -> None:
    with open_executor(2) as executor:
        assert sorted(results(executor, square, JOBS, in_flight=4)) == [number * number for number in JOBS]


def test_no_more_jobs_are_taken_than_may_be_in_flight() -> None:
    taken = []

    def jobs() -> Iterator[int]:
        for number in JOBS:
            taken.append(number)
            yield number

    with open_executor(2) as executor:
        told = results(executor, square, jobs(), in_flight=3)
        next(told)
        assert len(taken) <= 6
        assert len([*told]) == len(JOBS) - 1


def test_what_a_job_raises_is_raised() -> None:
    with open_executor(2) as executor, pytest.raises(ValueError, match="job 0"):
        list(results(executor, fail, [0], in_flight=1))


@pytest.mark.slow
def test_a_worker_of_a_cluster_that_is_killed_loses_no_job(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (cluster(tmp_path, Path(__file__).parent) as (address, workers),
          open_executor(2, Cluster(address, ())) as executor):
        told = results(executor, write_slowly, ((str(out), number) for number in JOBS), in_flight=8)
        numbers = [next(told) for _ in range(6)]
        workers[0].send_signal(signal.SIGKILL)
        numbers += told
    assert sorted(numbers) == list(JOBS)
    assert {int(file.stem): file.read_text(encoding="utf-8") for file in out.glob("*.txt")} == {
        number: f"{number}\n" for number in JOBS}
