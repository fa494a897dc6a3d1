"""From which words of the original each unit of a translation was made, and which of them have changed since.

The original is the first language of a publication. What is kept is one line a unit: the digests of the translation and
of the original, several joined by `+`, `-` for none, and the words of the original as they were.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from pipeline.model.confirmation import Unit
from pipeline.model.entry import Entry, Words

_NONE = "-"
_DIGESTS = r"(?:[0-9a-f]{16}(?:\+[0-9a-f]{16})*|-)"
_LINE = re.compile(rf"({_DIGESTS}) ({_DIGESTS})(?: (.*))?")

#: How a unit of a translation stands to its original: made from it as it is; its own words are others since (which
#: opens them, and is told there); nobody has held it against the original; the original has changed; it is missing;
#: nothing in the original says it.
State = Literal["current", "reworded", "unheld", "stale", "missing", "left-over"]


class Translated(Entry):
    """<language>/translated.yaml: written by `pipeline confirm` and `pipeline translate import`, not by hand."""

    made_from: dict[str, Words] = Field(
        description="path below source/ -> one line a unit: digest of the translation, of the original, its words then")


@dataclass(frozen=True)
class Origin:
    """By digest units of a translation, and those of the original that they come from; `words` were the latter's."""

    units: tuple[str, ...]
    original: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Pair:
    """Units of a translation beside those of the original that say the same; either may be none.

    `before` holds the words of the original that the translation was made from, where they are known and were others.
    `after` is the unit of the translation behind which one that is missing belongs, if there is any.
    """

    path: str
    state: State
    original: tuple[Unit, ...]
    units: tuple[Unit, ...]
    before: str = ""
    after: Unit | None = None

    @property
    def subject(self) -> str:
        """Return the id of what it belongs to."""
        return (*self.units, *self.original)[0].subject

    @property
    def origin(self) -> Origin:
        """Return what is kept of it once somebody has held it against the original."""
        return Origin(digests(self.units), digests(self.original), said(self.original))


def digests(units: Iterable[Unit]) -> tuple[str, ...]:
    """Return the digests of what units say."""
    return tuple(each.said for each in units)


def said(units: Iterable[Unit]) -> str:
    """Return the words of units."""
    return " ".join(each.words for each in units)


def origins(translated: Translated) -> dict[str, list[Origin]]:
    """Return by path what units were made from; a line that nobody wrote so counts for nothing."""
    return {path: list(_origins(block)) for path, block in translated.made_from.items()}


def _origins(block: str) -> Iterator[Origin]:
    for line in block.splitlines():
        found = _LINE.fullmatch(line)
        if found:
            units, original = (() if each == _NONE else tuple(each.split("+")) for each in found.groups()[:2])
            yield Origin(units, original, found[3] or "")


def as_translated(kept: Mapping[str, Iterable[Origin]]) -> Translated:
    """Return what translated.yaml holds."""
    blocks = {path: "".join(f"{_line(each)}\n" for each in found) for path, found in kept.items()}
    return Translated(made_from={path: block for path, block in blocks.items() if block})


def _line(origin: Origin) -> str:
    return " ".join(["+".join(origin.units) or _NONE, "+".join(origin.original) or _NONE, origin.words]).rstrip()
