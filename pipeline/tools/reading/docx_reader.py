"""Opens a Word file again: its parts as trees, their relationships, its paragraphs; the last file is kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from pipeline.model.list_marks import numeral
from pipeline.tools.reading import markup_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT, STYLES, CORE, TYPES = "word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_FOOTNOTES, _NUMBERING = "word/footnotes.xml", "word/numbering.xml"
_MARKUP = (".xml", ".rels", ".svg")
_RELATED = "word/_rels/document.xml.rels"
_DRAWN = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
#: What says of letters that they are raised, and so stand apart from the word before them.
_RAISED = ("superscript", "FootnoteReference")
#: What parts words without a letter between them.
_GAPS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: the heading above it, its level where it is a heading itself (1 is the highest), its words."""

    heading: str
    level: int
    text: str


@lru_cache(maxsize=1)
def parts(content: bytes) -> dict[str, bytes]:
    """Return each part by its path; none if the bytes are no whole zip."""
    return {about.filename: held for about, held in markup_file.unzipped(content)}


@lru_cache(maxsize=2)
def trees(content: bytes) -> dict[str, Element | tuple[int, str]]:
    """Return the root element of each part that is markup, or the line at which it stops being XML and why."""
    return {path: markup_file.parsed(held) for path, held in parts(content).items() if path.endswith(_MARKUP)}


def tree(content: bytes, path: str) -> Element:
    """Return the root element of a part; an empty one where it is not there or no markup."""
    root = trees(content).get(path)
    return root if isinstance(root, Element) else Element("nothing")


def relationships(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield, for each relationship to a part of the file, the part that has it and the path it leads to."""
    for path, root in trees(content).items():
        if path.endswith(".rels") and isinstance(root, Element):
            owner = normpath(join(dirname(path), ".."))
            for each in root.iter(f"{_PACKAGE}Relationship"):
                if each.get("TargetMode") != "External":
                    target = each.get("Target", "")
                    yield path, target.lstrip("/") if target.startswith("/") else normpath(join(owner, target))


def paragraphs(content: bytes) -> Iterator[Paragraph]:
    """Yield the paragraphs of the text, then those of its notes; what a picture tells is said in its place."""
    levels = {style.get(f"{W}styleId", ""): int(outline.get(f"{W}val", "9")) + 1
              for style in tree(content, STYLES).iter(f"{W}style")
              for outline in style.iterfind(f"{W}pPr/{W}outlineLvl")}
    heading, numbering = "", _Numbering(content)
    for path in (DOCUMENT, _FOOTNOTES):
        for each in tree(content, path).iter(f"{W}p"):
            text, style = numbering.mark(each) + _words(each), each.find(f"{W}pPr/{W}pStyle")
            level = 0 if style is None else levels.get(style.get(f"{W}val", ""), 0)
            yield Paragraph(heading, level, text)
            heading = text if level else heading


def pictures(content: bytes) -> Iterator[str]:
    """Yield what is said in the place of each picture."""
    return (each.get("descr", "") for each in tree(content, DOCUMENT).iter(f"{_DRAWING}docPr"))


def tables(content: bytes) -> Iterator[list[list[list[str]]]]:
    """Yield for each table its rows, and for each cell how its paragraphs are justified, empty where as usual.

    A paragraph without words stands to no side.
    """
    for table in tree(content, DOCUMENT).iter(f"{W}tbl"):
        yield [[[_value(each, f"pPr/{W}jc") for each in cell.iter(f"{W}p") if each.find(f".//{W}t") is not None]
                for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def drawings(content: bytes) -> Iterator[Element]:
    """Yield the drawing (SVG) that stands beside the pixels of each picture that has one, in the order of reading."""
    targets = {each.get("Id"): each.get("Target", "") for each in tree(content, _RELATED)}
    for each in tree(content, DOCUMENT).iter(_DRAWN):
        yield tree(content, f"word/{targets.get(each.get(_EMBED), '')}")


class _Numbering:
    """Counts the items of the numbered lists of a file, as Word does when it shows it."""

    def __init__(self, content: bytes) -> None:
        root = tree(content, _NUMBERING)
        self.kinds = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
        self.lists = {each.get(f"{W}numId"): each for each in root.iter(f"{W}num")}
        self.counts: Counter[tuple[str, str]] = Counter()

    def mark(self, paragraph: Element) -> str:
        """Return the number before a paragraph with a space behind it; empty where it has none, or a bullet."""
        level, number = (_value(paragraph, f"pPr/{W}numPr/{W}{name}") for name in ("ilvl", "numId"))
        own = self.lists.get(number)
        kind = None if own is None else self.kinds.get(_value(own, "abstractNumId"))
        looks = [] if kind is None else kind.findall(f"{W}lvl[@{W}ilvl='{level}']")
        if own is None or not looks or (style := _value(looks[0], "numFmt")) == "bullet":
            return ""
        first = int(_value(own, f"lvlOverride[@{W}ilvl='{level}']/{W}startOverride") or "1")
        said = numeral(first + self.counts[number, level], style[:1].upper() + style[1:].replace("Letter", "Alpha"))
        self.counts[number, level] += 1
        return f"{_value(looks[0], 'lvlText').replace(f'%{int(level) + 1}', said)} "


def _value(element: Element, path: str) -> str:
    found = element.find(f"{W}{path}")
    return "" if found is None else found.get(f"{W}val", "")


def _words(paragraph: Element) -> str:
    pieces = []
    for each in paragraph.iter():
        if each.tag == f"{W}t":
            pieces.append(each.text or "")
        elif each.tag == f"{_DRAWING}docPr":
            pieces.append(f" {each.get('descr', '')} ")
        else:
            pieces.append(" " if each.get(f"{W}val") in _RAISED else _GAPS.get(each.tag, ""))
    return "".join(pieces)
