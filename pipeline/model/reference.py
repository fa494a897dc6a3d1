"""One reference as CSL-YAML has it: the fields that pandoc's citeproc prints, each of the type that it takes."""

from typing import Annotated

from pydantic import AliasGenerator, ConfigDict, Field, StrictInt

from pipeline.model.entry import Entry, Id, Words

_Part = Annotated[StrictInt, Field(ge=1, le=9999)]


class _Csl(Entry):
    """CSL names its fields with hyphens, and takes a number where words are meant."""

    model_config = ConfigDict(coerce_numbers_to_str=True,
                              alias_generator=AliasGenerator(alias=lambda name: name.replace("_", "-")))


class Name(_Csl):
    """A person (family and given) or a body (literal)."""

    family: Words | None = None
    given: Words | None = None
    literal: Words | None = None


class Day(_Csl):
    """Year, month and day, as far as they are known."""

    date_parts: tuple[Annotated[tuple[_Part, ...], Field(min_length=1, max_length=3)], ...] = Field(min_length=1)


class Reference(_Csl):
    """An entry of references.yaml; what a style prints from it is citeproc's affair."""

    id: Id
    type: Words = Field(description="article-journal, webpage, report, book, document ...")
    title: Words
    author: tuple[Name, ...] = Field(())
    editor: tuple[Name, ...] = Field(())
    issued: Day | None = None
    accessed: Day | None = None
    container_title: Words | None = None
    publisher: Words | None = None
    publisher_place: Words | None = None
    edition: Words | None = None
    volume: Words | None = None
    issue: Words | None = None
    page: Words | None = None
    number: Words | None = None
    DOI: Words | None = None
    PMID: Words | None = None
    PMCID: Words | None = None
    ISBN: Words | None = None
    URL: Words | None = None
    note: Words | None = None
