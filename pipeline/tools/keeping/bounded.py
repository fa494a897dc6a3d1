"""Runs programs that may take so much CPU and memory, however long that takes on a busy machine."""

import os
import re
import resource
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import IO

from pipeline.model.failure import OverLimit, StoppedAnswering
from pipeline.model.limits import Bounds
from pipeline.tools.keeping import scratch
from pipeline.tools.keeping.stillness import Stillness
from pipeline.tools.keeping.workers import end_with_the_parent

#: How programs say that they get no more memory: Java, Node, Haskell, C++, the system, PostScript.
_NO_MEMORY = re.compile(rb"OutOfMemoryError|out of memory|[Hh]eap exhausted|bad_alloc|malloc: failed|"
                        rb"annot allocate memory|VMerror")
#: What the typesetter sets for this process alone, so that it finds no font but ours (fontconfig); without any font,
#: Chromium dies of a field to type in.
OURS_ALONE = "FONTCONFIG_FILE"
#: How often a program is looked at, in seconds.
LOOK_S = 5.0


@contextmanager
def started(
    command: Sequence[str | Path], bounds: Bounds, *, name: str = "",
    stdin: int | IO[bytes] | None = subprocess.DEVNULL, stderr: int | IO[bytes] = subprocess.PIPE,
    folder: str | Path | None = None, environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Give a program that has been started; its own programs have the same limits, each for itself.

    It ends with this context, and with this process, however that ends; so does its folder for temporary files. Raises
    StoppedAnswering where it waits for ever; what was read of it until then is worth nothing.
    """
    own = {name: value for name, value in (environment or os.environ).items() if name != OURS_ALONE}
    with scratch.holding({}) as place, subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, cwd=folder,
            env={**own, "TMPDIR": str(place)}, preexec_fn=partial(end_with_the_parent, signal.SIGKILL)) as process:
        ended, given_up = Event(), Event()
        watch = Thread(target=_watch, args=(process, bounds, ended, given_up), daemon=True)
        try:
            bind(process.pid, bounds)
            watch.start()
            yield process
        except Exception as fault:
            if given_up.is_set():
                raise stopped(name or Path(command[0]).name) from fault
            raise
        finally:
            ended.set()
            process.kill()
        if given_up.is_set():
            raise stopped(name or Path(command[0]).name)


def _watch(process: subprocess.Popen[bytes], bounds: Bounds, ended: Event, given_up: Event) -> None:
    """End a program that has not moved since so many looks, and all that it has started."""
    still = Stillness(process.pid, bounds.looks, process.stdout)
    while not ended.wait(LOOK_S):
        if still.look():
            given_up.set()
            still.end()
            return


def stopped(name: str) -> StoppedAnswering:
    """Return what is told of a program that waits for ever."""
    return StoppedAnswering(f"{name} has stopped answering: it neither works nor waits for its turn\n    fix: run the"
                            " command again; if it comes again, restart the machine, or install that program anew")


def bind(process: int, bounds: Bounds) -> None:
    """Set the limits of a process; one that has ended already needs none."""
    for kind, most in ((resource.RLIMIT_CPU, bounds.cpu_seconds), (resource.RLIMIT_DATA, bounds.memory_bytes),
                       (resource.RLIMIT_CORE, 0)):
        with suppress(ProcessLookupError):
            hard = resource.prlimit(process, kind)[1]
            resource.prlimit(process, kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def run(
    command: Sequence[str | Path], bounds: Bounds, *, name: str = "", given: bytes = b"",
    folder: str | Path | None = None, environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Return what a program says of its input.

    Raises OverLimit where it takes more than it may, MachineFailed where it failed without room for its files,
    StoppedAnswering where it waits for ever, or OSError.
    """
    with started(command, bounds, name=name, stdin=subprocess.PIPE, folder=folder, environment=environment) as process:
        out, words = process.communicate(given)
    refuse_overrun(name or Path(command[0]).name, process.returncode, bounds, words)
    return subprocess.CompletedProcess(list(command), process.returncode, out, words)


def refuse_overrun(name: str, code: int, bounds: Bounds, words: bytes) -> None:
    """Raise what made a program end with this code, saying these words, where it was no fault of its input.

    OverLimit where it asked for more than it may, MachineFailed where the machine had no room for its files.
    """
    if code == -signal.SIGXCPU:
        raise OverLimit(f"{name} took more than {bounds.cpu_seconds} s of CPU")
    if code and _NO_MEMORY.search(words):
        raise OverLimit(f"{name} took more than {bounds.memory_bytes >> 20:,} MB of memory")
    if code:
        scratch.refuse_full()
