"""A figure inside the marks of a fact is not one that the ledger gives to that fact.

Readers of two products would be told different odds. Write the ledger's figure, correct the ledger, or take the words
out of the marks. Where a figure has a denominator, that is allowed too (“50 of every 100 children”).
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, error
from pipeline.model.ledger import Fact
from pipeline.model.prose import figures, marks
from pipeline.model.publication import Source
from pipeline.model.wording import digits


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each figure that its fact does not have; a mark inside a mark answers for itself."""
    for mark in marks(source):
        fact = source.publication.facts.get(mark.fact)
        if fact is None:
            continue
        allowed = _allowed(fact)
        for value, written, place in figures(mark.passage, mark.element["c"][1]):
            if digits(value) not in allowed:
                says = ", ".join(f"{number.value} {number.unit}" for number in fact.numbers) or "no figure"
                ledger = source.tree.entry_place("source/facts.yaml", "facts", fact.id, "numbers")
                yield error(place, f"“{written}” differs from the fact “{fact.id}”, which says {says}",
                            why="readers of two products would be told different things",
                            fix=f"write what the fact says, or correct {ledger}")


def _allowed(fact: Fact) -> set[str]:
    values = {digits(number.value) for number in fact.numbers}
    return values | {str(number.denominator) for number in fact.numbers if number.denominator}
