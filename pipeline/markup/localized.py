"""Gives a design the direction, the fonts and the letters of one language; from the right, it is mirrored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.model.artifact import Design
from pipeline.model.manuscript import Manuscript
from pipeline.model.writing import LATIN

#: What is the same from both sides: a tick, which is a corner that is turned.
_TURNED = "rotate("
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_SIDES = {"left": "right", "right": "left"}
#: The names of margin boxes and of facing pages.
_OF_PAGE = re.compile(r"(@(?:top|bottom)-|@page :)(left|right)\b")
#: A side in the name of a property, and as a value.
_SIDE = re.compile(r"(?<![\w.-])((?:(?:border|margin|padding|scroll-margin|top|bottom)-)?)(left|right)"
                   r"(?=(?:-[a-z-]+)?\s*[:;\s]|$)")
#: Four values: above, right, below, left; of corners, the upper left first.
_FOUR = re.compile(r"(?<![\w-])(margin|padding|border-width|border-color|border-style|inset): ([^;{}]+)")
_CORNERS = re.compile(r"(?<![\w-])border-radius: ([^;{}]+)")
_VALUE = re.compile(r"[^\s(]+\([^()]*(?:\([^()]*\)[^()]*)*\)|\S+")


def localized(design: Design, manuscript: Manuscript) -> Design:
    """Return the design as the language of a manuscript asks for it: style sheets mirrored, fonts with its script."""
    writing = manuscript.edition.language.writing
    if writing == design.writing:
        return design
    css = {name: mirrored(text) for name, text in design.css.items()} if writing.is_right_to_left else design.css
    said = _words([[each.title, each.label, each.blocks] for each in manuscript.sections])
    labels = "".join(manuscript.edition.language.labels.values())
    return replace(design, writing=writing, css=css, letters="".join(sorted({*labels, *"".join(said)})))


def from_the_left(design: Design) -> Design:
    """Return the design for what goes with a product and is not in its language: for English."""
    css = {name: mirrored(text) for name, text in design.css.items()}
    return replace(design, writing=LATIN, css=css) if design.writing.is_right_to_left else design


def mirrored(css: str) -> str:
    """Return a style sheet for a page that is read from the right: each side is the other one.

    Selectors keep their names, and what is turned stays: it looks the same from both sides.
    """
    named = _OF_PAGE.sub(lambda found: found[1] + _SIDES[found[2]], css)
    return _RULE.sub(lambda rule: f"{_outer(rule[1])}{{{rule[2] if _TURNED in rule[2] else _declarations(rule[2])}}}",
                     named)


def _outer(before: str) -> str:
    """Return what stands before a rule: its selector, behind the declarations of a rule that holds it."""
    declarations, end, selector = before.rpartition(";")
    return _declarations(declarations) + end + selector


def _declarations(body: str) -> str:
    body = _FOUR.sub(lambda found: f"{found[1]}: {_turned(found[2], 0, 3, 2, 1)}", body)
    body = _CORNERS.sub(lambda found: f"border-radius: {_turned(found[1], 1, 0, 3, 2)}", body)
    return _SIDE.sub(lambda found: found[1] + _SIDES[found[2]], body)


def _turned(values: str, *order: int) -> str:
    found = _VALUE.findall(values)
    return " ".join(found[each] for each in order) if len(found) == len(order) else values


def _words(content: Any) -> Iterator[str]:
    """Yield every string of a tree: more than is shown, so that nothing is missed."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, (list, tuple)):
        for each in content:
            yield from _words(each)
    elif isinstance(content, dict):
        yield from _words([*content.values()])
