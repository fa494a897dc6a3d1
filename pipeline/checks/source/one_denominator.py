"""A share of people is counted out of another number than 100, or nobody says out of how many.

Readers who compare “1 in 3” with “40 of 100” often take the wrong one for the larger. Every share of the publication is
out of 100: convert nothing by rounding, but take the source's own figure and give it `denominator: 100`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source

_DENOMINATOR = 100
_SHARES = ("percent",)


def check(source: Source) -> Findings:
    """Yield one finding for each share with another denominator, or none."""
    for fact in source.publication.facts.values():
        for index, number in enumerate(fact.numbers):
            is_share = number.denominator is not None or number.unit in _SHARES
            if is_share and number.denominator != _DENOMINATOR:
                says = f"is out of {number.denominator}" if number.denominator else "does not say out of how many"
                yield error(source.tree.entry_place("source/facts.yaml", "facts", fact.id, "numbers", index),
                            f"{number.value} {number.unit} of the fact “{fact.id}” {says}",
                            why="shares out of different numbers are easily compared the wrong way round",
                            fix=f"give the source's figure out of {_DENOMINATOR}, with denominator: {_DENOMINATOR}")
