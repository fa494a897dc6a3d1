"""A card filled in for one product: who answered what, what is open, how it scores."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.measures import Product, measured
from pipeline.model.review import Answer, Card, Item, Judgement, Review


@dataclass(frozen=True)
class Reply:
    """The answer to one question (None while nobody answered), by whom, and what a measure saw."""

    item: Item
    answer: Answer | None
    by: str


@dataclass(frozen=True)
class FilledCard:
    """A card with its replies for one product."""

    card: Card
    channel: str
    language: str
    replies: tuple[Reply, ...]

    @property
    def open(self) -> tuple[Item, ...]:
        """Return the questions that wait for a person."""
        return tuple(reply.item for reply in self.replies if reply.answer is None)

    @property
    def against(self) -> tuple[int, ...]:
        """Return the numbers of the questions whose answer is no."""
        return tuple(reply.item.number for reply in self.replies if reply.answer == "disagree")

    @property
    def points(self) -> tuple[int, int]:
        """Return how many answers are yes so far, and how many questions apply or are open."""
        counted = [reply.answer for reply in self.replies if reply.answer != "not-applicable"]
        return counted.count("agree"), len(counted)

    @property
    def score(self) -> int | None:
        """Return the percent of agreement among the items that apply; None while questions are open."""
        agreed, counted = self.points
        return None if self.open or not counted else 100 * agreed // counted


def filled(review: Review, products: Iterable[Product]) -> tuple[FilledCard, ...]:
    """Return every card of the review, filled in for each product."""
    judged = tuple(products)
    return tuple(FilledCard(card, product.channel, product.language, tuple(_replies(card, product)))
                 for card in review.cards for product in judged)


def _replies(card: Card, product: Product) -> list[Reply]:
    """Return the answers in order; one that counts on an item above that is answered no is no, too."""
    replies: dict[int, Reply] = {}
    for item in card.items:
        above = replies.get(item.needs or 0)
        if above and above.answer == "disagree":
            replies[item.number] = Reply(item, "disagree", f"the answer to {item.needs} is no")
        else:
            replies[item.number] = _reply(item, product)
    return list(replies.values())


def _reply(item: Item, product: Product) -> Reply:
    found = measured(item.measure, product) if item.measure else None
    if found and found.answer:
        return Reply(item, found.answer, f"machine: {found.saw}")
    given = item.answers.get(f"{product.language}/{product.channel}") or item.answers.get(product.language, Judgement())
    if None not in (given.answer, given.name, given.date):
        return Reply(item, given.answer, f"{given.name}, {given.date}")
    return Reply(item, None, f"machine: {found.saw}" if found else "")
