"""Writes an edition out as a manuscript: topics with their boxes and links, and the parts that are made from data."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from pipeline.markup import colophon, imprint_block, message
from pipeline.markup.binding import bind_figures
from pipeline.model import risk_figure, side_by_side, tree
from pipeline.model.letters import in_order
from pipeline.model.manuscript import Edition, Manuscript, Section, with_numbered_notes
from pipeline.model.publication import BOXES, Topic
from pipeline.model.tree import Element, Elements, words

#: The kinds of elements to which an edition adds something.
_DRESSED = frozenset({"Div", "Header", "Span", "Link", "Para", "BulletList", "BlockQuote", "Table"})
#: The box whose questions stand in a part of their own, where a product has it.
_ASKING = "ask-your-team"
#: The box that tells when to call.
_CALLING = "call-your-team"
#: What opens the line that says whose words are quoted, and the item of a list in a cell.
_CELL_MARKS = ("-", "•", "*")


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
    title, blocks = (tree.rewrite(each, lambda element: _dress(element, edition, topic), _DRESSED)
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
    place = next((at for at, each in enumerate(blocks) if tree.is_div(each, _ASKING)), len(blocks))
    return [*blocks[:place], box, *blocks[place:]]


def _held(box: Element, blocks: Elements) -> Element:
    return {**box, "c": [box["c"][0], [*box["c"][1], *blocks]]}


def _dress(element: Element, edition: Edition, topic: Topic) -> Elements | None:
    """Give one element what the edition adds: a box its heading, a term its link, a heading its own id."""
    kind = element["t"]
    if kind == "Div":
        return _dress_div(element, edition)
    if kind == "Header":
        level, attribute, inlines = element["c"]
        return [{**element, "c": [level, [topic.anchor(element), *attribute[1:]], inlines]}]
    if kind == "Span":
        return _dress_term(element, edition)
    if kind == "Link":
        return _dress_link(element, edition)
    if tree.is_picture(element):
        image = element["c"][0]
        fact = risk_figure.fact_of_target(image["c"][2][0])
        return [_risk_figure(fact, image, edition) if fact else _figure(image)]
    return _DRESSERS[kind](element) if kind in _DRESSERS else None


def _dress_list(element: Element) -> Elements | None:
    """Return a list whose items open with boxes to tick as the questions are: a list of its own kind, its signs off."""
    items: list[Elements] = element["c"]
    if not all(map(tree.opens_with_box, items)):
        return None
    return [tree.div([_without_boxes(element)], "", "checklist")]


def _without_boxes(element: Element) -> Element:
    if element["t"] != "BulletList" or not all(map(tree.opens_with_box, element["c"])):
        return element
    return {**element, "c": [[{**first, "c": first["c"][2:]}, *rest] for first, *rest in element["c"]]}


def _dress_quotation(element: Element) -> Elements | None:
    """Return a quotation whose last paragraph, where a dash opens it, says whose words they are."""
    *words_said, last = element["c"]
    if not words_said or last["t"] != "Para" or last["c"][0].get("c") not in tree.DASHES:
        return None
    said_by = tree.div([{**last, "c": last["c"][2:]}], "", "said-by")
    return [{**element, "c": [*words_said, said_by]}]


def _dress_table(element: Element) -> Elements | None:
    """Return a table in whose cells broken lines that all open with a dash are a list."""
    *before, head, bodies, foot = element["c"]
    parts = [[kind, number, heads, [_with_lists(row) for row in rows]] for kind, number, heads, rows in bodies]
    return [{**element, "c": [*before, [head[0], [_with_lists(row) for row in head[1]]], parts, foot]}]


def _with_lists(row: list[Any]) -> list[Any]:
    return [row[0], [[*cell[:4], _listed(cell[4])] for cell in row[1]]]


def _listed(blocks: Elements) -> Elements:
    if len(blocks) != 1 or blocks[0]["t"] != "Plain":
        return blocks
    lines: list[Elements] = [[]]
    for inline in blocks[0]["c"]:
        if inline["t"] == "LineBreak":
            lines.append([])
        else:
            lines[-1].append(inline)
    if not all(len(line) > 2 and line[0].get("c") in _CELL_MARKS and line[1]["t"] == "Space" for line in lines):
        return blocks
    return [tree.bullet_list([[tree.plain(line[2:])] for line in lines])]


#: What needs nothing of the edition.
_DRESSERS = {"BulletList": _dress_list, "BlockQuote": _dress_quotation, "Table": _dress_table}


def _dress_div(element: Element, edition: Edition) -> Elements | None:
    box = next((name for name in BOXES if tree.is_div(element, name)), None)
    if box == _ASKING and "questions" in edition.parts:
        return []
    if box:
        title = tree.header(2, words(edition.language.labels[box]), "", "box-title")
        return [{**element, "c": [element["c"][0], [title, *element["c"][1]]]}]
    if tree.is_div(element, "table"):
        caption, table = element["c"][1][0], element["c"][1][1]
        parts = list(table["c"])
        parts[1] = [None, [tree.plain(caption["c"])]]
        return [{**table, "c": parts}]
    return None


def _dress_term(element: Element, edition: Edition) -> Elements | None:
    marks = tree.attributes(element)[2]
    inlines: Elements = element["c"][1]
    if marks.keys() == {"explains"}:
        return inlines
    if (term := marks.get("term")) is None:
        return None
    is_there = "glossary" in edition.parts and term in edition.language.definitions
    return [tree.link(inlines, f"#term-{term}", "term")] if is_there else inlines


def _dress_link(element: Element, edition: Edition) -> Elements | None:
    """Mark a link to another topic or a section of it, so that print can tell its page.

    Where that is not there, the words say so.
    """
    (_, inlines, (target, _)) = element["c"]
    if not target.startswith("#"):
        return None
    if any(target[1:] in topic.anchors for topic in edition.topics):
        return [tree.link(inlines, target, "see")]
    return [*inlines, {"t": "Space"}, *words(edition.language.labels["elsewhere"])]


def _figure(image: Element) -> Element:
    """Return the image as a figure whose caption is the image's title."""
    caption = words(image["c"][2][1])
    return {"t": "Figure", "c": [tree.attribute(), [None, [tree.plain(caption)]], [tree.plain([image])]]}


def _risk_figure(fact_id: str, image: Element, edition: Edition) -> Element:
    """Return the drawing of a fact: caption, picture, and what each look in it means; the caption alone in words."""
    fact, language = edition.facts[fact_id], edition.language
    figure = risk_figure.risk_figure(fact)
    if figure is None:
        raise ValueError(f"the figures of the fact {fact_id} cannot be drawn")
    said = risk_figure.worded(language.figures[fact_id], fact)
    if not edition.can_draw:
        caption = bind_figures([tree.para(words(said.caption))], language.wording)
        return tree.div(caption, "", fact=fact_id)
    meanings = dict(zip(("filled", "striped", "open", "goal"), (said.filled, said.striped, said.last, said.last),
                        strict=True))
    picture = _image(words(said.picture), risk_figure.drawing_path(figure))
    legend = tree.bullet_list([[tree.plain([*_sample(figure, look, language.labels), *words(meanings[look])])]
                               for look in figure.meanings])
    blocks = [tree.para(words(said.caption)), tree.div([tree.plain([picture])], "", "picture"),
              tree.div([legend], "", "legend")]
    drawn = tree.div(bind_figures(blocks, language.wording), "", "risk-figure", figure.kind, fact=fact_id)
    return {**drawn, "at": image["at"]} if "at" in image else drawn


def _sample(figure: risk_figure.RiskFigure, look: risk_figure.Look, labels: dict[str, str]) -> Elements:
    """Return one unit as the drawing shows it; who cannot see it is told the look."""
    return [_image(words(labels[f"look-{look}"]), risk_figure.sample_path(figure.kind, look)), {"t": "Space"}]


def _image(text: Elements, path: str) -> Element:
    return {"t": "Image", "c": [tree.attribute(), text, [path, ""]]}


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
    picture = _image(words(labels["cover-picture"]), "figures/cover.svg")
    blocks = [
        tree.div([tree.para([picture])], "", "cover-picture"),
        tree.div([tree.para(words(labels["title"]))], "", "title"),
        tree.div([tree.para(words(labels["subtitle"]))], "", "subtitle"),
    ]
    if edition.channel.braille is not None:
        blocks.append(tree.para(words(labels["braille-note"])))
    return Section("cover", "cover", [], blocks)


def _contents(edition: Edition) -> Section:
    return Section("contents", "contents", words(edition.language.labels["contents"]), [])


def _questions(edition: Edition) -> Section:
    labels = edition.language.labels
    blocks = [tree.para(words(labels["questions-intro"]))]
    for topic in edition.topics:
        lists = _asked(topic, edition)
        if lists:
            blocks += [tree.header(2, tree.words_alone(topic.title), f"questions--{topic.id}"), *_to_tick(lists)]
    if "notes" not in edition.parts and edition.channel.depth == "full":  # a short one has no room
        blocks.append(tree.header(2, words(labels["questions-own"]), "questions--own"))
        blocks.append(_room_to_write(labels["room-to-write"], lines=12))
    return Section("questions", "questions", words(labels["questions-title"]), blocks)


def _asked(topic: Topic, edition: Edition) -> Elements:
    """Return what the boxes of questions hold, wherever in a topic they stand, dressed as it is there."""
    def dressed(element: Element) -> Elements | None:
        return element["c"][1] if tree.is_div(element, _ASKING) else _dress(element, edition, topic)

    held = [_without_boxes(inner) for box in _outermost(topic.blocks, _ASKING) for inner in box["c"][1]]
    return tree.rewrite(held, dressed, _DRESSED - {"Span"})


def _to_tick(blocks: Elements) -> Iterator[Element]:
    """Yield blocks in their order, lists that follow one another as one to tick."""
    for is_list, run in groupby(blocks, lambda each: each["t"] == "BulletList"):
        same = list(run)
        yield from [tree.div(same, "", "checklist")] if is_list else same


def _outermost(content: Any, name: str) -> Iterator[Element]:
    """Yield the boxes of a name that stand in no other one of it."""
    for each in content:
        if isinstance(each, dict) and tree.is_div(each, name):
            yield each
        elif isinstance(each, dict | list):
            yield from _outermost(each.values() if isinstance(each, dict) else each, name)


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
