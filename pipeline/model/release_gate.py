"""What keeps a publication from being released: each reason a finding that says whose turn it is."""

import datetime
from collections.abc import Iterable, Iterator

from pipeline.model.cards import FilledCard, filled
from pipeline.model.finding import Finding, Place, error
from pipeline.model.measures import Product
from pipeline.model.publication import Source
from pipeline.model.standing import standing

_REVIEW, _FACTS, _PUBLICATION = "source/review.yaml", "source/facts.yaml", "source/publication.yaml"

#: Of the products of which the same is to be said, so many are named.
_NAMED = 3


def missing(source: Source, today: datetime.date, products: Iterable[Product]) -> list[Finding]:
    """Return what is missing for a release of these products on a day."""
    return [*_approvals(source, today), *_never_confirmed(source), *_unconfirmed(source), *_cards(source, products)]


def untold(source: Source) -> Iterator[Finding]:
    """Yield each language whose readers, who hold a former version, are not told what is new."""
    for tag in source.publication.languages:
        stated = source.publication.identity.statements.get(tag)
        if stated is None or stated.changes is None:
            yield error(Place(_PUBLICATION), f"nobody tells the readers of “{tag}” what is new in this version",
                        why="a family that holds the former version cannot tell whether it still holds",
                        fix=f"say it in a sentence: `changes` under `statements`, “{tag}”").of("changes-untold")


def _approvals(source: Source, today: datetime.date) -> Iterator[Finding]:
    place = source.tree.place(_REVIEW, ("approvals",))
    for tag in source.publication.languages:
        held = standing(source.publication, tag)
        for role in held.missing:
            yield error(place, f"no approval of “{tag}” as it is now by: {role.id} ({role.who})",
                        why=f"nobody has said {role.vouches}",
                        fix="after the review, add the line that this prints: .venv/bin/python -m pipeline review",
                        ).of("approval-missing")
        for each in held.approvals:
            if each.date > today:
                yield error(place, f"the approval by {each.name} is dated {each.date}, and today is {today}",
                            why="nobody has approved anything in the future", fix="correct its date",
                            ).of("approval-missing")


def _never_confirmed(source: Source) -> Iterator[Finding]:
    for tag in ("", *source.publication.languages):
        if tag not in source.publication.confirmed:
            yield error(Place(f"source/{tag}" if tag else "source"), "nobody has ever confirmed its words",
                        why="no check can tell whether words are true",
                        fix="hold them against their sources: python -m pipeline confirm").of("unconfirmed-words")
    for tag in source.publication.identity.translations:
        if tag in source.publication.languages and tag not in source.publication.translated:
            yield error(Place(f"source/{tag}"), "nobody has ever held it against the original",
                        why="no check can tell whether it says the same",
                        fix="do so: python -m pipeline confirm").of("translation-out-of-step")


def _unconfirmed(source: Source) -> Iterator[Finding]:
    for fact in source.publication.facts.values():
        if fact.confirm_before_release:
            yield error(source.tree.entry_place(_FACTS, "facts", fact.id, "confirm_before_release"),
                        f"the fact “{fact.id}” has to be confirmed before it is released",
                        why=fact.note or "the ledger asks for it",
                        fix="confirm it, write who did so and when under `checked`, then take out"
                            " `confirm_before_release`").of("fact-to-confirm")


def _cards(source: Source, products: Iterable[Product]) -> Iterator[Finding]:
    """Yield for each card what keeps it from passing, once for all products of which the same is to be said."""
    said: dict[tuple[str, str, str, str], list[FilledCard]] = {}
    for each in filled(source.publication.review, products):
        if each.open:
            told = f"nobody has answered {', '.join(str(item.number) for item in each.open)}"
            said.setdefault((each.card.id, each.language, "open", told), []).append(each)
        elif (each.score or 0) < each.card.passes:
            against = ", ".join(map(str, each.against))
            told = f"{each.score or 0} percent, and {each.card.passes} are asked for; no to {against}"
            said.setdefault((each.card.id, each.language, "score", told), []).append(each)
    for (card, tag, rule, told), cards in said.items():
        names = ", ".join(each.channel for each in cards[:_NAMED])
        more = f" and {len(cards) - _NAMED} more" if len(cards) > _NAMED else ""
        place, message = source.tree.entry_place(_REVIEW, "cards", card), f"{cards[0].card.name}, “{tag}”: {told}"
        if rule == "open":
            yield error(place, f"{message} ({names}{more})", why="a machine cannot tell whether people understand it",
                        fix="have a person enter answer, name and date there").of("card-open")
        else:
            yield error(place, f"{message} ({names}{more})",
                        why="readers would not understand it, or not know what to do",
                        fix="mend what these questions ask for; see: .venv/bin/python -m pipeline review",
                        ).of("card-score")
