"""Prose holds something that no product has a form for.

Code, HTML, rules between paragraphs and the like have no place in the design, and a product would refuse them.
Say it with what the README of the source lists: paragraphs, lists, headings, boxes, tables, figures, notes and links.
A comment is allowed: `<!-- for editors -->`, on lines of its own or inside one.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.tree import Element, walk

_SUPPORTED = frozenset((
    "Para", "Plain", "Header", "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "Div", "Table", "Figure",
    "Str", "Space", "SoftBreak", "LineBreak", "Emph", "Strong", "Superscript", "Subscript", "Quoted", "Span", "Link",
    "Image", "Note",
))
#: Not elements: how pandoc says the kind of a list, a quotation or a column.
_PARTS = frozenset((
    "DoubleQuote", "SingleQuote", "Decimal", "DefaultStyle", "Example", "LowerAlpha", "UpperAlpha", "LowerRoman",
    "UpperRoman", "Period", "DefaultDelim", "OneParen", "TwoParens", "AlignLeft", "AlignRight", "AlignCenter",
    "AlignDefault", "ColWidth", "ColWidthDefault",
))


def check(source: Source) -> Findings:
    for passage in passages(source):
        for element in walk(passage.blocks):
            if element["t"] not in _SUPPORTED and element["t"] not in _PARTS:
                said, fix = _said(element)
                yield error(passage.place_of(element), said, why="a product would refuse it", fix=fix)


def _said(element: Element) -> tuple[str, str]:
    """Return what is said of an element, and the mend."""
    fix = "say it with the forms that source/README.md lists"
    if not element["t"].startswith("Raw"):
        return f"no product has a form for this ({element['t']})", fix
    written = element["c"][1].strip()
    if not written.startswith("<!--"):
        return f"no product has a form for HTML: “{written}”", f"{fix}; a line is broken by a backslash at its end"
    if "-->" in written:
        return "these words stand behind a comment that opens their line", "give the comment a line of its own"
    return "this comment is not closed", "close it with -->"
