"""A share of people does not say who was counted.

“50 of 100” means nothing without the 100: the same figure would be taken for other children too. Write `population` as
the source says it.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for fact in source.publication.facts.values():
        for index, number in enumerate(fact.numbers):
            if number.denominator is not None and number.population is None:
                yield error(source.tree.entry_place("source/facts.yaml", "facts", fact.id, "numbers", index),
                            f"nobody can tell of whom the {number.value} {number.unit} of the fact “{fact.id}” are",
                            why="a share would be taken for children who were never counted",
                            fix="write population: as the source says it")
