"""Reads and writes what the last build made (`build/.cache/record.json`)."""

import json
from pathlib import Path

from pipeline.model.job import Record, record_from
from pipeline.tools import digest, whole_file

#: All that can change a product or a finding, from the project's root.
INPUTS = ("source", "styles", "pipeline", "requirements.lock")


def inputs_digest(root: Path) -> str:
    """Return the digest of every file that a build reads."""
    return digest.of_tree(root, INPUTS)


def read(root: Path) -> Record:
    """Return the record of the last build; an empty one where there is none or it cannot be read."""
    try:
        return record_from(json.loads(_file(root).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def write(root: Path, record: Record) -> None:
    """Keep a record for the next build."""
    whole_file.write(_file(root), json.dumps(record.as_data(), ensure_ascii=False).encode())


def is_intact(root: Path, record: Record) -> bool:
    """Tell whether every product of a record is on disk as it was made."""
    return all(digest.of_file(root / "build" / made.output) == made.sha256 for made in record.made.values())


def _file(root: Path) -> Path:
    return root / "build" / ".cache" / "record.json"
