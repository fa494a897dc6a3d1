"""Words that state a fact leave out one of its figures.

A text that says less than the ledger tells readers another thing. Add the figure, or mark it `optional: true` in the
ledger if the fact stays true without it.
"""

from collections import Counter

from pipeline.model.finding import Findings, error
from pipeline.model.prose import marks
from pipeline.model.publication import Source
from pipeline.model.wording import digits, figures_in


def check(source: Source) -> Findings:
    for mark in marks(source):
        fact = source.publication.facts.get(mark.fact)
        if fact is None:
            continue
        written = Counter(digits(value) for value, _ in figures_in(mark.text, mark.passage.language.wording))
        for number in (number for number in fact.numbers if not number.optional):
            if written[digits(number.value)] < 1:
                yield error(mark.place, f"the words leave out “{number.value} {number.unit}” of the fact “{fact.id}”",
                            why="the fact says something else without its figures",
                            fix=f"say {number.value} {number.unit} inside the marks, or move the marks")
            written[digits(number.value)] -= 1
