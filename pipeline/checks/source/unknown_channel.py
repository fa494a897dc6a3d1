"""Prose is kept for a channel that does not exist.

The words of `::: {.only channel=...}` would be printed in no product. Correct the id of the channel.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, error
from pipeline.model.nearest import advice
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import attributes, branches, is_div


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each channel that a text is kept for and that nobody makes."""
    known = [channel.id for channel in source.publication.channels]
    for topic in topics(source):
        for element in branches(topic.content):
            if is_div(element, "only"):
                named = attributes(element)[2].get("channel", "").split()
                for name in named or [""]:
                    if name not in known:
                        yield error(topic.place_of(element), f"there is no channel “{name}”",
                                    why="the words would be printed in no product", fix=advice(name, known))
