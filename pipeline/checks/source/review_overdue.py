"""The day of the next review has passed, and nobody has reviewed the guide.

Medical advice ages, and the products print the day by which they are looked at again. Review the content, then set
`published` and `next_review` in publication.yaml. A build finds the same on any day and so never says this; `check`
and `release` hold the day against today.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    due = source.publication.identity.next_review
    if due < source.held_on:
        yield warning(source.tree.place("source/publication.yaml", ("next_review",)),
                      f"the guide was to be reviewed by {due}, and by {source.held_on} nobody has",
                      why="medical advice ages, and the products promise the day",
                      fix="review the content, then set `published` and `next_review`")
