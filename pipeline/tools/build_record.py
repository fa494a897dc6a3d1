"""Reads and writes what the last build made (`build/.cache/record.json`)."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tools import digest

if TYPE_CHECKING:  # a build with nothing to do asks `nothing_to_do` alone, and starts without them
    from pipeline.model.job import Record

#: All that can change a product or a finding, from the project's root.
INPUTS = ("source", "styles", "pipeline", "requirements.lock")


def inputs_digest(root: Path) -> str:
    """Return the digest of every file that a build reads."""
    return digest.of_tree(root, INPUTS)


def nothing_to_do(root: Path) -> str | None:
    """Return the closing line of a build whose last one left all, found nothing, and stands unchanged; else None."""
    try:
        kept = json.loads(_file(root).read_bytes())
        made, build = kept["made"], root / "build"
        is_same = not kept["findings"] and kept["inputs"] == inputs_digest(root) and all(
            digest.of_file(build / output) == each["sha256"] for output, each in made.items())
        return f"nothing to do: {len(made)} files up to date" if is_same else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def read(root: Path) -> "Record":
    """Return the record of the last build; an empty one where there is none or it cannot be read."""
    from pipeline.model.job import Record, record_from

    try:
        return record_from(json.loads(_file(root).read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Record()


def write(root: Path, record: "Record") -> None:
    """Keep a record for the next build."""
    from pipeline.tools import whole_file

    whole_file.write(_file(root), json.dumps(record.as_data(), ensure_ascii=False).encode())


def _file(root: Path) -> Path:
    return root / "build" / ".cache" / "record.json"
