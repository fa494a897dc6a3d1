"""Prose holds something that no product has a form for.

Code, quotations, rules between paragraphs and the like have no place in the design, and a product would refuse them.
Say it with what the README of the source lists: paragraphs, lists, headings, boxes, tables, figures, notes and links.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.tree import walk

_SUPPORTED = frozenset((
    "Para", "Plain", "Header", "BulletList", "OrderedList", "DefinitionList", "Div", "Table", "Figure",
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
                yield error(passage.place_of(element), f"no product has a form for this ({element['t']})",
                            why="a product would refuse it",
                            fix="say it with the forms that source/README.md lists")
