"""Writes how the review of a language stands: whose word is there, what is missing and how to enter it, the cards."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from pipeline.model.cards import FilledCard, filled
from pipeline.model.measures import Product
from pipeline.model.publication import Publication
from pipeline.model.review import Role
from pipeline.model.standing import content_digest, standing


def lines(publication: Publication, tag: str, products: Iterable[Product]) -> Iterator[str]:
    """Yield the lines of the sheet; cards stand for the products of the language."""
    yield f"{tag}: content {content_digest(publication, tag)}"
    yield from _approvals(publication, tag)
    if not publication.languages[tag].wording.is_measured:
        yield f"  reading: not measured; source/{tag}/wording.yaml gives no formulas (`reading`)"
    alike: dict[Any, list[FilledCard]] = {}
    for each in filled(publication.review, (product for product in products if product.language == tag)):
        replies = tuple((reply.item.number, reply.answer, reply.by) for reply in each.replies)
        alike.setdefault((each.card.id, replies), []).append(each)
    for cards in alike.values():
        yield ""
        yield from _card(cards)


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


def _card(cards: list[FilledCard]) -> Iterator[str]:
    """Yield one card as it stands for all products that have the same replies."""
    first = cards[0]
    card, (agreed, counted) = first.card, first.points
    state = f"{first.score} percent" if first.score is not None else f"{len(first.open)} open"
    yield f"{card.name}: {agreed} of {counted}, {state} ({card.passes} percent asked for; {card.source})"
    yield from wrap(", ".join(each.channel for each in cards), 100, initial_indent="  ", subsequent_indent="  ",
                    break_on_hyphens=False)
    for reply in first.replies:
        yield f"  {reply.item.number:>2} {reply.answer or 'open':<14} {reply.item.asks}"
        if reply.by:
            yield f"{'':18}{reply.by}"
