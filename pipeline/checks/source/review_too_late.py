"""The next review is not after the publication, or more than three years after it.

Medical advice ages: the PIF TICK standard asks for a review within three years. Correct `next_review`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source

_MOST_YEARS = 3


def check(source: Source) -> Findings:
    published, review = source.publication.identity.published, source.publication.identity.next_review
    latest = (published.year + _MOST_YEARS, published.month, published.day)
    if review <= published or (review.year, review.month, review.day) > latest:
        yield error(source.tree.place("source/publication.yaml", ("next_review",)),
                    f"the next review on {review} does not fit a publication on {published}",
                    why="medical advice ages, and PIF TICK asks for a review within three years",
                    fix=f"write a day after {published} and at most three years later")
