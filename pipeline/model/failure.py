"""The failures that no author can mend, each bound to its exit code; the message ends in what to do."""

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


class WrongUsage(Failure):
    """The caller asked for something that does not exist."""

    code = ExitCode.USAGE
