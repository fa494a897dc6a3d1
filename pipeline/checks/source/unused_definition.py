"""The address of a link is defined, and no link uses it.

`[name]: https://…` is no text: it gives the address of `[words][name]` in the same file, and nothing of it is printed.
Of two of one name only the first counts.
"""

import re

from pipeline.model.authors_text import DEFINITION
from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source

_USE = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\](?![:(])")


def check(source: Source) -> Findings:
    for each in written(source):
        definitions = list(DEFINITION.finditer(each.text))
        used = {_named(use[1]) for use in _USE.finditer(DEFINITION.sub("", each.text))} if definitions else set()
        for definition in definitions:
            name = _named(definition[1])
            if name not in used:
                yield error(each.place(definition.start()), f"no link uses the address “{definition[1]}”",
                            why="nothing of this line is in any product",
                            fix=f"write [words][{definition[1]}] where the link stands, or take the line out")
            used.discard(name)


def _named(words: str) -> str:
    return " ".join(words.split()).casefold()
