"""Keeps what runs from the left in its order on a page that is read from the right (UAX #9).

A telephone number behind an Arabic word would be shown with its parts turned round, and the full stop of an English
sentence before it. A mark of direction, which nobody sees, holds both.
"""

import re
from dataclasses import replace

from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import Element, Elements, rewrite, runs_from_left

#: The mark of a letter from the left.
_MARK = "\u200e"
#: Figures that hyphens and the like part: a telephone number, a date in figures.
_PARTED = re.compile(r"[+(]?[0-9]+(?:[-‐‑/.)]+[0-9]+)+")
_HOLD_WORDS = {"Para": None, "Plain": None, "Header": 2}


def directed(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript with marks of direction where its language runs from the right."""
    if not manuscript.edition.language.writing.is_right_to_left:
        return manuscript
    sections = (replace(each, title=_held(_marked(each.title)),
                        blocks=rewrite(_marked(each.blocks), _block, _HOLD_WORDS)) for each in manuscript.sections)
    return replace(manuscript, sections=tuple(sections))


def _marked(content: Elements) -> Elements:
    return rewrite(content, lambda word: [{**word, "c": _PARTED.sub(rf"{_MARK}\g<0>{_MARK}", word["c"])}], ("Str",))


def _block(block: Element) -> Elements:
    index = _HOLD_WORDS[block["t"]]
    if index is None:
        return [{**block, "c": _held(block["c"])}]
    return [{**block, "c": [*block["c"][:index], _held(block["c"][index])]}]


def _held(words: Elements) -> Elements:
    """Return words between marks where all their letters run from the left; a picture has a line of its own."""
    if not runs_from_left(words) or all(each["t"] == "Image" for each in words):
        return words
    return [{"t": "Str", "c": _MARK}, *words, {"t": "Str", "c": _MARK}]
