"""A mark in the prose, or `reached_by` of a fact, names a fact that the ledger does not have.

Its words would be checked against nothing. Correct the id in `{fact=...}`, or add the fact to facts.yaml.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import marks
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    facts = source.publication.facts
    for mark in marks(source):
        if mark.fact not in facts:
            yield error(mark.place, f"the ledger has no fact “{mark.fact}”",
                        why="the words would be checked against nothing",
                        fix=f"{advice(mark.fact, facts)}, or add the fact to source/facts.yaml")
    for fact in facts.values():
        if fact.reached_by is not None and fact.reached_by not in facts:
            yield error(source.tree.entry_place("source/facts.yaml", "facts", fact.id, "reached_by"),
                        f"the ledger has no fact “{fact.reached_by}”",
                        why="nobody could tell whether a text says how to reach the help",
                        fix=f"{advice(fact.reached_by, facts)}, or add the fact to source/facts.yaml")
