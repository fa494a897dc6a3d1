"""A channel names a format that nobody writes.

Each module of `pipeline/formats` is a format; `python -m pipeline list formats` names them.
"""

from pipeline import formats
from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    known = formats.names()
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        if channel.format not in known:
            yield error(document.place(("format",)), f"there is no format “{channel.format}”",
                        why="the product could not be made", fix=advice(channel.format, known))
