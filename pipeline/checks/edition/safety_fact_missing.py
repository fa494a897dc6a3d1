"""A product that a family keeps leaves out a fact about safety: when to call, and whom in an emergency.

It may be the one sheet on the table at night. The ledger marks such facts with `safety: true`. A text message, which
has no room for them, need not hold them, nor a product without any topic, such as a list of questions. Keep the topic
that states them in the channel, or name it under `calls` in publication.yaml: then sheets about other topics carry its
key points.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.manuscript import Manuscript


def check(manuscript: Manuscript) -> Findings:
    edition = manuscript.edition
    wanted = [name for name, fact in edition.facts.items() if fact.safety]
    missing = [name for name in wanted if name not in manuscript.stated_facts]
    if missing and edition.topics and edition.channel.depth != "sms":
        yield error(Place(f"source/channels/{edition.channel.id}.yaml"),
                    f"build/{edition.output} does not state {', '.join(f'“{each}”' for each in missing)}",
                    why="a family may have this product alone when a child needs help",
                    fix="hold the topic that states it in this channel, say it in that topic’s key points, or name that"
                        " topic under `calls` in source/publication.yaml")
