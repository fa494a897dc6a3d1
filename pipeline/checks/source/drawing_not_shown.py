"""A channel names a fact under `draws` whose drawing it cannot show.

Below the key points of a topic stand the drawings that the topic itself shows, each in a paragraph of its own, if
`draws` names their fact. Name a fact that a topic of the channel draws, or take it out; other depths show all drawings.
"""

from pipeline.model.channel import Channel
from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Language, Source
from pipeline.model.risk_figure import drawn_alone

_WHY = "the product would lack a drawing that its file promises"


def check(source: Source) -> Findings:
    publication = source.publication
    for channel, document in zip(publication.channels, source.tree.documents_in("channels"), strict=True):
        languages = [each for each in publication.languages.values() if channel.is_in(each.tag)]
        for index, fact in enumerate(channel.draws):
            place = document.place(("draws", index))
            if channel.depth != "key-points":
                yield error(place, f"“{channel.depth}” shows all drawings of its topics, or none", why=_WHY,
                            fix="take draws out, or set depth: key-points")
            for language in languages if channel.depth == "key-points" else ():
                if fact not in (drawn := _drawn(channel, language)):
                    yield error(place, f"no topic of it draws “{fact}” ({language.tag})", why=_WHY,
                                fix=advice(fact, drawn))


def _drawn(channel: Channel, language: Language) -> list[str]:
    """Return the facts that the channel's topics draw in paragraphs of their own."""
    held = (topic for topic in language.topics.values() if channel.holds(topic.id))
    return sorted({fact for topic in held for block in topic.blocks if (fact := drawn_alone(block))})
