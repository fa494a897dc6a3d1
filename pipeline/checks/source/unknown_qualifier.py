"""The ledger names a qualifier, or an item of a list, that a language does not word.

No check could guard it in that language. Add it and its wordings to wording.yaml, or correct its id.
"""

from collections.abc import Mapping

from pipeline.model.finding import Findings, error
from pipeline.model.ledger import Fact
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        wording = language.wording
        for fact in source.publication.facts.values():
            yield from _unworded(source, language.tag, fact, "qualifiers", wording.qualifiers)
            yield from _unworded(source, language.tag, fact, "items", wording.items)


def _unworded(source: Source, tag: str, fact: Fact, key: str, known: Mapping[str, tuple[str, ...]]) -> Findings:
    for index, name in enumerate(getattr(fact, key)):
        if not known.get(name):
            yield error(source.tree.entry_place("source/facts.yaml", "facts", fact.id, key, index),
                        f"source/{tag}/wording.yaml has no words for “{name}”",
                        why="no check could tell whether a text keeps it",
                        fix=f"{advice(name, known)}, or add its wordings there, under `{key}`")
