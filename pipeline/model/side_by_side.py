"""Two languages unit beside unit: blocks of equal shape become rows of two sides, each under the tag of its language.

What differs in shape stands beside each other as a whole, from heading to heading, so that no unit stands beside
another one by chance. A screen reader gets a unit in the first language, then the same in the second.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from pipeline.model.list_marks import marks
from pipeline.model.tree import (
    Element,
    Elements,
    attribute_of,
    attributes,
    branches,
    div,
    facts_in,
    para,
    plain_text,
    rewrite,
    span,
)

ROW, SIDE = "side-by-side", "side"
Tags = tuple[str, str]
#: What is one thing to a reader, however it is made.
_WHOLE = frozenset({"risk-figure", "imprint", "records"})
#: Lines of a cover, which are headings.
_HEADINGS = frozenset({"title", "subtitle"})
#: What an author or the build gives a name.
_NAMED = ("Header", "Div", "Span", "Link")


def of_blocks(one: Elements, other: Elements, tags: Tags) -> Elements:
    """Return blocks of two languages as rows; the second language keeps the names that the first has not."""
    names = {attributes(each)[0] for each in branches(one)}
    return _without_names(_rows(_with_language(one, tags[0]), _with_language(other, tags[1]), tags), names, tags[1])


def of_inlines(one: Elements, other: Elements, tags: Tags, identifier: str = "") -> Elements:
    """Return a heading in two languages: a side each; `identifier` names the second."""
    return [span(one, "", SIDE, lang=tags[0]), {"t": "Space"}, span(other, identifier, SIDE, lang=tags[1])]


def row(one: Elements, other: Elements, tags: Tags) -> Element:
    """Return blocks that stand beside each other as they are."""
    return div([div(one, "", SIDE, lang=tags[0]), div(other, "", SIDE, lang=tags[1])], "", ROW)


def sides(content: Any) -> Iterator[Element]:
    """Yield the sides of headings, rows and pictures, in order."""
    return (each for each in branches(content) if each["t"] in ("Div", "Span") and SIDE in attributes(each)[1])


def rows(blocks: Elements) -> Iterator[tuple[Elements, Elements]]:
    """Yield what stands beside each other, in order."""
    found = [each["c"][1] for each in sides(blocks)]
    return zip(found[::2], found[1::2], strict=True)


def facts_said_in(content: Elements, tag: str) -> tuple[str, ...]:
    """Return the facts that blocks state in one of their languages, each once, in order."""
    def drop(element: Element) -> Elements | None:
        is_foreign = SIDE in attributes(element)[1] and attributes(element)[2].get("lang") != tag
        return [] if is_foreign else None

    return tuple(dict.fromkeys(facts_in(rewrite(content, drop, ("Div", "Span")))))


# --- rows ---


def _rows(one: Elements, other: Elements, tags: Tags) -> Elements:
    if [*map(_shape, one)] == [*map(_shape, other)]:
        return [_beside(*pair, tags) for pair in zip(one, other, strict=True)]
    parts, others = _by_heading(one), _by_heading(other)
    if len(parts) != len(others) or len(parts) == 1:
        return [row(one, other, tags)]
    return [row for pair in zip(parts, others, strict=True) for row in _rows(*pair, tags)]


def _shape(block: Element) -> Any:
    """Return what two blocks have in common that are made alike."""
    _, classes, pairs = attributes(block)
    return block["t"], classes, pairs, block["c"][0] if block["t"] == "Header" else None


def _by_heading(blocks: Elements) -> list[Elements]:
    """Return headings, each alone, and what stands between them, before the first and behind the last."""
    parts: list[Elements] = [[]]
    for block in blocks:
        if block["t"] == "Header":
            parts += [[block], []]
        else:
            parts[-1].append(block)
    return parts


def _beside(one: Element, other: Element, tags: Tags) -> Element:
    """Return two blocks that are made alike as one: with a heading, items or blocks of two sides, or as a row."""
    make = _MAKERS.get(one["t"])
    return (make(one, other, tags) if make else None) or row([one], [other], tags)


def _heading(one: Element, other: Element, tags: Tags) -> Element:
    level, attribute, words = one["c"]
    return {**one, "c": [level, attribute, of_inlines(words, other["c"][2], tags, attributes(other)[0])]}


def _div(one: Element, other: Element, tags: Tags) -> Element | None:
    attribute, inner = one["c"]
    classes = {*attribute[1]}
    if classes & _WHOLE:
        return None
    if classes & _HEADINGS:
        return {**one, "c": [attribute, [para(of_inlines(inner[0]["c"], other["c"][1][0]["c"], tags))]]}
    return {**one, "c": [attribute, _rows(inner, other["c"][1], tags)]}


def _items(one: Element, other: Element, tags: Tags) -> Element | None:
    if len(one["c"]) != len(other["c"]):
        return None
    return {**one, "c": [_rows(*pair, tags) for pair in zip(one["c"], other["c"], strict=True)]}


def _numbered(one: Element, other: Element, tags: Tags) -> Element | None:
    (form, items), (form_of_other, others) = one["c"], other["c"]
    if marks(form, len(items)) != marks(form_of_other, len(others)):
        return None
    return {**one, "c": [form, [_rows(*pair, tags) for pair in zip(items, others, strict=True)]]}


def _entries(one: Element, other: Element, tags: Tags) -> Element | None:
    """Return terms and their meanings in the order of the first language, whose alphabet may be another."""
    theirs = {_name(term): (term, meanings) for term, meanings in other["c"]}
    if [*map(len, (theirs, one["c"]))] != [len(other["c"])] * 2 or {_name(term) for term, _ in one["c"]} != {*theirs}:
        return None
    entries = []
    for term, meanings in one["c"]:
        same, others = theirs[_name(term)]
        entries.append([of_inlines(term, same, tags), [_rows([*chain(*meanings)], [*chain(*others)], tags)]])
    return {**one, "c": entries}


def _name(term: Elements) -> str:
    return next((name for each in branches(term) if (name := attributes(each)[0])), plain_text(term))


def _picture(one: Element, other: Element, tags: Tags) -> Element | None:
    """Return a picture that stands alone once, with words in both languages in its place."""
    shown = [each["c"][0] for each in (one, other) if len(each["c"]) == 1 and each["c"][0]["t"] == "Image"]
    if len(shown) != 2 or shown[0]["c"][2][0] != shown[1]["c"][2][0]:
        return None
    attribute, _, target = shown[0]["c"]
    words = [{"t": "Str", "c": " / "} if each["t"] == "Space" else each
             for each in of_inlines(shown[0]["c"][1], shown[1]["c"][1], tags)]
    return {**one, "c": [{**shown[0], "c": [attribute, words, target]}]}


def _figure(one: Element, other: Element, tags: Tags) -> Element:
    attribute, (short, caption), shown = one["c"]
    _, (_, caption_of_other), others = other["c"]
    return {**one, "c": [attribute, [short, _rows(caption, caption_of_other, tags)], _rows(shown, others, tags)]}


def _table(one: Element, other: Element, tags: Tags) -> Element | None:
    """Return a table whose cells have two sides, so that each row stays one; none where rows or columns differ."""
    parts, parts_of_other = one["c"][3:], other["c"][3:]
    if _form(parts) != _form(parts_of_other):
        return None
    behind = iter(_cells(parts_of_other))
    attribute, (short, caption), columns = one["c"][:3]
    return {**one, "c": [attribute, [short, _rows(caption, other["c"][1][1], tags)], columns,
                         *_with_cells(parts, lambda cell: _rows(cell, next(behind)[4], tags))]}


def _is_cell(value: Any) -> bool:
    """Tell whether a part of a table is a cell: pandoc's `[attributes, alignment, rows, columns, blocks]`."""
    return len(value) == 5 and isinstance(value[1], dict) and value[1].get("t", "").startswith("Align")


def _form(value: Any) -> Any:
    """Return how many rows and cells parts of a table have, and over how many others each cell reaches."""
    if not isinstance(value, list):
        return None
    return value[2:4] if _is_cell(value) else [_form(each) for each in value if each]


def _cells(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield from [value] if _is_cell(value) else (cell for each in value for cell in _cells(each))


def _with_cells(value: Any, change: Callable[[Elements], Elements]) -> Any:
    """Return parts of a table, the blocks of each cell changed."""
    if not isinstance(value, list):
        return value
    return [*value[:4], change(value[4])] if _is_cell(value) else [_with_cells(each, change) for each in value]


_MAKERS: dict[str, Callable[[Element, Element, Tags], Element | None]] = {
    "Header": _heading, "Div": _div, "BulletList": _items, "OrderedList": _numbered, "DefinitionList": _entries,
    "Para": _picture, "Plain": _picture, "Figure": _figure, "Table": _table,
    "HorizontalRule": lambda one, _other, _tags: one}


# --- names and notes ---


def _without_names(blocks: Elements, names: set[str], tag: str) -> Elements:
    """Return blocks in which the sides of a language have none of these names."""
    def unnamed(element: Element) -> Elements | None:
        if attributes(element)[0] in names:
            attribute_of(element)[0] = ""  # of a copy
        return None

    def change(element: Element) -> Elements | None:
        _, classes, pairs = attributes(element)
        return rewrite([element], unnamed, _NAMED) if SIDE in classes and pairs.get("lang") == tag else None

    return rewrite(blocks, change, ("Div", "Span"))


def _with_language(blocks: Elements, tag: str) -> Elements:
    """Return blocks whose notes, which stand elsewhere, say their language."""
    return rewrite(blocks, lambda note: [{**note, "c": [div(note["c"], "", lang=tag)]}], ("Note",))
