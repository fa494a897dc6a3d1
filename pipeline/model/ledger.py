"""The ledger: each medical statement with its figures, qualifiers and sources, and who held it against them when."""

import datetime

from pydantic import Field

from pipeline.model.entry import Entry, Id, Words

#: The unit of a telephone number, which a text may part as it likes.
PHONE = "phone"
#: Who looked at a fact and when; that somebody looked again changes nothing that readers are told.
BOOKKEEPING = {"checked", "note", "confirm_before_release"}


class Figure(Entry):
    """A number that a fact gives: out of how many, of whom, and in which time, as far as the source says so.

    Guidance has numbers, too: a temperature, a time of day, whom to call.
    """

    value: str = Field(pattern=r"^[+(]?[0-9][0-9 .,:()/-]*(\^-?[0-9]+)?$",
                       description="digits as printed: 50, 100.4, 8:30, 911; 10^9 for what a text writes as 10^9^")
    unit: Words = Field(description="percent, months, kinds, ordinal, °F, hours, a.m., phone")
    denominator: int | None = Field(None, gt=0, description="out of how many: 100 for every share of people")
    of: str = Field("", description="what the number measures, where it is no share of people: age, median survival")
    population: Words | None = Field(None, description="who was counted, as the source says it; none: it names nobody")
    time_frame: Words | None = Field(None, description="when, as the source says it; none: the source gives no time")
    optional: bool = Field(False, description="true: a text that states the fact may leave the number out")


class Source(Entry):
    """Where a fact comes from: a reference and the part of it."""

    ref: Id = Field(description="an id in references.yaml")
    locator: str = Field("", description="section or page of the reference")


class Checked(Entry):
    """Who compared a statement with its sources, when, and when to do so again."""

    by: Words = Field(description="a role; authors: those who keep this source, not a clinician")
    date: datetime.date
    look_again: datetime.date = Field(description="after `date`, and not after the publication's next review")


class Disagreement(Entry):
    """What another reference says instead."""

    ref: Id = Field(description="an id in references.yaml")
    says: Words = Field(description="what it says, and whose word the statement follows")


class Fact(Entry):
    """One medical statement, and what every text about it has to keep."""

    id: Id
    statement: Words = Field(description="the fact in one sentence, for those who keep the ledger; not printed")
    numbers: tuple[Figure, ...] = Field(())
    qualifiers: tuple[Id, ...] = Field((), description="ids worded in <language>/wording.yaml")
    items: tuple[Id, ...] = Field(
        (), description="what the statement lists; ids worded under `items` in <language>/wording.yaml")
    bindings: dict[Id, Words] = Field({}, description="qualifier -> the name that it belongs to: {somatic: PTPN11}")
    safety: bool = Field(False, description="true: each product that a family keeps states it")
    reached_by: Id | None = Field(None, description="the fact that says how to reach the help that this one promises")
    sources: tuple[Source, ...] = Field(())
    disagreements: tuple[Disagreement, ...] = Field((), description="references that say otherwise")
    checked: Checked
    confirm_before_release: bool = False
    note: str = ""

    @property
    def named_references(self) -> tuple[str, ...]:
        """Return the ids of the references that bear the fact out, then of those that say otherwise."""
        return (*(each.ref for each in self.sources), *(each.ref for each in self.disagreements))


class Ledger(Entry):
    """facts.yaml."""

    facts: tuple[Fact, ...]
