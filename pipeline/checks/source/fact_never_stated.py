"""A fact of the ledger is stated in no topic of a language.

The fact was judged to matter to families, and the readers of that language would not be told. State it in a topic that
the spine names, with `[words]{fact=...}`, or delete it from the ledger.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    spine = source.publication.identity.spine
    for language in source.publication.languages.values():
        stated = {fact for each in spine if each in language.topics for fact in language.topics[each].facts}
        for fact in source.publication.facts:
            if fact not in stated:
                yield error(source.tree.entry_place("source/facts.yaml", "facts", fact),
                            f"no topic in language “{language.tag}” states the fact “{fact}”",
                            why="families would not be told",
                            fix=f"mark the words that state it: [words]{{fact={fact}}}")
