"""Finds the lines of the source for what a layout measured before anybody asked for them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.model.layout import Flow, Layout
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import plain_text, walk

_TEXTS = frozenset({"Para", "Plain", "Header"})


def traced(layout: Layout, manuscript: Manuscript) -> Layout:
    """Return a layout whose blocks know their places, by their words; as it is for a manuscript without places."""
    said = list(_said(manuscript))

    def placed(block: Any) -> Any:
        words = _letters(block.words)
        return replace(block, at=next((at for letters, at in said if words in letters), ""))

    flow = layout.flow
    return replace(layout, flow=Flow(*(tuple(map(placed, each)) for each in (flow.feet, flow.torn, flow.last_lines))))


def _said(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    for section in manuscript.sections:
        for element in walk(section.blocks):
            if element["t"] in _TEXTS and element.get("at"):
                yield _letters(plain_text(element)), element["at"]


def _letters(words: str) -> str:
    """Return letters and figures alone: a line may end in a hyphen that nobody wrote."""
    return "".join(filter(str.isalnum, words))
