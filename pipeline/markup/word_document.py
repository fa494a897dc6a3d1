"""Writes a manuscript as blocks for pandoc's Word writer: each meaning becomes a named style, fields stay fields."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha1
from itertools import pairwise
from typing import Any

from pipeline.markup.word_styles import BOXES
from pipeline.markup.word_xml import element, field, paragraph_properties, run, style_id
from pipeline.model import tree
from pipeline.model.manuscript import Manuscript, Section, listed, title_and_rest
from pipeline.model.tree import Element, Elements, is_div, plain_text

#: Class of a block -> style of its paragraphs.
_STYLES = {"title": "Title", "subtitle": "Subtitle", "sources": "Sources", "reference": "Reference",
           "long-description": "Small Print"}
#: Which side of a picture is how long.
_Size = tuple[str, str]
#: Class of what holds a picture -> its size; others are as wide as the text. A key stands as high as its line.
_SIZES: dict[str, _Size] = {"cover-picture": ("width", "48mm"), "imprint-logo": ("height", "16mm"),
                            "imprint-qr": ("width", "30mm"), "icons": ("width", "60mm"),
                            "timeline": ("width", "120mm")}
_KEY: _Size = ("height", "5mm")
#: What a list item begins with that pandoc gives a box to tick.
_BOX = [{"t": "Str", "c": "☐"}, {"t": "Space"}]
#: Share of the text's width that the first column of a table takes, as in the other products.
_FIRST_COLUMN = .36
_LONGEST_BOOKMARK = 40
#: The style that pandoc gives the paragraphs of a quotation.
_QUOTED = "Block Text"
#: Parts that begin a page, as in the other handouts.
_ON_NEW_PAGE = ("questions", "glossary", "contact")


def blocks(manuscript: Manuscript, text_width_mm: float) -> Elements:
    """Return the whole text; pictures bear their path and their width or height."""
    size = ("width", f"{text_width_mm:g}mm")
    written = [block for section in manuscript.sections for block in _section(section, manuscript, size)]
    return _with_notes(_parted(written), size)


def _parted(content: list[Any]) -> list[Any]:
    """Return content with each number of a note apart from a figure before it."""
    return tree.parted([
        {**each, "c": _parted(each["c"])} if isinstance(each, dict) and isinstance(each.get("c"), list)
        else _parted(each) if isinstance(each, list) else each for each in content])


def _with_notes(content: Elements, size: _Size) -> Elements:
    """Return blocks whose notes stand where they are first called; a later call is a field that shows the number."""
    calls = Counter(each["number"] for each in tree.notes_in(content))
    known: set[int] = set()

    def called(note: Element) -> Elements | None:
        number, name = note["number"], f"note_{note['number']}"
        if number in known:
            shown = run(str(number), element("rPr", element("rStyle", val="FootnoteReference")))
            return [_raw("RawInline", field(rf"NOTEREF {name} \f \h", shown))]
        known.add(number)
        written = {**note, "c": _all(note["c"], size)}
        return [tree.span([written], name) if calls[number] > 1 else written]

    return tree.rewrite(content, called, ("Note",))


def pictures(content: Elements) -> tuple[str, ...]:
    """Return the path of each picture, in order."""
    return tuple(sorted({each["c"][2][0] for each in tree.branches(content) if each["t"] == "Image"}))


def with_pictures(content: Elements, names: dict[str, str]) -> Elements:
    """Return blocks whose pictures are called as the files that hold them."""
    def named(image: Element) -> Elements:
        attribute, words, (path, _) = image["c"]
        return [{"t": "Image", "c": [attribute, tree.words(plain_text(words)), [names[path], ""]]}]

    return tree.rewrite(content, named, ("Image",))


def new_pages(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the bookmarks of the headings that begin a page: the first behind the contents, and what is looked up."""
    kinds = [section.kind for section in manuscript.sections]
    first = kinds.index("contents") + 1 if "contents" in kinds else len(kinds)
    return tuple(bookmark(section.id) for number, section in enumerate(manuscript.sections)
                 if number == first or section.kind in _ON_NEW_PAGE)


def _section(section: Section, manuscript: Manuscript, size: _Size) -> Iterator[Element]:
    if section.kind == "contents":
        yield from _contents(section, manuscript)
        return
    if section.title:
        yield tree.header(1, section.title, section.id)
    titles, rest = title_and_rest(section.blocks)  # a cover shows its words before its picture
    written = _all(titles + rest, size)
    yield from [_styled("Small Print", written)] if section.kind == "colophon" else written


def _contents(section: Section, manuscript: Manuscript) -> Iterator[Element]:
    """Yield the table of contents: a field that Word works out anew, its entries links without page numbers.

    Which page a heading stands on is known when Word has laid the text out, not before.
    """
    yield _styled("TOC Heading", [tree.para(section.title)])
    entries, end = listed(manuscript.sections), element("r", element("fldChar", fldCharType="end"))
    for number, each in enumerate(entries):
        entry = element("hyperlink", run(plain_text(each.label)), anchor=bookmark(each.id), history=1)
        before = field(r'TOC \o "1-1" \h \z \u', "").removesuffix(end) if number == 0 else ""
        behind = end if number == len(entries) - 1 else ""
        yield _raw("RawBlock", element("p", paragraph_properties(style=style_id("toc 1")), before, entry, behind))


def bookmark(identifier: str) -> str:
    """Return the name that pandoc gives the bookmark of an id: Word takes 40 characters, a letter first."""
    if identifier[:1].isalpha() and len(identifier) <= _LONGEST_BOOKMARK:
        return identifier
    return "X" + sha1(identifier.encode(), usedforsecurity=False).hexdigest()[1:]


def _raw(kind: str, xml: str) -> Element:
    return {"t": kind, "c": ["openxml", xml]}


def _styled(style: str, inner: Elements, identifier: str = "") -> Element:
    return {"t": "Div", "c": [[identifier, [], [["custom-style", style]]], inner]}


# --- blocks ---


def _block(block: Element, size: _Size, style: str = "") -> Elements:
    """Return a block with its meaning as a style; `style` is that of the paragraphs of a list."""
    kind: str = block["t"]
    if kind == "Div":
        return _div(block, size, style)
    if kind in ("BulletList", "OrderedList"):
        return [_list(block, size, style)]
    if kind == "BlockQuote":  # in a box, its paragraphs keep the ground of the box
        said = _all(block["c"], size, style or _QUOTED)
        return said if style else [{"t": kind, "c": said}]
    if kind == "DefinitionList":
        return [{"t": kind, "c": [[term, [_all(each, size) for each in meanings]] for term, meanings in block["c"]]}]
    if kind == "Figure":
        return [_figure(block, size)]
    if kind == "Table":
        return [_table(block, size)]
    if kind in ("Para", "Plain"):
        return [_sized({"t": kind, "c": block["c"]}, size)]
    return [_sized(block, size)]


def _div(block: Element, size: _Size, style: str) -> Elements:
    identifier, classes, pairs = tree.attributes(block)
    inner: Elements = block["c"][1]
    box = next((name for name in classes if name in BOXES), "")
    if box:
        heading, *rest = inner
        return [_styled(f"{BOXES[box]} Heading", [tree.para(heading["c"][2])]),
                _styled(BOXES[box], _all(rest, size, BOXES[box]))]
    if "said-by" in classes:
        own = "Said By" if style in ("", _QUOTED) else style
        return [_styled(own, [tree.para([{"t": "Str", "c": "—\u00a0"}, *inner[0]["c"]])])]
    if "field" in classes:
        return [_styled("Contact Line" if "known" in classes else "Line To Write On", [_field(inner[0], classes)])]
    if "room-to-write" in classes:
        return [*_all(inner, size), _styled("Line To Write On", [_lines(int(pairs["lines"]))])]
    if "checklist" in classes:
        return [_checklist(each, size) if each["t"] == "BulletList" else each for each in inner]
    if "risk-figure" in classes:
        return _drawn_fact(inner, classes)
    shown = next((_SIZES[name] for name in classes if name in _SIZES), size)
    own = next((_STYLES[name] for name in classes if name in _STYLES), "")
    written = _all(inner, shown, own or style)
    return [_styled(own, written, identifier)] if own else [tree.div(written, identifier)] if identifier else written


def _all(blocks: Elements, size: _Size, style: str = "") -> Elements:
    """Return all blocks; a paragraph right below a table stands a little apart from it."""
    written: Elements = []
    for before, block in pairwise([{"t": "Null"}, *blocks]):
        made = _block(block, size, style)
        is_below = before["t"] == "Table" and made and made[0]["t"] == "Para"
        written += [_styled("Text After Table", made[:1]), *made[1:]] if is_below else made
    return written


def _list(block: Element, size: _Size, style: str) -> Element:
    """Return a list; where its paragraphs have a style of their own, pandoc has to be told of each of them."""
    content = block["c"]
    items = content if block["t"] == "BulletList" else content[1]
    written = [_item(item, size, style) for item in items]
    return {"t": block["t"], "c": written if block["t"] == "BulletList" else [content[0], written]}


def _item(item: Elements, size: _Size, style: str) -> Elements:
    """Return an item; before a list that opens it stands a paragraph, for a mark belongs to one."""
    is_opened = item and (item[0]["t"] in ("BulletList", "OrderedList") or is_div(item[0], "checklist"))
    written = [*([tree.plain([_raw("RawInline", element("r"))])] if is_opened else []), *_all(item, size, style)]
    if not style:
        return written
    return [_styled(style, [{**each, "t": "Para"} if each["t"] == "Plain" else each for each in written])]


def _checklist(block: Element, size: _Size) -> Element:
    """Return a list whose items have a box to tick, those of lists to tick inside it, too."""
    items = [[{**first, "c": [*_BOX, *first["c"]]}, *_all(rest, size)] for first, *rest in block["c"]]
    return {"t": "BulletList", "c": items}


def _drawn_fact(inner: Elements, classes: list[str]) -> Elements:
    """Return the drawing of a fact: its caption, the picture, and a line for each look of its units."""
    size, written = next(_SIZES[name] for name in classes if name in _SIZES), []
    for block in inner:
        if block["t"] == "Para":
            written.append(_styled("Figure Caption", [block]))
        elif is_div(block, "legend"):
            *lines, last = [_sized({**line, "t": "Para"}, _KEY)
                            for each in block["c"][1] for item in each["c"] for line in item]
            written += [_styled("Figure Key", lines), _styled("Last Figure Key", [last])]
        else:
            written.append(_styled("Figure", _all([block], size)))
    return written


def _field(line: Element, classes: list[str]) -> Element:
    """Return a line of a form: what is known, or a label and a rule that gives way to what is typed."""
    rule = [_raw("RawInline", element("r", element("tab")))] if "blank" in classes else []
    return tree.para([*line["c"], *rule])


def _lines(count: int) -> Element:
    """Return ruled lines as one paragraph, so that nobody is read a dozen empty ones."""
    between = element("r", element("br"))
    return tree.para([_raw("RawInline", between.join([element("r", element("tab"))] * count))])


def _figure(block: Element, size: _Size) -> Element:
    attribute, caption, content = block["c"]
    return {"t": "Figure", "c": [attribute, caption, _all(content, size)]}


def _table(block: Element, size: _Size) -> Element:
    """Return the table with columns as wide as the text allows."""
    content: list[Any] = list(block["c"])
    content[4] = [[*body[:3], [[row[0], [[*cell[:4], _all(cell[4], size)] for cell in row[1]]] for row in body[3]]]
                  for body in content[4]]
    columns = len(content[2])
    others = (1 - _FIRST_COLUMN) / max(1, columns - 1)
    content[2] = [[align, {"t": "ColWidth", "c": _FIRST_COLUMN if number == 0 else others}]
                  for number, (align, _) in enumerate(content[2])]
    return {"t": "Table", "c": content}


def _sized(block: Element, size: _Size) -> Element:
    """Return a block, each of its pictures with a width or a height."""
    def resize(image: Element) -> Elements:
        (identifier, classes, pairs), *rest = image["c"]
        return [{"t": "Image", "c": [[identifier, classes, [*pairs, [*size]]], *rest]}]

    (sized,) = tree.rewrite([block], resize, ("Image",))
    return sized
