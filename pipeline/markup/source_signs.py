"""Gives a form to signs that pandoc's reader leaves as they stand.

Comments, line breaks in HTML, boxes to tick, the line of a quotation that says whose words it holds.
"""

import re

from pipeline.model.tree import BOX, DASHES, TICKED, Element, Elements, branches, rewrite

#: Comments alone, and a line break as authors write it in a cell (HTML 13.1.6, CommonMark 6.6).
_COMMENTS = re.compile(r"(?:\s*<!--(?:-?[^-]|--+[^->])*--+>)+\s*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HTML = frozenset({"RawInline", "RawBlock"})
#: What holds the words of a line, and where.
_LINES = {"Para": None, "Plain": None, "Header": 2}
_SPACES = ("Space", "SoftBreak")
_EDGES = (*_SPACES, "LineBreak")


def with_forms(blocks: Elements) -> Elements:
    """Return blocks without their comments, with `<br>` as a line break, `[ ]` that opens an item as a box to tick."""
    kinds = {element["t"] for element in branches(blocks)}
    if not _HTML.isdisjoint(kinds):
        blocks = rewrite(rewrite(blocks, _without_html, _HTML), _tidied, _LINES)
    if "BlockQuote" in kinds:
        blocks = rewrite(blocks, _with_last_line, ("BlockQuote",))
    return rewrite(blocks, _with_boxes, ("BulletList",)) if "BulletList" in kinds else blocks


def _with_last_line(quotation: Element) -> Elements | None:
    """Return a quotation whose last line, where a dash opens it, is a paragraph of its own: whose words they are."""
    *blocks, last = quotation["c"] or [{"t": ""}]
    inlines: Elements = last["c"] if last["t"] == "Para" else []
    breaks = [number for number, each in enumerate(inlines) if each["t"] in ("SoftBreak", "LineBreak")]
    opening = [each.get("c", each["t"]) for each in inlines[breaks[-1] + 1:][:2]] if breaks else []
    if len(opening) < 2 or opening[0] not in DASHES or opening[1] != "Space":
        return None
    before, behind = inlines[:breaks[-1]], inlines[breaks[-1] + 1:]
    return [{**quotation, "c": [*blocks, {**last, "c": before}, {"t": "Para", "c": behind}]}]


def _without_html(raw: Element) -> Elements | None:
    if _COMMENTS.fullmatch(raw["c"][1]):
        return []
    return [{"t": "LineBreak"}] if _BREAK.fullmatch(raw["c"][1]) else None


def _tidied(line: Element) -> Elements:
    """Return a line without the spaces around what is gone; none, where nothing is left."""
    index = _LINES[line["t"]]
    inlines: Elements = []
    for inline in line["c"] if index is None else line["c"][index]:
        is_second = bool(inlines) and inlines[-1]["t"] in _EDGES
        if inline["t"] == "LineBreak" and inlines and inlines[-1]["t"] in _SPACES:
            inlines[-1] = inline
        elif inline["t"] not in _SPACES or (inlines and not is_second):
            inlines.append(inline)
    while inlines and inlines[-1]["t"] in _EDGES:
        inlines.pop()
    if index is not None:
        return [{**line, "c": [*line["c"][:index], inlines]}]
    return [{**line, "c": inlines}] if inlines else []


def _with_boxes(found: Element) -> Elements:
    return [{**found, "c": [[*map(_with_box, item[:1]), *item[1:]] for item in found["c"]]}]


def _with_box(first: Element) -> Element:
    """Return the first line of an item, what stands for a box to tick as the sign of one."""
    inlines: Elements = first["c"] if first["t"] in ("Para", "Plain") else []
    signs = [each["c"] if each["t"] == "Str" else " " if each["t"] in _SPACES else "" for each in inlines[:4]]
    for written, sign in ((["[", " ", "]", " "], BOX), (["[x]", " "], TICKED), (["[X]", " "], TICKED)):
        if signs[:len(written)] == written:
            return {**first, "c": [{**inlines[0], "c": sign}, *inlines[len(written) - 1:]]}
    return first
