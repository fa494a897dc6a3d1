"""Prose holds something that no product has a form for.

Code, HTML, rules between paragraphs and the like have no place in the design, and a product would refuse them.
Say it with what the README of the source lists: paragraphs, lists, headings, boxes, tables, figures, notes and links.
A comment is allowed: `<!-- for editors -->`, on lines of its own or inside one.
"""

import re

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

_FORMS = "say it with the forms that source/README.md lists"
#: How people call what pandoc reads, and the mend.
_OTHERS = {
    "HorizontalRule": ("a line of dashes or stars across the page",
                       "take it out; a heading parts sections. What stands between two such lines at the top of a file "
                       "(front matter) is for other programs: take it out, too"),
    "Code": ("words between backticks", "take the backticks out"),
    "CodeBlock": ("words set as code", "take out the spaces with which the line begins, or the lines of backticks"),
}
_SPACED = "take the tags out; an empty line parts paragraphs"
#: The mend for what HTML says otherwise, by the names of its tags.
_TAGS = {
    **dict.fromkeys(("b", "strong"), "write **words**"), **dict.fromkeys(("i", "em"), "write *words*"),
    "sup": "write what is raised as 10^9^", "sub": "write what is lowered as H~2~O", "a": "write [words](https://...)",
    "img": "write ![what the picture tells](figures/x.svg) alone in a paragraph",
    **dict.fromkeys(("table", "tr", "td", "th", "thead", "tbody"),
                    "write the table in a box “::: table”, its cells between bars: | Cell | Cell |"),
    **dict.fromkeys(("ul", "ol", "li"), "begin each item with “- ” or “1. ”, the list with an empty line above"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "write a heading as “## Words”"),
    **dict.fromkeys(("p", "div", "span", "font", "u", "center", "small", "section", "details", "summary"), _SPACED),
    "blockquote": "begin each line of what somebody said with “> ”", "hr": "take it out; a heading parts sections",
}


def check(source: Source) -> Findings:
    for passage in passages(source):
        for element in walk(passage.blocks):
            if element["t"] not in _SUPPORTED and element["t"] not in _PARTS:
                said, fix = _said(element)
                yield error(passage.place_of(element), said, why="a product would refuse it", fix=fix)


def _said(element: Element) -> tuple[str, str]:
    """Return what is said of an element, and the mend."""
    if not element["t"].startswith("Raw"):
        what, fix = _OTHERS.get(element["t"], (f"this ({element['t']})", _FORMS))
        return f"no product has a form for {what}", fix
    written = element["c"][1].strip()
    if not written.startswith("<!--"):
        tag = re.match(r"</?(\w+)", written)
        return f"no product has a form for HTML: “{written}”", _TAGS.get(tag[1].lower() if tag else "", _FORMS)
    if "-->" in written:
        return "these words stand behind a comment that opens their line", "give the comment a line of its own"
    return "this comment is not closed", "close it with -->"
