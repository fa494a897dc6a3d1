"""A key point, or a sentence of a text message, stands partly outside the marks of its fact.

What is outside is held against nothing: `[A transplant may cure]{fact=only-cure} every child.` A key point is marked
whole, but for words that explain a term; in a message a sentence is marked whole or not at all. Move the bracket.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import Element, Elements, attributes, fact_of, is_div, plain_text

_LETTER = re.compile(r"[^\W\d_]")
#: What ends a sentence, with what closes behind it.
_END = re.compile(r"[.!?:…][\"”’')\]]*\s*$")


def check(source: Source) -> Findings:
    for topic in topics(source):
        for box in topic.blocks:
            if is_div(box, "key-points"):
                outside = (each for inlines in _items(box) for each in _outside(inlines))
            else:
                outside = (each for inlines in _paragraphs(box) for each in _parted(inlines))
            for element, words in outside:
                yield error(topic.place_of(element), f"“{words}” stands outside the marks of the fact",
                            why="it would be held against no source", fix="move the bracket, so that it stands inside")


def _items(box: Element) -> Iterator[Elements]:
    lists = (block["c"] for block in box["c"][1] if block["t"] == "BulletList")
    yield from (block["c"] for items in lists for item in items for block in item if block["t"] in ("Plain", "Para"))


def _paragraphs(box: Element) -> Iterator[Elements]:
    if is_div(box, "sms"):
        yield from (block["c"] for block in box["c"][1] if block["t"] in ("Plain", "Para"))


def _is_marked(inline: Element) -> bool:
    return inline["t"] == "Span" and (fact_of(inline) is not None or "explains" in attributes(inline)[2])


def _outside(inlines: Elements) -> Iterator[tuple[Element, str]]:
    """Yield the first word that no mark holds; of an item without any mark none, since another rule tells it."""
    if any(map(_is_marked, inlines)):
        loose = ((each, plain_text([each])) for each in inlines if not _is_marked(each))
        yield from [(each, words) for each, words in loose if _LETTER.search(words)][:1]


def _parted(inlines: Elements) -> Iterator[tuple[Element, str]]:
    """Yield where a sentence goes on from marked to unmarked words, or the other way."""
    before, last = "", inlines[:1]
    for inline in inlines:
        words = plain_text([inline])
        if _LETTER.search(words):
            if before and _is_marked(inline) != _is_marked(last[0]) and not _END.search(before):
                loose = last[0] if _is_marked(inline) else inline
                yield loose, plain_text([loose])
            last = [inline]
        before += words
