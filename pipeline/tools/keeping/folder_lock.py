"""Lets one command at a time work on what a folder holds; the kernel lets the next one in when a command dies."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.tools.keeping import whole_file


@contextmanager
def held(file: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that a file stands for; `waits` is called once where another process holds it."""
    whole_file.make_folder(file.parent)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
