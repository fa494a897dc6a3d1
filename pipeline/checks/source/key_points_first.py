"""A topic does not open with its key points, or has not two to four of them.

Readers who stop early have read what matters most, and the brochure prints the key points alone. Write
`::: key-points` right below the title, with a bullet list of two to four points; the picture that opens the topic may
stand between.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import Passage, topics
from pipeline.model.publication import Source
from pipeline.model.tree import Elements, is_div, is_picture

_FEWEST, _MOST = 2, 4


def check(source: Source) -> Findings:
    for topic in topics(source):
        blocks = [block for block in topic.blocks if block["t"] != "Header" or block["c"][0] != 1]
        blocks = blocks[1:] if blocks and is_picture(blocks[0]) else blocks
        if not blocks or not is_div(blocks[0], "key-points"):
            yield error(topic.place, "the topic does not open with its key points",
                        why="the brochure prints the key points alone", fix="write “::: key-points” below the title")
        else:
            yield from _check_points(topic, blocks)


def _check_points(topic: Passage, blocks: Elements) -> Findings:
    inner = blocks[0]["c"][1]
    count = len(inner[0]["c"]) if [block["t"] for block in inner] == ["BulletList"] else 0
    if not _FEWEST <= count <= _MOST:
        yield error(topic.place_of(blocks[0]), f"the key points are not a list of {_FEWEST} to {_MOST} points",
                    why="more than a handful is not remembered, and a panel of the brochure has no more room",
                    fix=f"write {_FEWEST} to {_MOST} bullet points, and nothing else in the box")
