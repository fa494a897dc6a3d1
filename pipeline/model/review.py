"""review.yaml: whose word a release needs, who gave it, and the cards on which the guide's clarity is judged."""

import datetime
from typing import Literal

from pydantic import Field

from pipeline.model.entry import Entry, Id, Words

#: The answers of PEMAT; the CDC's index says yes, no and not applicable.
Answer = Literal["agree", "disagree", "not-applicable"]
#: What a machine can judge; model/measures.py says how.
Measure = Literal["actions", "captions", "chunks", "denominators", "everyday-words", "key-points-first", "lists",
                  "main-message-first", "no-passive", "pictures", "simple-tables", "take-along-list"]


class Role(Entry):
    """Somebody without whose word nothing is released."""

    id: Id = Field(description="each language names it in the label role-<id>")
    who: Words = Field(description="what such a person has learned, for those who look for one; not printed")
    vouches: Words = Field(description="what the approval says; not printed")


class Approval(Entry):
    """A person's word that exactly this content is right; one changed word ends it."""

    language: Words = Field(description="BCP 47 tag of the language that was read")
    role: Id = Field(description="an id of `required`")
    name: Words = Field(description="printed in the colophon")
    date: datetime.date
    digest: str = Field(pattern=r"^[0-9a-f]{64}$", description="the digest that `pipeline review` prints")


class Judgement(Entry):
    """A person's answer to one question; it counts when all three are there."""

    answer: Answer | None = None
    name: Words | None = None
    date: datetime.date | None = None


class Item(Entry):
    """One question of a card: a measure answers it for each product, or a person for each language or product."""

    number: int = Field(gt=0, description="as the card counts")
    asks: Words = Field(description="the question in our words; the card's own stand at its `source`")
    measure: Measure | None = Field(None, description="what answers it, where it can; else a person does")
    needs: int | None = Field(None, description="number of an item above: where that is answered no, this one is, too")
    answers: dict[str, Judgement] = Field(
        {}, description="BCP 47 tag, or tag/channel for one product -> a person's answer, name and date")


class Card(Entry):
    """A published list of questions about how well readers can understand a text or act on it."""

    id: Id
    name: Words
    source: Words = Field(description="where the card is published")
    passes: int = Field(gt=0, le=100, description="percent of the items that apply which have to agree")
    items: tuple[Item, ...]


class Review(Entry):
    """review.yaml: nothing is entered here but what a person really said."""

    required: tuple[Role, ...] = Field(min_length=1, description="whose word a release needs, in every language")
    approvals: tuple[Approval, ...] = Field(description="empty until somebody really approved something")
    cards: tuple[Card, ...] = Field(())
