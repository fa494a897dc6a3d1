"""A channel says that it leaves out a topic that it holds, or one that is not in the spine.

Whoever reads the channel's file would take the product for another one. Correct the id, or take it out of `leaves_out`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source

_WHY = "whoever reads the channel’s file would take the product for another one"


def check(source: Source) -> Findings:
    spine = source.publication.identity.spine
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for index, topic in enumerate(channel.leaves_out):
            place = document.place(("leaves_out", index))
            if topic not in spine:
                yield error(place, f"there is no topic “{topic}” to leave out", why=_WHY, fix=advice(topic, spine))
            elif channel.holds(topic):
                yield error(place, f"“{topic}” is not left out: it is one of the channel’s parts", why=_WHY,
                            fix="take it out of leaves_out, or out of the parts")
