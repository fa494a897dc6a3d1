"""Writes how the review of a language stands: whose word is there, what is missing and how to enter it, the cards."""

from collections.abc import Iterable, Iterator

from pipeline.model.cards import FilledCard, filled
from pipeline.model.finding import Finding
from pipeline.model.publication import Publication
from pipeline.model.review import Role
from pipeline.model.standing import content_digest, standing


def lines(publication: Publication, tag: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines of the sheet; `findings` are those of the source, which cards ask for."""
    yield f"{tag}: content {content_digest(publication, tag)}"
    yield from _approvals(publication, tag)
    for card in filled(publication, tag, findings):
        yield ""
        yield from _card(card)


def _approvals(publication: Publication, tag: str) -> Iterator[str]:
    held, digest = standing(publication, tag), content_digest(publication, tag)
    for each in held.approvals:
        yield f"  approved by {each.name} ({each.role}) on {each.date}"
    for role in held.missing:
        yield f"  missing: {role.id}, {role.who}; vouches {role.vouches}"
    if held.missing:
        yield "  after the review, add to source/review.yaml under approvals (one changed word ends an approval):"
        yield from (f"    {_line_to_add(role, tag, digest)}" for role in held.missing)


def _line_to_add(role: Role, tag: str, digest: str) -> str:
    """Return the entry of review.yaml, with the blanks that only the giver of the approval can fill."""
    return f'- {{language: {tag}, role: {role.id}, name: "NAME", date: YYYY-MM-DD, digest: "{digest}"}}'


def _card(filled_card: FilledCard) -> Iterator[str]:
    card, score = filled_card.card, filled_card.score
    state = f"{len(filled_card.open)} open" if score is None else f"{score} percent"
    yield f"{card.name}: {state} ({card.passes} percent asked for; {card.source})"
    for reply in filled_card.replies:
        yield f"  {reply.item.number:>2} {reply.answer or 'open':<14} {reply.item.asks}"
        if reply.by:
            yield f"{'':18}{reply.by}"
