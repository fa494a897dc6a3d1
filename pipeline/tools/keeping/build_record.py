"""Reads and writes what the last build made (`build/.cache/record.json`), and what one under way has begun."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tools.keeping import digest

if TYPE_CHECKING:  # a build with nothing to do asks `nothing_to_do` alone, and starts without them
    from collections.abc import Iterable

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
            digest.of_file(build / output) == each["sha256"] for output, each in made.items()) and all(
            digest.of_file(path) == sha256 for path, sha256 in kept["outside"].items())
        return f"nothing to do: {len(made)} files up to date" if is_same and _is_listed(build, made) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _is_listed(build: Path, made: dict[str, dict[str, str]]) -> bool:
    """Tell whether the manifest is the one that SHA256SUMS states, beside exactly these files."""
    sums = {output: each["sha256"] for output, each in made.items()}
    manifest = digest.of_file(build / "manifest.json") or ""
    return (build / "SHA256SUMS").read_bytes() == digest.sums({**sums, "manifest.json": manifest})


def read(root: Path) -> "Record":
    """Return the record of the last build; an empty one where there is none or it cannot be read."""
    from pipeline.model.job import Record, record_from

    try:
        return record_from(json.loads(_file(root).read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Record()


def write(root: Path, record: "Record") -> None:
    """Keep a record for the next build; what was begun is in it, or was removed."""
    from pipeline.tools.keeping import whole_file

    whole_file.write(_file(root), json.dumps(record.as_data(), ensure_ascii=False).encode())
    _begun(root / "build").unlink(missing_ok=True)


def begin(build: Path, outputs: "Iterable[str]") -> None:
    """Note files before they are put in place, so that the next build knows those of a killed one; any process may."""
    _begun(build).parent.mkdir(parents=True, exist_ok=True)
    with _begun(build).open("a", encoding="utf-8") as file:
        file.write("".join(f"{output}\n" for output in outputs))


def begun(build: Path) -> frozenset[str]:
    """Return the files that were noted since the last record was written."""
    try:
        return frozenset(_begun(build).read_text(encoding="utf-8").splitlines())
    except OSError:
        return frozenset()


def lost(build: Path, record: "Record") -> frozenset[str]:
    """Return the products that a build began to replace and did not live to record."""
    noted = begun(build)
    return frozenset(made.product for output, made in record.made.items()
                     if output in noted and digest.of_file(build / output) != made.sha256)


def _begun(build: Path) -> Path:
    return build / ".cache" / "begun.txt"


def _file(root: Path) -> Path:
    return root / "build" / ".cache" / "record.json"
