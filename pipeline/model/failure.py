"""The failures that no author can mend, each bound to its exit code; the message ends in what to do."""

import errno
from enum import IntEnum

#: The command that puts back what the lock file names and the virtual environment lacks.
INSTALL_LOCKED = ".venv/bin/pip install --require-hashes -r requirements.lock"


class ExitCode(IntEnum):
    """What the process tells its caller, and so who acts."""

    WELL = 0
    FINDINGS = 1
    USAGE = 2
    MISSING_TOOL = 3
    TOOL_FAILED = 4
    OWN_FAULT = 70
    INTERRUPTED = 130


class Failure(Exception):  # noqa: N818 - the base of what people are told
    """A fault outside the content; `code` says who acts."""

    code = ExitCode.OWN_FAULT


class MissingTool(Failure):
    """A program, library or font is not installed; the message ends in the command that installs it."""

    code = ExitCode.MISSING_TOOL


class ToolFailed(Failure):
    """An outside program failed; the message quotes its own words."""

    code = ExitCode.TOOL_FAILED


class MachineFailed(Failure):
    """The machine stands in the way (a full disk, a folder that may not be written); the message says what to do."""

    code = ExitCode.TOOL_FAILED


class StoppedAnswering(MachineFailed):
    """A program waits for ever; that says nothing of what it was given, so it is no verdict, and the run ends."""


class OverLimit(ToolFailed):
    """A program met a limit of CPU or memory; `file` is the source file that it was reading, where that is known."""

    def __init__(self, words: str, file: str = "") -> None:
        super().__init__(words)
        self.file = file

    def __reduce__(self) -> tuple[type["OverLimit"], tuple[str, str]]:
        """Reach another process whole."""
        return OverLimit, (str(self), self.file)


class WrongUsage(Failure):
    """The caller asked for something that does not exist."""

    code = ExitCode.USAGE


#: What stops a run that is nobody's fault here -> what is said of the path, and what to do.
_OF_MACHINE = {
    errno.ENOSPC: ("the disk is full", "make room on its disk; the next run goes on where this one ended"),
    errno.EDQUOT: ("your share of the disk is used up", "make room there; the next run goes on where this one ended"),
    errno.EROFS: ("it cannot be written: its disk is read-only", "work in a copy of the folder on another disk"),
    errno.EACCES: ("you may not open it", "give yourself the right to it, or work in a copy of your own"),
    errno.EPERM: ("you may not change it", "give yourself the right to it, or work in a copy of your own"),
    errno.EFBIG: ("it would be larger than a file may be", "raise the limit: ulimit -f unlimited"),
    errno.EMFILE: ("too many files are open", "raise the limit: ulimit -n 4096"),
    errno.ENFILE: ("the machine has too many files open", "end what else is running, or wait, and run it again"),
    errno.ENOMEM: ("the memory is full", "end what else is running, or work with fewer processes: -j 1"),
    errno.EAGAIN: ("no further process may be started", "end what else is running, or raise the limit: ulimit -u"),
    errno.EIO: ("the disk cannot be read or written", "look whether it is sound, and work on another one"),
    errno.ENAMETOOLONG: ("its name is too long for this disk", "shorten the name, or the path of the folder"),
    errno.ESTALE: ("the network drive has lost it", "connect the drive anew, and run it again"),
}


def of_machine(fault: OSError | MemoryError) -> MachineFailed | None:
    """Return what a person is told where the machine stands in the way; None for what may be a fault of our own."""
    number = errno.ENOMEM if isinstance(fault, MemoryError) else fault.errno
    if number not in _OF_MACHINE:
        return None
    said, todo = _OF_MACHINE[number]
    path = getattr(fault, "filename", None)
    return MachineFailed(f"{path}: {said}\n    fix: {todo}" if path else f"{said}\n    fix: {todo}")
