"""Runs programs that may take so much CPU and memory, however long that takes on a busy machine."""

import re
import resource
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pipeline.model.failure import OverLimit
from pipeline.model.limits import Bounds

#: How programs say that they get no more memory: Java, Node, Haskell, C++, the system, PostScript.
_NO_MEMORY = re.compile(rb"OutOfMemoryError|out of memory|[Hh]eap exhausted|bad_alloc|malloc: failed|"
                        rb"annot allocate memory|VMerror")


@contextmanager
def started(
    command: Sequence[str | Path], bounds: Bounds, *, stdin: int | IO[bytes] | None = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.PIPE, folder: str | Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Give a program that has been started; its own programs have the same limits, each for itself."""
    with subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, cwd=folder,
                          env=environment) as process:
        try:
            bind(process.pid, bounds)
            yield process
        finally:
            process.kill()


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
    """Return what a program says of its input; raises OverLimit where it takes more than it may, or OSError."""
    with started(command, bounds, stdin=subprocess.PIPE, folder=folder, environment=environment) as process:
        out, words = process.communicate(given)
    refuse_overrun(name or Path(command[0]).name, process.returncode, bounds, words)
    return subprocess.CompletedProcess(list(command), process.returncode, out, words)


def refuse_overrun(name: str, code: int, bounds: Bounds, words: bytes) -> None:
    """Raise OverLimit for a program that ended with this code, saying these words, since it asked for more."""
    if code == -signal.SIGXCPU:
        raise OverLimit(f"{name} took more than {bounds.cpu_seconds} s of CPU")
    if code and _NO_MEMORY.search(words):
        raise OverLimit(f"{name} took more than {bounds.memory_bytes >> 20:,} MB of memory")
