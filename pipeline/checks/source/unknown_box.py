"""A box or a mark has a name that means nothing: `::: call-you-team`, `[words]{fcat=only-cure}`.

What stands in it would lose its heading, its place or its fact, and a product that prints boxes alone would leave it
out without a word.
Boxes are those that the README of the source lists; words are marked with `fact`, `term` or `lang`, a box with `fact`,
and `channel` stands with `only`. Nothing else has attributes: headings, links and pictures take none. A `lang` is the
tag of a language, as screen readers know it: es, pt-BR, zh-Hant.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import passages
from pipeline.model.publication import DIVS, Source
from pipeline.model.tree import Element, attributes

#: Names that each kind of element may have as a class; pandoc itself gives those of links.
_CLASSES = {"Div": DIVS, "Link": ("uri", "email")}
_KEYS = {"Div": ("fact", "channel"), "Span": ("fact", "term", "explains", "lang")}
#: The tag of a language: its name, a script, a region, variants (RFC 5646, 2.1).
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*")
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
    if "lang" in keys and not _LANGUAGE.fullmatch(pairs.get("lang", "en")):
        yield f"“{pairs['lang']}” is no tag of a language", (
            "write it as in [palabras]{lang=es}, {lang=pt-BR} or {lang=zh-Hant}")
