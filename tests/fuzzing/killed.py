"""Runs the command line up to a moment, and kills all its processes there; as a program, so that nothing is spared.

A moment is a step (before the nth time that anything below some folder is made, moved or removed, by any process) or a
share of CPU (as soon as one of the processes has taken so many seconds). Neither counts time on the wall.
"""

import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_STEPS = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir"})


def at_step(number: int, folder: str, told: Path) -> None:
    """Kill before a step; count all where the number is 0, and tell how many there were."""
    count = multiprocessing.get_context("fork").Value("q", 0)

    def hook(event: str, given: tuple[Any, ...]) -> None:
        is_written = event == "open" and (given[2] or 0) & _WRITES
        if (is_written or event in _STEPS) and isinstance(given[0], str | os.PathLike) and os.fspath(
                given[0]).startswith(folder):
            with count.get_lock():
                count.value += 1
                if count.value == number:
                    os.killpg(0, signal.SIGKILL)
                if not number:
                    os.pwrite(total, f"{count.value}".encode(), 0)

    total = os.open(told, os.O_WRONLY | os.O_CREAT)
    sys.addaudithook(hook)


def at_cpu(seconds: float) -> None:
    """Kill as soon as this process, or one that it forks, has taken so many seconds of CPU."""
    def arm() -> None:
        signal.signal(signal.SIGPROF, lambda *_: os.killpg(0, signal.SIGKILL))
        signal.setitimer(signal.ITIMER_PROF, seconds)

    os.register_at_fork(after_in_child=arm)
    arm()


if __name__ == "__main__":
    kind, moment, below, counted, *arguments = sys.argv[1:]
    if kind == "cpu":
        at_cpu(float(moment))
    else:
        at_step(int(moment), below, Path(counted))
    from pipeline.__main__ import main

    sys.argv = ["pipeline", *arguments]
    main()
