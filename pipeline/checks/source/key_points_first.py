"""A topic opens neither with its key points, two to four, nor with a path.

Readers who stop early have read what matters most, and the brochure prints the key points alone. Write
`::: key-points` right below the title, with a bullet list of two to four points, or `::: path` with numbered steps;
the picture that opens the topic may stand between.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import Passage, topics
from pipeline.model.publication import PATH, Source, opening_box
from pipeline.model.tree import Element, is_div

_FEWEST, _MOST = 2, 4


def check(source: Source) -> Findings:
    for topic in topics(source):
        box = opening_box(topic.blocks)
        if is_div(box, "key-points"):
            yield from _check_points(topic, box)
        elif not is_div(box, PATH):
            yield error(topic.place, "the topic does not open with its key points",
                        why="the brochure prints the key points alone", fix="write “::: key-points” below the title")


def _check_points(topic: Passage, box: Element) -> Findings:
    inner = box["c"][1]
    count = len(inner[0]["c"]) if [block["t"] for block in inner] == ["BulletList"] else 0
    if not _FEWEST <= count <= _MOST:
        yield error(topic.place_of(box), f"the key points are not a list of {_FEWEST} to {_MOST} points",
                    why="more than a handful is not remembered, and a panel of the brochure has no more room",
                    fix=f"write {_FEWEST} to {_MOST} bullet points, and nothing else in the box")
