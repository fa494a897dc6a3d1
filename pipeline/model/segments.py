"""Cuts a topic as it is written into what a translator gets as one: a line of prose with its marks, whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.authors_text import without_comments

#: What opens a line and is no word: a heading, an item, a box to tick, a quotation, a meaning, a note.
_OPENING = re.compile(
    r"\s*(?:#{1,6} +|(?:[-*+]|\(?(?:\d{1,3}|[a-zA-Z])[.)]) +(?:\[[ xX]\] +)?|> ?|: +|\[\^[^\]]+\]: +)?")
#: Lines without words: boxes, the rule of a table, a drawing of a fact.
_WORDLESS = re.compile(r"(?::::.*|\|[-:| ]+\||!\[\]\([^)]*\))?")
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)


@dataclass(frozen=True)
class Segment:
    """Lines of a text, counted from 1, that are translated as one; `opening` stands before its words."""

    first: int
    last: int
    opening: str
    text: str


def segments(text: str) -> list[Segment]:
    """Return the segments of a text, in order; comments are none."""
    return list(_segments(text.split("\n"), without_comments(text).split("\n")))


def _segments(lines: list[str], bare: list[str]) -> Iterator[Segment]:
    number = 0
    while number < len(lines):
        first = number
        number += 1
        if _WORDLESS.fullmatch(bare[first].strip()):
            continue
        while number < len(lines) and not _WORDLESS.fullmatch(bare[number].strip()) and _depth(bare[first:number]) > 0:
            number += 1
        found = _OPENING.match(lines[first])
        opening = found[0] if found else ""
        yield Segment(first + 1, number, opening, "\n".join(lines[first:number])[len(opening):])


def _depth(lines: list[str]) -> int:
    """Return how many brackets are open at the end of some lines."""
    return sum({"[": 1, "]": -1}.get(each, 0) for each in _BRACKETS.findall("\n".join(lines)))


def with_texts(text: str, changed: Mapping[Segment, str]) -> str:
    """Return a text with other words in some of its segments."""
    lines = text.split("\n")
    for segment in sorted(changed, key=lambda each: -each.first):
        lines[segment.first - 1:segment.last] = f"{segment.opening}{changed[segment]}".split("\n")
    return "\n".join(lines)
