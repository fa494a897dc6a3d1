"""Where a fact comes from, where the source states it, and where readers of each product meet it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.model.finding import Place
from pipeline.model.ledger import Fact
from pipeline.model.number_ranges import ranges

State = Literal["built", "not up to date", "not built"]
#: What is counted in a file.
_COUNTED = ("page", "line")


@dataclass(frozen=True)
class Statement:
    """Words of the source that state a fact, and where their mark opens."""

    place: Place
    words: str


@dataclass(frozen=True)
class Spot:
    """A section of a product that states a fact, and where: pages, lines, chapter files; empty if nobody can see it."""

    section: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Appearance:
    """A file below build/ that changes with a fact."""

    output: str
    state: State
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Whereabouts:
    """A fact, its place in the ledger, every statement of it, every file that changes with it.

    `appearances` is None where nobody can tell, since the source has errors.
    """

    fact: Fact
    place: Place
    statements: tuple[Statement, ...]
    appearances: tuple[Appearance, ...] | None


def grouped(where: Sequence[str]) -> str:
    """Return places in few words, the noun of numbered ones said once: pages 3, 7-9."""
    found: dict[str, list[int]] = {}
    other = []
    for each in where:
        noun, _, number = each.rpartition(" ")
        if noun in _COUNTED and number.isdecimal():
            found.setdefault(noun, []).append(int(number))
        else:
            other.append(each)
    return "; ".join([f"{noun}{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"
                      for noun, numbers in found.items()] + other)
