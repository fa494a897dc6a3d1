"""Gives a folder for files that last as long as a program reads them, and says so where the machine has no room."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.failure import MachineFailed, of_machine

#: What a program that failed is shown to have had: room for a megabyte.
_ROOM = bytes(1 << 20)


@contextmanager
def holding(content_by_path: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder with these files in it; whatever is there in the end goes with it.

    Raises MachineFailed where no folder for temporary files takes them.
    """
    try:
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    except OSError as fault:
        raise _refused(fault) from fault
    with folder as name:
        try:
            for path, content in content_by_path.items():
                file = Path(name, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        except OSError as fault:
            if of_machine(fault):
                raise _refused(fault) from fault
            raise
        yield Path(name)


def refuse_full() -> None:
    """Raise MachineFailed where there is no room: then that is why a program failed, and no verdict on its input."""
    with holding({"room": _ROOM}):
        pass


def place() -> str:
    """Return the folder for temporary files that can be written; raises MachineFailed where none can."""
    try:
        return tempfile.gettempdir()
    except OSError as fault:
        raise _refused(fault) from fault


def _refused(fault: OSError) -> MachineFailed:
    named = tempfile.tempdir or os.environ.get("TMPDIR") or "/tmp"
    return MachineFailed(f"{named}: the folder for temporary files takes nothing more ({fault.strerror})\n"
                         "    fix: make room on its disk, or name a folder with room that you may write:"
                         " TMPDIR=FOLDER; then run it again")
