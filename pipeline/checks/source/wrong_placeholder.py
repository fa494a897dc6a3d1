"""A label does not hold the words in braces that the build fills in, or holds others.

`{page}` stands for a number that the build knows; with a slip in its name, or without it, the label cannot be printed.
Write each of them once, as the message says; translate only the words around it.
"""

import re
from collections import Counter

from pipeline.model.finding import Findings, error
from pipeline.model.labels import PLACEHOLDERS
from pipeline.model.publication import Source

#: A name in braces, or a brace by itself: what is not exactly a name that is wanted, nothing fills in.
_IN_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        for name, text in language.labels.items():
            wanted = PLACEHOLDERS.get(name, ())
            if text.strip() and Counter(_IN_BRACES.findall(text)) != Counter(f"{{{each}}}" for each in wanted):
                says = " and ".join(f"{{{each}}} once" for each in wanted) or "no braces"
                yield error(source.tree.place(f"source/{language.tag}/labels.yaml", (name,)),
                            f"the label “{name}” has to hold {says}", why="the build could not fill it in",
                            fix=f"write {says}")
