"""A paragraph in bold alone stands for a heading, so contents, outlines and screen readers do not know it.

Whoever listens to a page goes from heading to heading, and never meets it. Write `##` before the words in place of the
stars. A whole sentence in bold is none, and neither is a bold line of `::: groups`. A bold line right above a sentence
is one, too, and without an empty line between them the two are printed in one line.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Findings, warning
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import Element, Elements, is_div, plain_text

_SENTENCE = re.compile(r"[.!?…。？！؟।][\"'”’»)\]]*$")


def check(source: Source) -> Findings:
    for topic in topics(source):
        for paragraph, level in _bold_alone(topic.blocks, 1):
            words = plain_text(paragraph["c"][:1]).strip().rstrip(":")
            place = topic.place_of(paragraph["c"][0])
            what = "paragraph" if len(paragraph["c"]) == 1 else "line"
            yield warning(place, f"“{words}” is a {what} in bold that reads as a heading",
                          why="contents and screen readers do not know it",
                          fix=f"write {'#' * (level + 1)} {words}, and an empty line below")


def _bold_alone(blocks: Elements, level: int) -> Iterator[tuple[Element, int]]:
    """Yield each paragraph that is bold words and no sentence, with the level of the heading above it."""
    for block in blocks:
        if block["t"] == "Header":
            level = block["c"][0]
        elif block["t"] == "Div" and not is_div(block, "groups"):
            yield from _bold_alone(block["c"][1], level)
        elif block["t"] == "Para" and _is_bold_alone(block["c"]):
            yield block, level


def _is_bold_alone(words: Elements) -> bool:
    kinds, begun = [each["t"] for each in words], plain_text(words[2:3])
    is_line = kinds[:1] == ["Strong"] and kinds[1:2] in ([], ["SoftBreak"], ["LineBreak"])
    return is_line and begun[:1] == begun[:1].upper() and not _SENTENCE.search(plain_text(words[:1]).strip())
