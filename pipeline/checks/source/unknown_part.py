"""A channel names a part that nobody makes, or a topic that is not in the spine.

The product could not be put together. The parts are cover, contents, topics, questions, notes, glossary, references,
contact, colophon, and `topic:<id>` for a single topic.
"""

import re

from pipeline.model.channel import PART
from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source

_PARTS = tuple(part for part in re.findall(r"[a-z-]+", PART) if part not in ("topic", "a-z"))


def check(source: Source) -> Findings:
    known = [*_PARTS, *(f"topic:{topic}" for topic in source.publication.identity.spine)]
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for part, location in channel.placed_parts():
            if part not in known:
                yield error(document.place(location), f"there is no part “{part}”",
                            why="the product could not be put together", fix=advice(part, known))
