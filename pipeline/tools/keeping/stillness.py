"""Tells a program that waits for ever from one that is slow: Linux says whether it has run, or has waited to run."""

import fcntl
import os
import signal
import struct
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

_PROC = Path("/proc")
#: States of a thread that waits for something to happen: what is paused from outside, or reads a disk, is no such.
_WAITING = frozenset({"S", "I", "Z", "X"})
#: Thread -> its time on a processor, its time in the queue for one, its turns there.
_Traces = dict[str, bytes]


class Stillness:
    """Counts the looks at a program, and at all that it has started, between which nothing of it moved.

    A program that others keep from running stands in the queue for a processor, which counts as movement; so does what
    it has written and `reading` still holds. Where the system tells nothing of its programs, none is ever found still.
    """

    def __init__(self, process: int, looks: int, reading: IO[bytes] | None = None) -> None:
        self._process, self._most, self._reading = process, looks, reading
        self._before: _Traces = {}
        self._still = 0

    def look(self) -> bool:
        """Look once more; tell whether nothing has moved since so many looks."""
        traces = _traces(self._process)
        is_still = bool(traces) and traces == self._before and not _holds_words(self._reading)
        self._before, self._still = traces, self._still + 1 if is_still else 0
        return self._still >= self._most

    def end(self) -> None:
        """Kill the program and all that it has started."""
        for process in sorted(set(map(int, self._before)), reverse=True):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def _traces(process: int) -> _Traces:
    """Return what a program and its children leave where they run; nothing where one does not wait."""
    found: _Traces = {}
    try:
        for thread in _threads(process):
            if (thread / "stat").read_text().rpartition(")")[2].split()[0] not in _WAITING:
                return {}
            found[thread.name] = (thread / "schedstat").read_bytes()
    except OSError:  # one of them has ended just now
        return {}
    return found


def _threads(process: int) -> Iterator[Path]:
    for thread in (_PROC / str(process) / "task").iterdir():
        yield thread
        for child in (thread / "children").read_text().split():
            yield from _threads(int(child))


def _holds_words(reading: IO[bytes] | None) -> bool:
    """Tell whether a program has written what nobody has read yet: then it may be us that it waits for."""
    if reading is None or reading.closed:
        return False
    try:
        return struct.unpack("i", fcntl.ioctl(reading, termios.FIONREAD, b"\0" * 4)) != (0,)
    except (OSError, ValueError):  # closed meanwhile
        return False
