"""A channel names a part that nobody makes, or a topic that is not in the spine.

The product could not be put together. The parts are cover, contents, topics, questions, notes, glossary, references,
contact, colophon, and `topic:<id>` for a single topic.
"""

import re
from collections.abc import Iterator

from pipeline.model.channel import PART, Channel
from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source
from pipeline.model.source_tree import Location

_PARTS = tuple(part for part in re.findall(r"[a-z-]+", PART) if part not in ("topic", "a-z"))


def check(source: Source) -> Findings:
    known = [*_PARTS, *(f"topic:{topic}" for topic in source.publication.identity.spine)]
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for part, location in _parts(channel):
            if part not in known:
                yield error(document.place(location), f"there is no part “{part}”",
                            why="the product could not be put together", fix=advice(part, known))


def _parts(channel: Channel) -> Iterator[tuple[str, Location]]:
    """Yield each part with its location in the channel's file."""
    for index, part in enumerate(channel.parts):
        yield part, ("parts", index)
    for panel_index, panel in enumerate(channel.fold.panels if channel.fold else ()):
        for index, part in enumerate(panel.parts):
            yield part, ("fold", "panels", panel_index, "parts", index)
