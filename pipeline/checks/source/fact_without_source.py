"""A fact of the ledger names no source.

Nobody could check it, and readers could not be told where it comes from. Add the reference that states it under
`sources`, with the section or page.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for fact in source.publication.facts.values():
        if not fact.sources:
            yield error(source.tree.entry_place("source/facts.yaml", "facts", fact.id, "sources"),
                        f"the fact “{fact.id}” has no source", why="nobody could check what the guide tells families",
                        fix="add the id of a reference under “sources”, with its section or page")
