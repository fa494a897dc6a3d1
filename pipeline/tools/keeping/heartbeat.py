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
    Past Python's own buffer, which a signal may find in the middle of a line.
    """
    before = signal.signal(signal.SIGALRM, lambda *_: os.write(2, f"{line()}\n".encode()))
    signal.setitimer(signal.ITIMER_REAL, every_s, every_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
