"""Keeps where the pages of a printed product begin, for products that list its page numbers (build/.cache/pages/)."""

import json
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

from pipeline.model.pagination import PageStart
from pipeline.tools.keeping import whole_file


def read(build: Path, key: str) -> tuple[PageStart, ...] | None:
    """Return what was kept under the key of the printed product's job; None where nothing was."""
    try:
        return tuple(PageStart(*each) for each in json.loads(_file(build, key).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def write(build: Path, key: str, starts: Iterable[PageStart]) -> None:
    """Keep where the pages begin."""
    whole_file.write(_file(build, key), json.dumps([astuple(start) for start in starts]).encode())


def _file(build: Path, key: str) -> Path:
    return build / ".cache" / "pages" / f"{key}.json"
