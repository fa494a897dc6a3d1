"""A channel names a part twice, or a topic beside `topics`, which stands for all of them.

A reader would meet the same words twice, and an e-book would hold two files of one name, which shops refuse.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    every = [f"topic:{topic}" for topic in source.publication.identity.spine]
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        met: set[str] = set()
        for part, location in channel.placed_parts():
            held = set(every if part == "topics" else [part])
            if met & held:
                name = part if part in met or part != "topics" else min(met & held)
                yield error(document.place(location), f"the part “{name}” stands twice",
                            why="a reader would meet the same words twice, and shops refuse such an e-book",
                            fix="name each part once; “topics” stands for all of them")
            met |= held
