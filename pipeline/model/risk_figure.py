"""Lays out the drawing of a fact as data: how many units there are, and how many of them look which way.

A share of people becomes an array of icons, one for each of its denominator; a number of months becomes a line in
time. What a range leaves open has a look of its own, so that no product claims more than the ledger.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from pydantic import Field

from pipeline.model.entry import Entry, Id, Words
from pipeline.model.ledger import Fact, Figure
from pipeline.model.tree import Element, is_picture

Kind = Literal["icons", "timeline"]
#: What a unit looks like: counted for sure, counted by the upper end of a range, not counted, what the time leads to.
Look = Literal["filled", "striped", "open", "goal"]
#: How a plain text shows each look.
SIGNS: dict[Look, str] = {"filled": "#", "striped": "/", "open": ".", "goal": "*"}
#: How many signs of a plain text stand for a unit, and how many it prints in a row.
SIGNS_A_UNIT: dict[Kind, int] = {"icons": 1, "timeline": 20}
SIGNS_A_ROW = 50
#: What the target of an image begins with, in a topic, to show the drawing of a fact: `![](risk:only-cure)`.
TARGET = "risk:"
_FOLDER = "drawn/"
#: More units than this nobody can count.
_MOST: dict[Kind, int] = {"icons": 100, "timeline": 12}
_DRAWING = re.compile(rf"{_FOLDER}(icons|timeline)-(\d+)-(\d+)-(\d+)\.svg")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class FigureWords(Entry):
    """What the drawing of a fact says in one language; {low}, {high} and {of} are filled in from the ledger."""

    id: Id = Field(description="the id of the fact in facts.yaml")
    caption: Words = Field(description="what the drawing tells, with all figures and qualifiers of the fact")
    picture: Words = Field(description="the same for who cannot see the drawing, and what it looks like")
    filled: Words = Field(description="what the filled units mean")
    striped: str = Field("", description="what the striped units mean; needed where the ledger gives a range")
    last: Words = Field(description="what the outlined icons mean, or what the time leads to")


class FigureList(Entry):
    """<language>/figures.yaml."""

    figures: tuple[FigureWords, ...]


@dataclass(frozen=True)
class RiskFigure:
    """One drawing: units in a row or in rows, the filled ones first."""

    kind: Kind
    filled: int
    striped: int
    last: int

    @property
    def looks(self) -> tuple[Look, ...]:
        """Return the look of each unit, in order."""
        last: Look = "open" if self.kind == "icons" else "goal"
        counts: tuple[tuple[Look, int], ...] = (("filled", self.filled), ("striped", self.striped), (last, self.last))
        return tuple(look for look, count in counts for _ in range(count))

    @property
    def meanings(self) -> tuple[Look, ...]:
        """Return the looks that have to be explained, in order."""
        return tuple(dict.fromkeys(self.looks))


def risk_figure(fact: Fact) -> RiskFigure | None:
    """Return the drawing of a fact; None where its figures are no share of people and no span of months."""
    numbers = drawn_numbers(fact)
    kind: Kind = "icons" if numbers and numbers[0].denominator else "timeline"
    is_alike = len({(number.unit, number.denominator) for number in numbers}) == 1
    if not is_alike or len(numbers) > 2 or not all(number.value.isdecimal() for number in numbers):
        return None
    if kind == "timeline" and numbers[0].unit not in ("month", "months"):
        return None
    low, high = int(numbers[0].value), int(numbers[-1].value)
    units = numbers[0].denominator or high
    if not 0 < low <= high <= units <= _MOST[kind]:
        return None
    return RiskFigure(kind, low, high - low, units - high if kind == "icons" else 1)


def risk_figures(facts: Mapping[str, Fact]) -> dict[str, RiskFigure]:
    """Return the drawings of all facts that have one, by the fact's id."""
    return {name: figure for name, fact in facts.items() if (figure := risk_figure(fact))}


def drawn_numbers(fact: Fact) -> tuple[Figure, ...]:
    """Return the figures of a fact that a drawing shows: neither the place in an order nor what may be left out."""
    return tuple(number for number in fact.numbers if number.unit != "ordinal" and not number.optional)


def worded(words: FigureWords, fact: Fact) -> FigureWords:
    """Return the words of a drawing with the ledger's figures in place of the braces that it knows."""
    values = placeholders(fact)
    filled = {name: _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
              for name, text in words.model_dump(exclude={"id"}).items()}
    return FigureWords(id=words.id, **filled)


def placeholders(fact: Fact) -> dict[str, str]:
    """Return what the words of a drawing may leave to the ledger: name in braces -> figure as printed."""
    numbers = drawn_numbers(fact)
    if not numbers:
        return {}
    values = {"low": numbers[0].value, "high": numbers[-1].value, "of": str(numbers[0].denominator or "")}
    return {name: value for name, value in values.items() if value and (name != "low" or len(numbers) > 1)}


def unknown_placeholders(words: FigureWords, fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield each pair of braces that the ledger cannot fill: the key it stands under, the name in it."""
    known = placeholders(fact)
    for key, text in words.model_dump(exclude={"id"}).items():
        yield from ((key, name) for name in _PLACEHOLDER.findall(text) if name not in known)


def fact_of_target(target: str) -> str | None:
    """Return the fact whose drawing an image of a topic asks for; None for any other image."""
    return target.removeprefix(TARGET) if target.startswith(TARGET) else None


def drawn_alone(block: Element) -> str | None:
    """Return the fact whose drawing is all that a block of a topic holds."""
    return fact_of_target(block["c"][0]["c"][2][0]) if is_picture(block) else None


def drawing_path(figure: RiskFigure) -> str:
    """Return where a product keeps a drawing; the path alone says what is drawn."""
    return f"{_FOLDER}{figure.kind}-{figure.filled}-{figure.striped}-{figure.last}.svg"


def sample_path(kind: Kind, look: Look) -> str:
    """Return where a product keeps one unit alone, as a legend shows it."""
    return f"{_FOLDER}{kind}-{look}.svg"


def is_drawn(path: str) -> bool:
    """Tell whether the picture at a path is made from a fact."""
    return path.startswith(_FOLDER)


def figure_at(path: str) -> RiskFigure | None:
    """Return the drawing at a path; None for one unit alone, and for a file of the source."""
    found = _DRAWING.fullmatch(path)
    return RiskFigure(cast(Kind, found[1]), *map(int, found.groups()[1:])) if found else None


def sample_at(path: str) -> tuple[Kind, Look]:
    """Return which unit stands alone at a path."""
    kind, look = path.removeprefix(_FOLDER).removesuffix(".svg").split("-")
    return cast(Kind, kind), cast(Look, look)
