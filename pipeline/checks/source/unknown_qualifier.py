"""The ledger names a qualifier that a language does not word.

No check could guard it in that language. Add the qualifier and its wordings to wording.yaml, or correct its id.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        known = language.wording.qualifiers
        for fact in source.publication.facts.values():
            for index, qualifier in enumerate(fact.qualifiers):
                if not known.get(qualifier):
                    place = source.tree.entry_place("source/facts.yaml", "facts", fact.id, "qualifiers", index)
                    yield error(place, f"source/{language.tag}/wording.yaml has no words for “{qualifier}”",
                                why="no check could tell whether a text keeps it",
                                fix=f"{advice(qualifier, known)}, or add its wordings there")
