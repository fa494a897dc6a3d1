"""Runs calls in forked processes that inherit what the parent has loaded."""

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from pipeline.model.failure import MachineFailed

T = TypeVar("T")
#: How many objects more are made than freed before the collector starts; Python's own number is 700.
_OBJECTS_MADE = 200_000
_inherited: dict[str, Any] = {}


@contextmanager
def forked_pool(workers: int, shared: Any) -> Iterator[Callable[[Callable[[Any, int], T], Iterable[int]], Iterator[T]]]:
    """Give a function that maps `call(shared, number)` over numbers, in order, on `workers` processes.

    `shared` reaches the workers by the fork, so nothing but numbers and results is sent.
    """
    _inherited["shared"] = shared
    try:
        with pool(workers) as executor:
            yield lambda call, numbers: executor.map(partial(_on_shared, call), numbers)
    finally:
        _inherited.clear()


def _on_shared(call: Callable[[Any, int], T], number: int) -> T:
    return call(_inherited["shared"], number)


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """Give an executor of forked processes; Ctrl-C ends them, and what waits is not begun."""
    executor = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"), initializer=begin_work)
    try:
        yield executor
    except BrokenExecutor as fault:
        raise MachineFailed("a process that worked for this one was ended from outside, most often since the memory is"
                            " full\n    fix: end what else is running, or work with fewer processes: -j 1") from fault
    except KeyboardInterrupt:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def collect_seldom() -> None:
    """Have the garbage collector pass over what there is, and start seldom.

    What was loaded lives as long as the process, a layout until it is drawn: a collector that searched both at every
    700 objects took half the time of a worker, at every 50,000 still 0.04 of a whole build.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_MADE)


def begin_work() -> None:
    """Have a worker pass over Ctrl-C, end tidily (no half-written file left) when its parent says so, or dies."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, _end)
    end_with_the_parent(signal.SIGKILL)


def _end(*_: object) -> None:
    """End tidily; where Python swallows the exit (in a finalizer it may not leave), ask again after half a second."""
    sys.unraisablehook = lambda _: None
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    sys.exit(1)


def end_with_the_parent(number: int) -> None:
    """Have Linux send this process a signal as soon as its parent is killed: it would go on, or wait for ever.

    A worker is killed, since a pool takes an exit in the middle of a job for the job's failure. Other systems leave it.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, number)  # PR_SET_PDEATHSIG
        parent = multiprocessing.parent_process()
        if parent and not parent.is_alive():  # killed before it was asked for
            signal.raise_signal(number)
