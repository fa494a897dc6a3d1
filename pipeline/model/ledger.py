"""The ledger: each medical statement with its figures, qualifiers, sources and the day it was checked."""

import datetime

from pydantic import Field

from pipeline.model.entry import Entry, Id, Words


class Figure(Entry):
    """A number that a fact gives."""

    value: str = Field(pattern=r"^[0-9][0-9.,-]*$", description="digits as printed: 50, 1-800-955-4572")
    unit: Words = Field(description="percent, months, years, kinds, ordinal, phone")
    of: str = Field("", description="the population that the number counts")
    within: str = Field("", description="the time frame of the number")
    optional: bool = Field(False, description="true: a text that states the fact may leave the number out")


class Source(Entry):
    """Where a fact comes from: a reference and the part of it."""

    ref: Id = Field(description="an id in references.yaml")
    locator: str = Field("", description="section or page of the reference")


class Fact(Entry):
    """One medical statement, and what every text about it has to keep."""

    id: Id
    statement: Words = Field(description="the fact in one sentence, for those who keep the ledger; not printed")
    numbers: tuple[Figure, ...] = Field(())
    qualifiers: tuple[Id, ...] = Field((), description="ids worded in <language>/wording.yaml")
    sources: tuple[Source, ...] = Field(())
    checked: datetime.date = Field(description="the day somebody compared the statement with its sources")
    confirm_before_release: bool = False
    note: str = ""


class Ledger(Entry):
    """facts.yaml."""

    facts: tuple[Fact, ...]
