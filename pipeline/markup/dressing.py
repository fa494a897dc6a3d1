"""Gives a topic what an edition adds: boxes their headings, terms and links their ends, facts their drawings."""

from collections.abc import Iterator
from typing import Any

from pipeline.markup.binding import bind_figures
from pipeline.model import risk_figure, tree
from pipeline.model.manuscript import Edition
from pipeline.model.publication import BOXES, Topic
from pipeline.model.tree import Element, Elements, words

#: The box whose questions stand in a part of their own, where a product has it.
ASKING = "ask-your-team"
#: The kinds of elements to which an edition adds something.
_DRESSED = frozenset({"Div", "Header", "Span", "Link", "Para", "BulletList", "BlockQuote", "Table"})
#: What opens the item of a list in a cell.
_CELL_MARKS = ("-", "•", "*")


def dressed(content: Elements, edition: Edition, topic: Topic) -> Elements:
    """Return inlines or blocks of a topic as the edition shows them."""
    return tree.rewrite(content, lambda element: _dress(element, edition, topic), _DRESSED)


def asked(topic: Topic, edition: Edition) -> Elements:
    """Return what the boxes of questions hold, wherever in a topic they stand, dressed as it is there."""
    def opened(element: Element) -> Elements | None:
        return element["c"][1] if tree.is_div(element, ASKING) else _dress(element, edition, topic)

    held = [_without_boxes(inner) for box in _outermost(topic.blocks, ASKING) for inner in box["c"][1]]
    return tree.rewrite(held, opened, _DRESSED - {"Span"})


def _outermost(content: Any, name: str) -> Iterator[Element]:
    """Yield the boxes of a name that stand in no other one of it."""
    for each in content:
        if isinstance(each, dict) and tree.is_div(each, name):
            yield each
        elif isinstance(each, dict | list):
            yield from _outermost(each.values() if isinstance(each, dict) else each, name)


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
    if box == ASKING and "questions" in edition.parts:
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
    picture = drawing(words(said.picture), risk_figure.drawing_path(figure))
    legend = tree.bullet_list([[tree.plain([*_sample(figure, look, language.labels), *words(meanings[look])])]
                               for look in figure.meanings])
    blocks = [tree.para(words(said.caption)), tree.div([tree.plain([picture])], "", "picture"),
              tree.div([legend], "", "legend")]
    drawn = tree.div(bind_figures(blocks, language.wording), "", "risk-figure", figure.kind, fact=fact_id)
    return {**drawn, "at": image["at"]} if "at" in image else drawn


def _sample(figure: risk_figure.RiskFigure, look: risk_figure.Look, labels: dict[str, str]) -> Elements:
    """Return one unit as the drawing shows it; who cannot see it is told the look."""
    return [drawing(words(labels[f"look-{look}"]), risk_figure.sample_path(figure.kind, look)), {"t": "Space"}]


def drawing(text: Elements, path: str) -> Element:
    """Return a picture of the publication, or one that is drawn, with the words for who cannot see it."""
    return {"t": "Image", "c": [tree.attribute(), text, [path, ""]]}
