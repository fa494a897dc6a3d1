"""A label does not hold the words in braces that the build fills in, or holds others.

`{page}` stands for a number that the build knows; with a slip in its name, or without it, the label cannot be printed.
Write each of them once, as the message says; translate only the words around it.
"""

from collections import Counter
from string import Formatter

from pipeline.model.finding import Findings, error
from pipeline.model.labels import PLACEHOLDERS
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        for name, text in language.labels.items():
            wanted = PLACEHOLDERS.get(name, ())
            if text.strip() and _placeholders(text) != Counter(wanted):
                says = " and ".join(f"{{{each}}} once" for each in wanted) or "no braces"
                yield error(source.tree.place(f"source/{language.tag}/labels.yaml", (name,)),
                            f"the label “{name}” has to hold {says}", why="the build could not fill it in",
                            fix=f"write {says}")


def _placeholders(text: str) -> Counter[str] | None:
    """Return the names in braces and how often each stands there; None where the braces do not match."""
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    return Counter(name if not spec and not conversion else "" for name, spec, conversion in fields)
