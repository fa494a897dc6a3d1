"""A card filled in for one language: who answered what, what is open, and how it scores."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.finding import Finding
from pipeline.model.measures import measured
from pipeline.model.publication import Publication
from pipeline.model.review import Answer, Card, Item, Judgement


@dataclass(frozen=True)
class Reply:
    """The answer to one question (None while nobody answered), by whom, and what a measure saw."""

    item: Item
    answer: Answer | None
    by: str


@dataclass(frozen=True)
class FilledCard:
    """A card with its replies in one language."""

    card: Card
    language: str
    replies: tuple[Reply, ...]

    @property
    def open(self) -> tuple[Item, ...]:
        """Return the questions that wait for a person."""
        return tuple(reply.item for reply in self.replies if reply.answer is None)

    @property
    def score(self) -> int | None:
        """Return the percent of agreement among the items that apply; None while questions are open."""
        counted = [reply.answer for reply in self.replies if reply.answer != "not-applicable"]
        if self.open or not counted:
            return None
        return 100 * counted.count("agree") // len(counted)

    @property
    def is_passed(self) -> bool:
        """Tell whether the score is known and high enough."""
        return self.score is not None and self.score >= self.card.passes


def filled(publication: Publication, tag: str, findings: Iterable[Finding]) -> tuple[FilledCard, ...]:
    """Return every card of the review, filled in for one language; `findings` are those of the source."""
    known = list(findings)
    return tuple(FilledCard(card, tag, tuple(_reply(item, publication, tag, known) for item in card.items))
                 for card in publication.review.cards)


def _reply(item: Item, publication: Publication, tag: str, findings: list[Finding]) -> Reply:
    if item.measure:
        found = measured(item.measure, publication, tag, findings)
        return Reply(item, found.answer, f"machine: {found.saw}")
    given = item.answers.get(tag, Judgement())
    if given.is_given:
        return Reply(item, given.answer, f"{given.name}, {given.date}")
    return Reply(item, None, "")
