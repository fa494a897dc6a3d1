"""A fact is to be looked at again only after the next review of the publication, or not after it was checked.

The review promises that every fact has been looked at. Set `look_again` to a day after `date` of the fact's `checked`,
at the latest the `next_review` of publication.yaml.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    review = source.publication.identity.next_review
    for fact in source.publication.facts.values():
        checked = fact.checked
        if not checked.date < checked.look_again <= review:
            yield error(source.tree.entry_place("source/facts.yaml", "facts", fact.id, "checked", "look_again"),
                        f"the fact “{fact.id}”, checked on {checked.date}, is to be looked at again on "
                        f"{checked.look_again}",
                        why=f"the review of {review} promises that every fact has been looked at",
                        fix=f"write a day after {checked.date}, at the latest {review}")
