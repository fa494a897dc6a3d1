"""Signs that should mark something would be printed as they stand.

A mark has no space before its braces: `[words]{fact=only-cure}`. A box has one word, or braces: `::: key-points`,
`::: {fact=side-effects}`. A link's address stands in parentheses: `[text](#topic-id)`.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, error
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.tree import attributes, plain_text, walk

_WHY = "the signs would be printed, and what they mark would be lost"
_SIGNS = {
    re.compile(r":::|\{[.#]?\w[\w-]*(?:=[^}]*)?\}?"): "write [words]{fact=id} without a space, or a box as “::: name”",
    re.compile(r"\]\[|\]\("): "write a link as [text](#topic-id) or [text](https://...)",
}
#: A sign begins with one of these; most words hold none.
_FIRST = frozenset(":{]")


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each word that holds the signs of a mark, and for each mark around nothing."""
    for passage in passages(source):
        for element in walk(passage.content):
            if element["t"] == "Str":
                if _FIRST.isdisjoint(element["c"]):
                    continue
                for signs, fix in _SIGNS.items():
                    for found in signs.finditer(element["c"]):
                        yield error(passage.place_of(element, found.start()), f"“{found.group()}” marks nothing here",
                                    why=_WHY, fix=fix)
            elif _is_mark(attributes(element)[2]) and not plain_text(element["c"]):
                yield error(passage.place_of(element), "this mark holds no words", why=_WHY,
                            fix="write [words]{fact=id} without a space before the braces")


def _is_mark(pairs: dict[str, str]) -> bool:
    return "fact" in pairs or "term" in pairs
