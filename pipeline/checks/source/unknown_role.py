"""An approval or an answer names a role or a language that is not there.

It would count for nothing, and nobody would notice. Write an id of `required` in review.yaml, and a language of
publication.yaml.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source

_REVIEW = "source/review.yaml"
_WHY = "it would count for nothing"


def check(source: Source) -> Findings:
    review, languages = source.publication.review, list(source.publication.languages)
    roles = [role.id for role in review.required]
    for index, approval in enumerate(review.approvals):
        if approval.role not in roles:
            yield error(source.tree.place(_REVIEW, ("approvals", index, "role")),
                        f"no role is called “{approval.role}”", why=_WHY, fix=advice(approval.role, roles))
        if approval.language not in languages:
            yield error(source.tree.place(_REVIEW, ("approvals", index, "language")),
                        f"there is no language “{approval.language}”", why=_WHY,
                        fix=advice(approval.language, languages))
    for card_index, card in enumerate(review.cards):
        for index, item in enumerate(card.items):
            for tag in item.answers:
                if tag not in languages:
                    yield error(source.tree.place(_REVIEW, ("cards", card_index, "items", index, "answers", tag)),
                                f"there is no language “{tag}”", why=_WHY, fix=advice(tag, languages))
