"""Words that state a fact leave out one of its figures.

A text that says less than the ledger tells readers another thing. Add the figure, or mark it `optional: true` in the
ledger if the fact stays true without it. The number in a name or an idiom (`no_figures` in wording.yaml) stands for no
figure: “at first” is not the first year.
"""

from collections import Counter

from pipeline.model.finding import Findings, error
from pipeline.model.idioms import without_uncounted
from pipeline.model.prose import stated
from pipeline.model.publication import Source
from pipeline.model.units import digits_of, with_phones_whole
from pipeline.model.wording import digits, figures_in


def check(source: Source) -> Findings:
    for mark in stated(source):
        fact = source.publication.facts.get(mark.fact)
        if fact is None or not fact.numbers:
            continue
        wording = mark.passage.language.wording
        text = with_phones_whole(without_uncounted(mark.text, wording, fact.statement), fact)
        written = Counter(digits(value) for value, _ in figures_in(text, wording))
        for number in (number for number in fact.numbers if not number.optional):
            if written[digits_of(number)] < 1:
                yield error(mark.place, f"the words leave out “{number.value} {number.unit}” of the fact “{fact.id}”",
                            why="the fact says something else without its figures",
                            fix=f"say {number.value} {number.unit} inside the marks, or move the marks")
            written[digits_of(number)] -= 1
