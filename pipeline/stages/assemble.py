"""Resolves a channel, a language and an imprint into editions: after this nobody asks which channel it is."""

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline import formats
from pipeline.markup.binding import bind_figures
from pipeline.model import left_out
from pipeline.model.channel import Channel, Depth
from pipeline.model.imprint import Imprint
from pipeline.model.manuscript import Described, Edition
from pipeline.model.publication import BOXES, PATH, Language, Publication, Topic, opening_box
from pipeline.model.reference import in_short
from pipeline.model.risk_figure import drawn_alone
from pipeline.model.standing import Standing, standing
from pipeline.model.tree import Element, Elements, attributes, is_div, rewrite


def editions_of(publication: Publication, held_back: Container[str] = ()) -> Iterator[Edition]:
    """Yield every edition of the default imprint: channel by channel, language by language, topic by topic.

    Of channels that are held back there is none.
    """
    imprint = publication.imprints["default"]
    languages = {tag: _bound(_whole(publication, language)) for tag, language in publication.languages.items()}
    standings = {tag: standing(publication, tag) for tag in publication.languages}
    for channel in (each for each in publication.channels if each.id not in held_back):
        for language in (each for each in languages.values() if _is_made_in(publication, channel, each)):
            for topic in _spine(publication, language) if channel.per_topic else (None,):
                parts = tuple(_parts(channel, _spine(publication, language), topic))
                told_in = [_edition(publication, channel, each, imprint, topic, parts, standings[each.tag])
                           for each in (language, *(languages[tag] for tag in (channel.beside,) if tag))]
                yield _side_by_side(*told_in) if channel.beside else told_in[0]


def _side_by_side(edition: Edition, other: Edition) -> Edition:
    """Return an edition with the same in another language beside it: one product, a draft where either is one."""
    is_draft = edition.is_draft or other.is_draft
    beside = replace(other, id=edition.id, output=edition.output, is_draft=is_draft, stands_beside=edition.language.tag)
    return replace(edition, beside=beside, is_draft=is_draft)


def _is_made_in(publication: Publication, channel: Channel, language: Language) -> bool:
    """Tell whether a product is made in a language; in a draft only where that has all that the product names.

    What it cannot be right in, product-left-out tells.
    """
    if left_out.reason(channel, language.writing):
        return False
    if not channel.is_in(language.tag) or language.tag not in publication.identity.drafts:
        return channel.is_in(language.tag)
    named = [part.removeprefix("topic:") for part in channel.all_parts() if part.startswith("topic:")]
    return (not channel.describes and (channel.braille is None or language.tag in channel.braille.tables)
            and language.topics.keys() >= set(named))


def _spine(publication: Publication, language: Language) -> tuple[str, ...]:
    """Return the topics in order that a language has."""
    return tuple(each for each in publication.identity.spine if each in language.topics)


def _whole(publication: Publication, language: Language) -> Language:
    """Return a language; of a draft, what it has not yet in the words of the original, but for the topics."""
    if language.tag not in publication.identity.drafts:
        return language
    original = publication.languages[publication.identity.original]
    labels = {key: label for key, label in language.labels.items() if label.strip()}
    wording = language.wording.model_copy(update={
        name: getattr(original.wording, name) | {key: said for key, said in own.items() if said}
        for name, own in (("qualifiers", language.wording.qualifiers), ("items", language.wording.items))})
    return replace(language, labels=original.labels | labels, wording=wording)


def _bound(language: Language) -> Language:
    """Return the language with every figure bound to its unit, in topics and definitions."""
    topics = {name: replace(topic, blocks=bind_figures(topic.blocks, language.wording))
              for name, topic in language.topics.items()}
    definitions = {name: bind_figures(blocks, language.wording) for name, blocks in language.definitions.items()}
    return replace(language, topics=topics, definitions=definitions)


def _edition(
    publication: Publication, channel: Channel, language: Language, imprint: Imprint, topic: str | None,
    parts: tuple[str, ...], standing: Standing,
) -> Edition:
    named = [part.removeprefix("topic:") for part in parts if part.startswith("topic:")]
    contract = formats.contract(channel.format)
    if contract is None:
        raise ValueError(f"nobody writes the format {channel.format}")
    topics = (_for_channel(language, each, channel) for each in named)
    edition = Edition(
        id="-".join(filter(None, (channel.id, language.tag, topic))),
        output=channel.output.format(language=language.tag, topic=topic),
        channel=channel,
        contract=contract,
        language=language,
        imprint=imprint,
        identity=publication.identity,
        standing=standing,
        facts=publication.facts,
        references=tuple(str(reference["id"]) for reference in publication.references),
        sources={str(reference["id"]): in_short(reference) for reference in publication.references},
        parts=parts,
        topics=tuple(topics),
        calls=_calls(publication.identity.calls, named, language, channel),
        described=tuple(_described(publication, channel, language)),
    )
    return replace(edition, is_draft=_is_draft(edition, publication))


def _is_draft(edition: Edition, publication: Publication) -> bool:
    """Tell whether a product may show what nobody has confirmed, or held against the original as it is now.

    So it is where all of its language is a draft.
    """
    if edition.language.tag in publication.identity.drafts:
        return True
    return (any(_holds(edition, each.path, each.subject, is_gone=each.unit is None) for each in publication.open_words)
            or any(_holds(edition, each.path, each.subject) for each in publication.out_of_step))


def _described(publication: Publication, channel: Channel, language: Language) -> Iterator[Described]:
    """Yield what a record is about, in the order in which its channel names it."""
    by_id = {each.id: each for each in publication.channels}
    for named in (by_id[name] for name in channel.describes if name in by_id):
        contract = formats.contract(named.format)
        if contract is not None:
            yield Described(f"{named.id}-{language.tag}", contract.media_type, bool(named.page_list))


def _calls(calls: str | None, named: list[str], language: Language, channel: Channel) -> Topic | None:
    """Return the key points of the topic about calling, for a product about another topic; a message has no room."""
    is_asked = channel.per_topic and channel.depth != "sms" and calls not in named
    if calls is None or calls not in language.topics or not is_asked:
        return None
    return _at_depth(language, calls, "key-points", "")


def _holds(edition: Edition, path: str, subject: str, *, is_gone: bool = False) -> bool:
    """Tell whether a product may show a unit of a file; a label, and what is gone, any of its language may."""
    name, _, rest = path.rpartition("/")
    if name not in ("", edition.language.tag, f"{edition.language.tag}/topics"):
        return False
    stated = {fact for topic in edition.told_topics for fact in topic.facts}
    if rest.endswith(".md"):
        return any(topic.id == subject for topic in edition.told_topics)
    if is_gone or rest in ("labels.yaml", "wording.yaml"):
        return True
    if rest == "publication.yaml":
        return subject == edition.language.tag
    return {"facts.yaml": subject in stated, "figures.yaml": subject in stated,
            "glossary.yaml": "glossary" in edition.parts, "references.yaml": "references" in edition.parts}[rest]


def _parts(channel: Channel, spine: tuple[str, ...], topic: str | None) -> Iterator[str]:
    """Yield the parts in order; `topics` stands for the whole spine, or for the edition's own topic."""
    for part in channel.all_parts():
        if part == "topics":
            yield from (f"topic:{each}" for each in ([topic] if topic else spine))
        else:
            yield part


def _for_channel(language: Language, topic_id: str, channel: Channel) -> Topic:
    """Return the topic at the channel's depth, with what is meant for other channels left out."""
    is_for_all = not any(is_div(element, "only") for element in language.topics[topic_id].branches)
    topic = _at_depth(language, topic_id, channel.depth, "" if is_for_all else channel.id)
    drawn = [each for each in language.topics[topic_id].blocks if drawn_alone(each) in channel.draws]
    return replace(topic, blocks=topic.blocks + drawn) if drawn and channel.depth == "key-points" else topic


@lru_cache(maxsize=512)
def _at_depth(language: Language, topic_id: str, depth: Depth, channel_id: str) -> Topic:
    """Return the topic at a depth; channels of the same depth share it, but for what is kept for one of them."""
    def keep(element: Element) -> Elements | None:
        if not is_div(element, "only"):
            return None
        wanted = attributes(element)[2].get("channel", "").split()
        blocks: Elements = element["c"][1]
        return blocks if channel_id in wanted else []

    topic = language.topics[topic_id]
    blocks: Elements = rewrite(topic.blocks, keep, ("Div",)) if channel_id else topic.blocks
    if depth == "key-points" and is_div(opening := opening_box(blocks), PATH):
        blocks = blocks[:blocks.index(opening) + 1]
    elif depth in ("key-points", "sms"):
        blocks = [inner for block in blocks if is_div(block, depth) for inner in block["c"][1]]
    if depth == "summary":
        blocks = [block for block in blocks if any(is_div(block, box) for box in (*BOXES, PATH))]
    return replace(topic, blocks=[block for block in blocks if not is_div(block, "sms")])
