"""A channel lacks a setting that its format cannot do without.

What a format needs it states in its contract: a reading PDF its `page`, a text its `text`, braille its `braille`
(`python -m pipeline list formats` tells it of each); every product needs parts.
"""

from pipeline import formats
from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        contract = formats.contract(channel.format)
        lacking = [*contract.unmet(channel)] if contract else []
        lacking += [] if channel.all_parts() else ["parts"]
        for name in lacking:
            yield error(document.place(("format",)), f"a channel of format “{channel.format}” needs “{name}”",
                        why="the product could not be made", fix=f"add “{name}”, as other channels of the format do")
