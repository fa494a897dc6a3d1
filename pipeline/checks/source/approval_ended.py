"""An approval was given to other content than this; it no longer counts, and the products say so.

An approval holds for exactly the words, figures and pictures that were read. Have the change approved, or keep the
entry until the next release asks for a new one: nothing else stops.
"""

from pipeline.model.finding import Findings, note
from pipeline.model.publication import Source
from pipeline.model.standing import standing


def check(source: Source) -> Findings:
    publication = source.publication
    for index, approval in enumerate(publication.review.approvals):
        if approval.language not in publication.languages:
            continue
        held = standing(publication, approval.language)
        if approval not in held.approvals and approval.role in {role.id for role in held.missing}:
            yield note(source.tree.place("source/review.yaml", ("approvals", index, "digest")),
                       f"the approval by {approval.name} of {approval.date} was given to other content",
                       why="one changed word ends it, and the products say that it is missing",
                       fix="have the content approved as it is now; see: .venv/bin/python -m pipeline review")
