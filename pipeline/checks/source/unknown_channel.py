"""Prose is kept for a channel, an e-book lists the pages of one, or a record describes one, that does not exist.

The words of `::: {.only channel=...}` would be printed in no product; readers of the e-book could not be told a page.
Correct the id of the channel.
"""

from pipeline import formats
from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import attributes, is_div


def check(source: Source) -> Findings:
    """Yield one finding for each channel that a text or an e-book names and that nobody makes."""
    known = [*(channel.id for channel in source.publication.channels), *source.held_back]
    booklets = [*source.held_back, *(channel.id for channel in source.publication.channels
                                     if (contract := formats.contract(channel.format)) and contract.numbers_pages)]
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        if channel.page_list and channel.page_list not in booklets:
            yield error(document.place(("page_list",)), f"there is no booklet “{channel.page_list}”",
                        why="readers of this product could not be told a page of the printed one",
                        fix=advice(channel.page_list, booklets))
        for number, name in enumerate(channel.describes):
            if name not in known:
                yield error(document.place(("describes", number)), f"there is no channel “{name}”",
                            why="libraries would look for a product that nobody makes", fix=advice(name, known))
    for topic in topics(source):
        for element in topic.branches:
            if is_div(element, "only"):
                named = attributes(element)[2].get("channel", "").split()
                for name in named or [""]:
                    if name not in known:
                        yield error(topic.place_of(element), f"there is no channel “{name}”",
                                    why="the words would be printed in no product", fix=advice(name, known))
