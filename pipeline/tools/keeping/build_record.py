"""Reads and writes what the last build made (`build/.cache/record.json`), and what one under way has begun."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tools.keeping import digest, file_index, kept

if TYPE_CHECKING:  # a build that finds nothing to do asks `nothing_to_do` alone, and starts without them
    from collections.abc import Iterable, Mapping

    from pipeline.model.job import Record


def inputs_digest(root: Path) -> str:
    """Return the digest of every file that a build reads."""
    return _inputs_digest({path: digest.of_file(root / path, str(root)) for path in file_index.inputs(str(root))})


def nothing_to_do(root: Path) -> str | None:
    """Return the closing line of a build whose last one left all, found no more than notes, and stands; else None.

    Every file is read; how each looked before that is kept, so that the next build need not read it again.
    """
    try:
        content = _file(root).read_bytes()
        last = json.loads(kept.opened(_file(root).name, content) or b"null")
        if any(each["severity"] != "note" or each["is_unexamined"] for each in last["findings"]):
            return None
        made = {output: each["sha256"] for output, each in last["made"].items()}
        marks = file_index.seen(str(root), made, last["outside"])
        found = {path: digest.of_file(root / path, str(root)) for path in marks}
        sums = digest.sums({**made, "manifest.json": found["build/manifest.json"] or ""})
        is_same = last["inputs"] == _inputs_digest({path: found[path] for path in file_index.inputs(str(root))})
        if not is_same or found[file_index.REPORT] is None or found != found | last["outside"] | {
                **{f"build/{output}": sha256 for output, sha256 in made.items()},
                "build/SHA256SUMS": digest.of_bytes(sums), "build/.cache/record.json": digest.of_bytes(content)}:
            return None
        file_index.keep(str(root), marks, found, len(last["findings"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return file_index.told(len(made), len(last["findings"]))


def _inputs_digest(digest_by_path: "Mapping[str, str | None]") -> str:
    return digest.of_listed({**digest_by_path, "packages": file_index.packages()})


def read(root: Path) -> "Record":
    """Return the record of the last build; an empty one where there is none or it cannot be read."""
    from pipeline.model.job import Record, record_from

    return kept.read(_file(root), lambda content: record_from(json.loads(content))) or Record()


def write(root: Path, record: "Record") -> None:
    """Keep a record for the next build; what was begun is in it, or was removed."""
    kept.write_data(_file(root), record.as_data())
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
