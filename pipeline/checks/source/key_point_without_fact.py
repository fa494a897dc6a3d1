"""A key point states no fact of the ledger.

The brochure prints the key points alone, and each of them has to be backed by a source. Mark the words that state a
fact: `- [words]{fact=...}`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import facts_in, is_div


def check(source: Source) -> Findings:
    for topic in topics(source):
        boxes = [block for block in topic.blocks if is_div(block, "key-points")]
        lists = [block for box in boxes for block in box["c"][1] if block["t"] == "BulletList"]
        for item in (item for each in lists for item in each["c"]):
            if not any(facts_in(item)):
                place = topic.place_of(item[0]) if item else topic.place
                yield error(place, "this key point states no fact", why="no source would back what the brochure says",
                            fix="mark the words that state a fact: [words]{fact=...}")
