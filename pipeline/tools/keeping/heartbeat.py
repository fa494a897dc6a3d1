"""Gives a sign of life while something else is at work for long."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: How often, in seconds: often enough that nobody takes a machine for dead.
EVERY_S = 10.0


@contextmanager
def beating(line: Callable[[], str], every_s: float = EVERY_S) -> Iterator[None]:
    """Write a line to stderr every so many seconds, never for 0; for the main thread alone.

    By a signal and not by a thread, since processes are forked meanwhile; they do not inherit the timer.
    Past Python's own buffer, which a signal may find in the middle of a line. Each beat sets the timer for the next:
    Linux begins a fork anew where a signal has come meanwhile, and for ever where a timer is faster than a fork.
    """
    is_at_work = True

    def beat(*_: object) -> None:
        os.write(2, f"{line()}\n".encode())
        if is_at_work:
            signal.setitimer(signal.ITIMER_REAL, every_s)

    before = signal.signal(signal.SIGALRM, beat)
    signal.setitimer(signal.ITIMER_REAL, every_s)
    try:
        yield
    finally:
        is_at_work = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
