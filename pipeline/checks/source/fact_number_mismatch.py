"""A figure inside the marks of a fact is not one that the ledger gives to that fact, or counts another unit.

Readers of two products would be told different odds, or years for months. Write the ledger's figure and unit, correct
the ledger, or take the words out of the marks. A range runs upwards. Where a figure has a denominator, that is allowed
behind the words for it (`out_of` in wording.yaml): “50 of every 100 children”. `same_units` there lists the words for
one unit; a figure may stand without its unit. A name that `no_figures` lists there (6-MP) holds none; keep an idiom
(second opinion) out of the marks.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.ledger import PHONE, Fact
from pipeline.model.prose import counted_figures, stated
from pipeline.model.publication import Source, Wording
from pipeline.model.units import Counted, digits_of, is_of_unit


def check(source: Source) -> Findings:
    """Yield one finding for each figure that its fact does not have; a mark inside a mark answers for itself."""
    for mark in stated(source):
        fact = source.publication.facts.get(mark.fact)
        if fact is None:
            continue
        for figure, place in counted_figures(mark, fact):
            fault = _fault(figure, fact, mark.passage.language.wording)
            if fault:
                says = ", ".join(f"{number.value} {number.unit}" for number in fact.numbers) or "no figure"
                ledger = source.tree.entry_place("source/facts.yaml", "facts", fact.id, "numbers")
                yield error(place, f"{fault} the fact “{fact.id}”, which says {says}",
                            why="readers of two products would be told different things",
                            fix=f"write what the fact says, or correct {ledger}", others=(ledger,))


def _fault(figure: Counted, fact: Fact, wording: Wording) -> str:
    """Return how a figure differs from those of its fact; empty where it is one of them."""
    if figure.is_denominator and any(figure.value == str(number.denominator) for number in fact.numbers):
        return ""
    same = [number for number in fact.numbers if digits_of(number) == figure.value]
    if not same:
        return f"“{figure.written}” differs from"
    if not any(is_of_unit(figure, number, wording) for number in same):
        return f"“{figure.phrase}” counts another unit than"
    if figure.falls_to and all(number.unit != PHONE for number in same):
        return f"the range from “{figure.written}” to “{figure.falls_to}” runs downwards, not as in"
    return ""
