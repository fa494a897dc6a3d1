"""Who reads which file back: one module a reader, found by the name that a format's contract states, never listed.

A module holds `heard(artifact) -> Iterator[Heard]`, the words in the order of reading, each with its place. Of a format
that draws, its reader also holds `counted(content) -> Iterator[Counted]`; of one that describes itself,
`description(content) -> str`; of one whose tables keep their columns, `sides(content) -> Iterator[Sides]`, to which
side each column of each table stands; where pages show more than the edition says, `furniture(artifact)` returns by
place the phrases that may stand there.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pipeline.model.alignment import Phrase
from pipeline.model.artifact import Artifact
from pipeline.model.contract import Contract
from pipeline.model.parity import Heard
from pipeline.readback.counted import Counted
from pipeline.readback.sides import Sides


def names() -> tuple[str, ...]:
    """Return the names of all readers."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


def faults(contract: Contract) -> Iterator[str]:
    """Yield what keeps a format's files from being read back."""
    if contract.reader not in names():
        yield f"there is no reader “{contract.reader}”, so nobody can read its files back"
        return
    reader = _find(contract.reader)
    for is_promised, held, lacking in ((True, "heard", "words"), (contract.draws, "counted", "drawings"),
                                       (contract.describes_itself, "description", "description")):
        if is_promised and not hasattr(reader, held):
            yield f"the reader “{contract.reader}” cannot read back its {lacking}"


def can_read(artifact: Artifact) -> bool:
    """Tell whether somebody reads a file back, if it shows anything of an edition."""
    return not artifact.read_by or artifact.read_by in names()


def heard(artifact: Artifact) -> list[Heard] | None:
    """Return the words of a finished file in the order of reading; None where it shows nothing of an edition."""
    return list(_reader_of(artifact).heard(artifact)) if artifact.read_by and can_read(artifact) else None


def furniture(artifact: Artifact) -> dict[str, list[Phrase]]:
    """Return by place the phrases that a file may show beside the text of its edition, each once."""
    reader = _reader_of(artifact)
    found: dict[str, list[Phrase]] = reader.furniture(artifact) if hasattr(reader, "furniture") else {}
    return found


def counted(artifact: Artifact) -> list[Counted]:
    """Return the drawings of facts in a finished file, in the order of reading."""
    shown: Iterable[Counted] = _reader_of(artifact).counted(artifact.content)
    return list(shown)


def sides(artifact: Artifact) -> list[Sides]:
    """Return to which side the columns of each table stand; nothing where the format tells tables in words."""
    reader = _reader_of(artifact)
    return list(reader.sides(artifact.content)) if hasattr(reader, "sides") else []


def description(artifact: Artifact) -> str:
    """Return what a file says of itself where its words are not seen."""
    return str(_reader_of(artifact).description(artifact.content))


def _reader_of(artifact: Artifact) -> Any:
    return _find(artifact.read_by)


def _find(name: str) -> Any:
    return import_module(f"{__name__}.{name.replace('-', '_')}")
