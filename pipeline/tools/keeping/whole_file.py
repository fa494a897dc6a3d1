"""Writes a file whole or not at all: a temporary name beside the target, then a rename."""

import fcntl
import os
import re
from contextlib import suppress
from pathlib import Path

from pipeline.model.failure import WrongUsage

#: The name of a file under way: of which one, and the process that writes it.
_PART = re.compile(r"\..+\.\d+\.part")


def write(path: Path, content: bytes) -> None:
    """Write the bytes; a reader sees the old file or the new one, never a part.

    Raises WrongUsage where a folder stands at the path, or something that is no folder in place of one of its folders.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            _put(temporary, path, content)
        except (FileNotFoundError, NotADirectoryError):
            make_folder(path.parent)
            _put(temporary, path, content)
    except BaseException as fault:
        with suppress(FileNotFoundError, NotADirectoryError):
            temporary.unlink()
        if isinstance(fault, OSError) and fault.errno and fault.filename in (None, str(temporary)):
            fault.filename = str(path)
        if isinstance(fault, IsADirectoryError):
            raise WrongUsage(f"{path} is a folder, where a file is to be written; move it away") from fault
        raise


def _put(temporary: Path, path: Path, content: bytes) -> None:
    with temporary.open("wb") as file:
        with suppress(OSError):  # a disk without locks
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.write(content)
        file.flush()
        temporary.replace(path)


def sweep(folder: Path) -> None:
    """Remove what processes had under way below a folder when they were killed.

    Who writes a file holds its lock, which the kernel takes from the dead. A process's number tells less: one that
    nobody has asked for its end seems alive, and a number is given again.
    """
    for left in folder.rglob(".*.part"):
        _remove(left)


def sweep_of(path: Path) -> None:
    """Remove what killed processes had under way of one file."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        _remove(left)


def _remove(left: Path) -> None:
    if _PART.fullmatch(left.name):
        with suppress(OSError), left.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises WrongUsage where something that is no folder stands in place of one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as fault:
        taken = next(each for each in (folder, *folder.parents) if os.path.lexists(each) and not each.is_dir())
        raise WrongUsage(f"{taken} is no folder, but has to be one; move it away") from fault
