"""A channel lacks a setting that its format cannot do without, or has one that its format does not know.

What a format needs it states in its contract: a reading PDF its `page`, a text its `text`, braille its `braille`
(`python -m pipeline list formats` tells it of each); every product needs parts. Two languages
stand beside each other (`beside`) on pages that follow one another, in a format that sets them so: a reading PDF.
"""

from pipeline import formats
from pipeline.model.channel import Channel
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
        if channel.beside and contract and not (contract.sets_beside and _has_pages_that_follow(channel)):
            yield error(document.place(("beside",)), "this product cannot hold two languages side by side",
                        why="their columns have no room there, or nothing tells one language from the other",
                        fix="take “beside” out, or make a reading-pdf with an ordinary page of it")


def _has_pages_that_follow(channel: Channel) -> bool:
    return channel.page is not None and channel.page.type != "sheet" and channel.imposition is None
