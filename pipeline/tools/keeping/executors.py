"""Opens what runs jobs: processes of this machine, or the workers of a Dask cluster behind the same interface."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from pipeline.tools.keeping import cluster
from pipeline.tools.keeping.cluster import Cluster
from pipeline.tools.keeping.workers import pool

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def open_executor(workers: int, remote: Cluster | None = None) -> Iterator[Executor]:
    """Give an executor: `workers` forked processes, or the workers of a cluster, which its caller has greeted.

    What is submitted has to be a function of a module and arguments that can be pickled. A cluster runs a job again
    whose worker was lost, so a job has to leave the same files however often it runs. Raises as `cluster.greet`.
    """
    with cluster.executor(remote) if remote else pool(workers) as executor:
        yield executor


def results(executor: Executor, call: Callable[[T], R], jobs: Iterable[T], in_flight: int) -> Iterator[R]:
    """Yield the result of `call` for each job as it comes; no more than `in_flight` wait or run at a time.

    So memory stays flat however many jobs there are. What a job raises is raised here.
    """
    waiting = iter(jobs)
    running: set[Future[R]] = {executor.submit(call, job) for job in islice(waiting, in_flight)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {executor.submit(call, job) for job in islice(waiting, len(done))}
        for future in done:
            yield future.result()
