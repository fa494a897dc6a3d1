"""No panel of a folded sheet holds a topic of the spine, and its channel does not say that it leaves the topic out.

Families who get the brochure alone would not be told, and nobody would notice. Add `topic:<id>` to the parts of a panel
(or `topics`, for all), or name the topic under `leaves_out` in the channel's file, so that everybody sees it is meant.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    spine = source.publication.identity.spine
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for topic in spine if channel.fold else ():
            if not channel.holds(topic) and topic not in channel.leaves_out:
                yield error(document.place(("fold", "panels")), f"no panel holds the topic “{topic}”",
                            why="who gets the brochure alone would not be told, and nobody would notice",
                            fix=f"add topic:{topic} to the parts of a panel, or write leaves_out: [{topic}]")
