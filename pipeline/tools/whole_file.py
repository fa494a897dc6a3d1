"""Writes a file whole or not at all: a temporary name beside the target, then a rename."""

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write the bytes; a reader sees the old file or the new one, never a part."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            temporary.write_bytes(content)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
