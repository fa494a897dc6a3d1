"""A heading skips a level, or stands deeper than any product goes.

Contents, outlines and screen readers number a text by its headings: below the title (`#`) come sections (`##`), below
a section its parts (`###`).
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import plain_text

_DEEPEST = 4
_WHY = "contents and screen readers would number the text wrongly"


def check(source: Source) -> Findings:
    for passage in topics(source):
        level = 0
        for heading in (each for each in passage.branches if each["t"] == "Header"):
            own, words = heading["c"][0], plain_text(heading["c"][2])
            if own > level + 1 and level:
                yield error(passage.place_of(heading), f"“{words}” is a heading of level {own} below one of level"
                                                       f" {level}", why=_WHY, fix=f"write {'#' * (level + 1)} {words}")
            elif own > _DEEPEST:
                yield error(passage.place_of(heading), f"“{words}” is a heading of level {own}; {_DEEPEST} is the"
                                                       " deepest", why=_WHY, fix="say it in a paragraph or a list")
            level = own
