"""A box or a mark has a name that means nothing: `::: call-you-team`, `[words]{fcat=only-cure}`.

What stands in it would lose its heading, its place or its fact, and a product that prints boxes alone would leave it
out without a word.
Boxes are those that the README of the source lists; words are marked with `fact` or `term`, a box with `fact`, and
`channel` stands with `only`. Nothing else has attributes: headings, links and pictures take none.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import passages
from pipeline.model.publication import DIVS, Source
from pipeline.model.tree import Element, attributes

#: Names that each kind of element may have as a class; pandoc itself gives those of links.
_CLASSES = {"Div": DIVS, "Link": ("uri", "email")}
_KEYS = {"Div": ("fact", "channel"), "Span": ("fact", "term")}
#: pandoc's own: a mark that it put around an emphasized word, to hold the author's attributes.
_WRAPPER = "wrapper"
_WHY = "it would lose its meaning without a word, and a product might leave out what stands in it"


def check(source: Source) -> Findings:
    for passage in passages(source):
        for element in passage.branches:
            for fault, fix in _faults(element):
                yield error(passage.place_of(element), fault, why=_WHY, fix=fix)


def _faults(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the attributes of an element, and the mend."""
    kind, (_, classes, pairs) = element["t"], attributes(element)
    known = _CLASSES.get(kind, ())
    for name in classes:
        if name not in known:
            yield (f"there is no box “{name}”", advice(name, known)) if kind == "Div" else (
                f"“.{name}” means nothing here", "delete it")
    keys = [key for key in _KEYS.get(kind, ()) if key != "channel" or "only" in classes]
    for key in pairs:
        if key not in (*keys, _WRAPPER):
            yield f"“{key}=” means nothing here", advice(key, keys) if keys else "delete it"
