"""A product promises help and does not say how to reach it.

The ledger names under `reached_by` the fact that says how: an address, a number to call. State that fact wherever the
help is told.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.manuscript import Manuscript


def check(manuscript: Manuscript) -> Findings:
    edition, stated = manuscript.edition, manuscript.stated_facts
    for name in stated:
        way = edition.facts[name].reached_by if name in edition.facts else None
        if way and way not in stated:
            yield error(manuscript.place_of_fact(name),
                        f"build/{edition.output} promises the help of “{name}” without “{way}”",
                        why="a promise that nobody can take up leaves a family alone",
                        fix=f"state [the way to reach it]{{fact={way}}} beside it")
