"""Words that state a fact hold a figure that is no plain digit, or a character that nobody sees.

⁵⁰, ㊿, 𝟓𝟎 and wide ５０ are shown, searched for and read aloud in other ways than 50, if at all, and what is not seen
may part a figure. Write figures in the digits of the language. A sign such as m² and a fraction such as ½ are fine.
"""

from pipeline.model.characters import disguised
from pipeline.model.finding import Findings, Place, error
from pipeline.model.prose import stated
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for mark in stated(source):
        yield from _told(mark.text, mark.place)
    for fact in source.publication.facts.values():
        yield from _told(fact.statement, source.tree.entry_place("source/facts.yaml", "facts", fact.id, "statement"))


def _told(text: str, place: Place) -> Findings:
    for each in disguised(text):
        yield error(place, str(each), why="some readers would meet another figure, or none",
                    fix="write figures in plain digits, words without what is not seen")
