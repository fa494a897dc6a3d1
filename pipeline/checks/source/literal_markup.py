"""Signs that should mark something would be printed as they stand.

A mark has no space before its braces: `[words]{fact=only-cure}`. A box has one word, or braces: `::: key-points`,
`::: {fact=side-effects}`. A link's address stands in parentheses: `[text](#topic-id)`. Each `[` has its `]`, what `**`
opens `**` closes, and a heading has a space behind its `##`.
"""

import re

from pipeline.model.finding import Findings, error
from pipeline.model.prose import Passage, passages
from pipeline.model.publication import Source
from pipeline.model.tree import Element, attributes, plain_text, walk

_WHY = "the signs would be printed, and what they mark would be lost"
_SIGNS = {
    re.compile(r":::|\{[.#]?\w[\w-]*(?:=[^}]*)?\}?"): "write [words]{fact=id} without a space, or a box as “::: name”",
    re.compile(r"\]\[|\]\("): "write a link as [text](#topic-id) or [text](https://...)",
    re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)"): "close what is to be *slanted* or **bold** with the sign that opens it",
    re.compile(r"##+"): "write a heading as “## Words”, with an empty line above",
}
_MARKS = frozenset({"fact", "term"})
_LINES = ("Para", "Plain", "Header")
_ALONE = re.compile(r"[\[\]]")
#: A sign begins with one of these; most words hold none.
_FIRST = frozenset(":{]*_#")


def check(source: Source) -> Findings:
    for passage in passages(source):
        has_bracket = False
        for element in walk(passage.blocks):
            if element["t"] == "Str":
                has_bracket = has_bracket or bool(_ALONE.search(element["c"]))
                yield from _signs(element, passage)
            elif _MARKS & attributes(element)[2].keys() and not plain_text(element["c"]):
                yield error(passage.place_of(element), "this mark holds no words", why=_WHY,
                            fix="write [words]{fact=id} without a space before the braces")
        if has_bracket:  # hardly any text holds one, so the lines are seldom walked
            for element in walk(passage.blocks):
                yield from _brackets(element, passage) if element["t"] in _LINES else ()


def _signs(word: Element, passage: Passage) -> Findings:
    if _FIRST.isdisjoint(word["c"]):
        return
    for signs, fix in _SIGNS.items():
        for found in signs.finditer(word["c"]):
            yield error(passage.place_of(word, found.start()), f"“{found.group()}” marks nothing here", why=_WHY,
                        fix=fix)


def _brackets(line: Element, passage: Passage) -> Findings:
    """Yield one finding for each bracket of a line that has no other; a pair may be meant to be printed."""
    alone: list[tuple[Element, int]] = []
    for word in walk(line["c"]):
        for found in _ALONE.finditer(word["c"]) if word["t"] == "Str" else ():
            is_pair = found[0] == "]" and alone and alone[-1][0]["c"][alone[-1][1]] == "["
            if is_pair:
                alone.pop()
            else:
                alone.append((word, found.start()))
    for word, offset in alone:
        yield error(passage.place_of(word, offset), f"this “{word['c'][offset]}” has no other", why=_WHY,
                    fix="give each [ its ], as in [words]{fact=id}")
