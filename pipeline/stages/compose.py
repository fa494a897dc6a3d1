"""Writes an edition out as a manuscript: topics with their boxes and links, and the parts that are made from data."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from pipeline.markup import colophon, dressing, imprint_block, message
from pipeline.model import side_by_side, tree
from pipeline.model.letters import in_order
from pipeline.model.manuscript import Edition, Manuscript, Section, with_numbered_notes
from pipeline.model.publication import Topic
from pipeline.model.tree import Element, Elements, words

#: The box that tells when to call.
_CALLING = "call-your-team"


def compose(edition: Edition) -> Manuscript:
    """Return the manuscript: one section a part, in the edition's order."""
    sections = _sections(edition)
    if edition.beside:
        sections = [_with_beside(*pair, edition) for pair in zip(_sections(edition.beside), sections, strict=True)]
    return Manuscript(edition, with_numbered_notes(tuple(sections)))


def _sections(edition: Edition) -> list[Section]:
    sections = [_section(edition, part) for part in edition.parts]
    if edition.is_draft:
        sections[0] = _as_draft(sections[0], edition)
    return sections


def _with_beside(one: Section, other: Section, edition: Edition) -> Section:
    """Return a section in two languages; who hands it out is said once, since families write it down once."""
    title = side_by_side.of_inlines(one.title, other.title, edition.tags) if one.title else []
    blocks = (imprint_block.blocks(edition.imprint, edition) if one.kind == "contact" else
              side_by_side.of_blocks(one.blocks, other.blocks, edition.tags))
    return Section(one.id, one.kind, title, blocks)


def _as_draft(section: Section, edition: Edition) -> Section:
    """Return the section that a reader sees first, with the words that nobody has confirmed all of it."""
    labels = edition.language.labels
    if edition.channel.depth == "sms":
        (said,) = section.blocks
        return replace(section, blocks=[{**said, "c": [*words(labels["draft-short"]), {"t": "Space"}, *said["c"]]}])
    mark = tree.div([tree.para([{"t": "Strong", "c": words(labels["draft-words"])}])], "", "draft-mark")
    return replace(section, blocks=[*section.blocks, mark] if section.kind == "cover" else [mark, *section.blocks])


def with_printed(manuscripts: list[Manuscript]) -> list[Manuscript]:
    """Return the manuscripts, each that lists the page numbers of a booklet with that booklet's."""
    by_id = {(each.edition.channel.id, each.edition.language.tag): each for each in manuscripts}
    return [replace(each, printed=by_id.get((each.edition.channel.page_list or "", each.edition.language.tag)))
            for each in manuscripts]


def _section(edition: Edition, part: str) -> Section:
    if part.startswith("topic:"):
        return _topic(edition, part.removeprefix("topic:"))
    return _MAKERS[part](edition)


# --- topics ---


def _topic(edition: Edition, topic_id: str) -> Section:
    topic = next(each for each in edition.topics if each.id == topic_id)
    if edition.channel.depth == "sms":
        said = message.paragraph(edition, topic, message.number_of(edition))
        return Section(topic.id, "topic", [], [said])
    title, blocks = (dressing.dressed(each, edition, topic)
                     for each in (topic.title, _with_calls(topic.blocks, edition.calls)))
    return Section(topic.id, "topic", title, _opened(blocks) + _sources_line(edition, topic, blocks))


def _opened(blocks: Elements) -> Elements:
    """Return a topic's blocks, the picture that opens it known as such."""
    if not blocks or blocks[0]["t"] != "Figure":
        return blocks
    return [{**blocks[0], "c": [tree.attribute("", "opener"), *blocks[0]["c"][1:]]}, *blocks[1:]]


def _with_calls(blocks: Elements, calls: Topic | None) -> Elements:
    """Return a topic's blocks, in their box for calling also what another topic tells of when to call."""
    if calls is None:
        return blocks
    if any(tree.is_div(each, _CALLING) for each in blocks):
        return [_held(each, calls.blocks) if tree.is_div(each, _CALLING) else each for each in blocks]
    box = tree.div(calls.blocks, "", _CALLING)
    place = next((at for at, each in enumerate(blocks) if tree.is_div(each, dressing.ASKING)), len(blocks))
    return [*blocks[:place], box, *blocks[place:]]


def _held(box: Element, blocks: Elements) -> Element:
    return {**box, "c": [box["c"][0], [*box["c"][1], *blocks]]}


def _sources_line(edition: Edition, topic: Topic, dressed: Elements) -> Elements:
    """Return the line that points from a topic to the references of the facts it states."""
    if "references" not in edition.parts:
        return []
    stated = {*topic.facts, *tree.facts_in(dressed)}
    used = {source.ref for fact in stated if fact in edition.facts for source in edition.facts[fact].sources}
    numbers = [number for number, reference in enumerate(edition.references, 1) if reference in used]
    if not numbers:
        return []
    before, after = edition.language.labels["sources"].split("{sources}")
    inlines = words(before)
    for number in numbers:
        comma: Elements = [] if number == numbers[-1] else [{"t": "Str", "c": ","}, {"t": "Space"}]
        inlines += [tree.link(words(str(number)), f"#ref-{edition.references[number - 1]}"), *comma]
    return [tree.div([tree.para(inlines + words(after))], "", "sources")]


# --- parts made from data ---


def _cover(edition: Edition) -> Section:
    labels = edition.language.labels
    picture = dressing.drawing(words(labels["cover-picture"]), "figures/cover.svg")
    blocks = [
        tree.div([tree.para([picture])], "", "cover-picture"),
        tree.div([tree.para(words(labels["title"]))], "", "title"),
        tree.div([tree.para(words(labels["subtitle"]))], "", "subtitle"),
    ]
    if edition.channel.braille is not None:
        blocks.append(tree.para(words(labels["braille-note"])))
    if edition.contract.names_other_formats:
        blocks.append(tree.para(words(labels["other-formats"])))
    return Section("cover", "cover", [], blocks)


def _contents(edition: Edition) -> Section:
    return Section("contents", "contents", words(edition.language.labels["contents"]), [])


def _questions(edition: Edition) -> Section:
    labels = edition.language.labels
    blocks = [tree.para(words(labels["questions-intro"]))]
    for topic in edition.topics:
        lists = dressing.asked(topic, edition)
        if lists:
            blocks += [tree.header(2, tree.words_alone(topic.title), f"questions--{topic.id}"), *_to_tick(lists)]
    if "notes" not in edition.parts and edition.channel.depth == "full":  # a short one has no room
        blocks.append(tree.header(2, words(labels["questions-own"]), "questions--own"))
        blocks.append(_room_to_write(labels["room-to-write"], lines=12))
    return Section("questions", "questions", words(labels["questions-title"]), blocks)


def _to_tick(blocks: Elements) -> Iterator[Element]:
    """Yield blocks in their order, lists that follow one another as one to tick."""
    for is_list, run in groupby(blocks, lambda each: each["t"] == "BulletList"):
        same = list(run)
        yield from [tree.div(same, "", "checklist")] if is_list else same


def _notes(edition: Edition) -> Section:
    labels = edition.language.labels
    blocks = [_room_to_write(labels["room-to-write"], lines=4)]
    return Section("notes", "questions", words(labels["questions-own"]), blocks)


def _kept(edition: Edition, part: str, title: str, *columns: str) -> Section:
    """Return a list that a family keeps by hand: what its columns are for, by their labels, and room to write."""
    labels = edition.language.labels
    heads = [tree.para(words(labels[each])) for each in columns]
    room = tree.div(heads, "", "room-to-write", "in-columns", lines="4")
    return Section(part, "questions", words(labels[title]), [room])


def _glossary(edition: Edition) -> Section:
    language = edition.language
    entries: list[tuple[Elements, Elements]] = []
    for term in sorted(language.terms, key=lambda each: in_order(each.term)):
        also = f" ({', '.join(term.also)})" if term.also else ""
        entries.append(([tree.span(words(term.term + also), f"term-{term.id}")], language.definitions[term.id]))
    blocks = [tree.para(words(language.labels["glossary-intro"])), tree.definition_list(entries)]
    return Section("glossary", "glossary", words(language.labels["glossary-title"]), blocks)


def _references(edition: Edition) -> Section:
    labels = edition.language.labels
    items = [[tree.div(edition.language.references[each], f"ref-{each}", "reference")] for each in edition.references]
    numbered = {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
    blocks = [tree.para(words(labels["references-intro"])), numbered]
    return Section("references", "references", words(labels["references-title"]), blocks)


def _contact(edition: Edition) -> Section:
    return Section("contact", "contact", words(edition.language.labels["contact-title"]),
                   imprint_block.blocks(edition.imprint, edition))


def _room_to_write(label: str, *, lines: int) -> Element:
    return tree.div([tree.para(words(label))], "", "room-to-write", lines=str(lines))


_MAKERS: dict[str, Callable[[Edition], Section]] = {
    "cover": _cover, "contents": _contents, "questions": _questions, "notes": _notes, "glossary": _glossary,
    "visits": lambda edition: _kept(edition, "visits", "visits-title", "visits-date", "visits-what", "visits-said"),
    "medicines": lambda edition: _kept(
        edition, "medicines", "medicines-title", "medicines-name", "medicines-how", "medicines-why"),
    "references": _references, "contact": _contact, "colophon": colophon.section,
}
