"""Opens what runs jobs: processes of this machine, or the workers of a Dask cluster behind the same interface."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from pipeline.model.failure import INSTALL_LOCKED, MissingTool, ToolFailed
from pipeline.tools.keeping.workers import pool
from pipeline.tools.later import Later

distributed = Later("distributed")
T = TypeVar("T")
R = TypeVar("R")
#: How long a scheduler may take to answer, in seconds.
_ANSWER_S = 10
#: How often a cluster tries a job again whose worker was lost.
_RETRIES = 5


@contextmanager
def open_executor(workers: int, scheduler: str | None = None) -> Iterator[Executor]:
    """Give an executor: `workers` forked processes, or the cluster whose scheduler listens at `tcp://host:port`.

    What is submitted has to be a function of a module and arguments that can be pickled. A cluster runs a job again
    whose worker was lost, so a job has to leave the same files however often it runs. Raises MissingTool without
    dask.distributed, ToolFailed where no scheduler answers.
    """
    if not scheduler:
        with pool(workers) as executor:
            yield executor
        return
    try:
        client = distributed.Client(scheduler, timeout=_ANSWER_S, set_as_default=False)
    except ImportError as fault:
        raise MissingTool(f"--scheduler needs dask.distributed; run:\n    {INSTALL_LOCKED}") from fault
    except (OSError, TimeoutError, ValueError) as fault:
        raise ToolFailed(f"no scheduler answers at {scheduler}: {fault}") from fault
    try:
        # `pure=False`: a job writes files, so the same job asked for twice is two jobs.
        yield client.get_executor(retries=_RETRIES, pure=False)
    finally:
        client.close()


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
