"""A fact was to be looked at again, and nobody has.

Medical figures change. Compare the statement with its sources, correct it if need be, and write who did so, when, and
when to look again (`checked` in facts.yaml). A build holds the facts against the day of publication, so that its
findings are the same on any day; `check` holds them against today.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for fact in source.publication.facts.values():
        if fact.checked.look_again < source.held_on:
            yield warning(source.tree.entry_place("source/facts.yaml", "facts", fact.id, "checked", "look_again"),
                          f"the fact “{fact.id}” was to be looked at again by {fact.checked.look_again}, and by "
                          f"{source.held_on} nobody has",
                          why="medical figures change, and readers decide by them",
                          fix="compare it with its sources, then write who did so, when, and when to look again")
