"""A path is not a list of three to seven numbered steps.

`::: path` draws steps that follow one another as a way with a stop for each; plain text numbers them. Write
`1.`, `2.` and so on before the steps, each of them one paragraph, and nothing else in the box.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import topics
from pipeline.model.publication import PATH, Source
from pipeline.model.tree import Element, is_div

_FEWEST, _MOST = 3, 7


def check(source: Source) -> Findings:
    for topic in topics(source):
        for box in topic.branches:
            if is_div(box, PATH) and not _is_path(box["c"][1]):
                yield error(topic.place_of(box), f"the path is not a list of {_FEWEST} to {_MOST} numbered steps",
                            why="it would be drawn as a way without stops, or with so many that nobody finds the next",
                            fix=f"write {_FEWEST} to {_MOST} steps “1. words”, each of them one paragraph, and nothing"
                                " else in the box")


def _is_path(inner: list[Element]) -> bool:
    if [block["t"] for block in inner] != ["OrderedList"]:
        return False
    (first, style, _), steps = inner[0]["c"]
    return (first == 1 and style["t"] in ("Decimal", "DefaultStyle") and _FEWEST <= len(steps) <= _MOST
            and all([block["t"] for block in step] in (["Plain"], ["Para"]) for step in steps))
