"""What keeps a publication from being released: each reason a finding that says whose turn it is."""

import datetime
from collections.abc import Iterable, Iterator

from pipeline.model.cards import filled
from pipeline.model.finding import Finding, Place, error
from pipeline.model.publication import Source
from pipeline.model.standing import standing

_REVIEW, _FACTS, _PUBLICATION = "source/review.yaml", "source/facts.yaml", "source/publication.yaml"


def missing(source: Source, today: datetime.date, findings: Iterable[Finding]) -> list[Finding]:
    """Return what is missing for a release on a day; `findings` are those of the source, which cards ask for."""
    return [*_approvals(source, today), *_never_confirmed(source), *_unconfirmed(source),
            *_cards(source, list(findings))]


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


def _unconfirmed(source: Source) -> Iterator[Finding]:
    for fact in source.publication.facts.values():
        if fact.confirm_before_release:
            yield error(source.tree.entry_place(_FACTS, "facts", fact.id, "confirm_before_release"),
                        f"the fact “{fact.id}” has to be confirmed before it is released",
                        why=fact.note or "the ledger asks for it",
                        fix="confirm it, write who did so and when under `checked`, then take out"
                            " `confirm_before_release`").of("fact-to-confirm")


def _cards(source: Source, findings: list[Finding]) -> Iterator[Finding]:
    for tag in source.publication.languages:
        for each in filled(source.publication, tag, findings):
            place = source.tree.entry_place(_REVIEW, "cards", each.card.id)
            if each.open:
                numbers = ", ".join(str(item.number) for item in each.open)
                yield error(place, f"{each.card.name}, “{tag}”: nobody has answered {numbers}",
                            why="a machine cannot tell whether people understand it",
                            fix="have a person enter answer, name and date there").of("card-open")
            elif (each.score or 0) < each.card.passes:
                against = [str(reply.item.number) for reply in each.replies if reply.answer == "disagree"]
                yield error(place, f"{each.card.name}, “{tag}”: {each.score or 0} percent, and {each.card.passes} are"
                                   f" asked for; no to {', '.join(against)}",
                            why="readers would not understand it, or not know what to do",
                            fix="mend what these questions ask for; see:"
                                " .venv/bin/python -m pipeline review").of("card-score")
