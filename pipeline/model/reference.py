"""One reference as CSL-YAML has it: the fields that pandoc's citeproc prints, each of the type that it takes."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasGenerator, BeforeValidator, ConfigDict, Field, StrictInt

from pipeline.model.entry import Entry, Id, Words

#: Authors that a short reference names.
_MOST_NAMES = 2
_Part = Annotated[StrictInt, Field(ge=1, le=9999)]
#: What a reference can be (CSL 1.0.2, appendix III); any other name is set like a document without a word.
Kind = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage"]


def _is_day(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the parts of a date; raises ValueError where the calendar has no such day."""
    datetime.date(*(*parts, 1, 1)[:3])
    return parts


def _as_written(value: Any) -> Any:
    """Return what is given; raises ValueError for 2.10 and 1e3, of which YAML keeps the number, not the writing."""
    if isinstance(value, float):
        raise ValueError(f"it is read as the number {value}, not as it is written; put it in quotation marks")
    return value


_Words = Annotated[Words, BeforeValidator(_as_written)]


class _Csl(Entry):
    """CSL names its fields with hyphens, and takes a whole number where words are meant."""

    model_config = ConfigDict(coerce_numbers_to_str=True,
                              alias_generator=AliasGenerator(alias=lambda name: name.replace("_", "-")))


class Name(_Csl):
    """A person (family and given) or a body (literal)."""

    family: _Words | None = None
    given: _Words | None = None
    literal: _Words | None = None


class Day(_Csl):
    """Year, month and day, as far as they are known."""

    date_parts: tuple[Annotated[tuple[_Part, ...], Field(min_length=1, max_length=3), AfterValidator(_is_day)],
                      ...] = Field(min_length=1)


class Reference(_Csl):
    """An entry of references.yaml; what a style prints from it is citeproc's affair."""

    id: Id
    type: Kind
    title: _Words
    author: tuple[Name, ...] = Field(())
    editor: tuple[Name, ...] = Field(())
    issued: Day | None = None
    accessed: Day | None = None
    container_title: _Words | None = None
    publisher: _Words | None = None
    publisher_place: _Words | None = None
    edition: _Words | None = None
    volume: _Words | None = None
    issue: _Words | None = None
    page: _Words | None = None
    number: _Words | None = None
    DOI: str | None = Field(None, pattern=r"^10\.\d{4,9}/\S+$", description="the DOI without the address before it")
    PMID: _Words | None = None
    PMCID: _Words | None = None
    ISBN: _Words | None = None
    URL: str | None = Field(None, pattern=r"^https?://[^/\s]+\S*$", description="an address, with https before it")
    note: _Words | None = None


def in_short(reference: dict[str, Any]) -> str:
    """Return who says it and in which year, as far as the reference gives them, else its title."""
    names = [str(each.get("literal") or each.get("family") or "") for each in reference.get("author") or ()]
    issued = reference.get("issued") or {}
    year = next((str(parts[0]) for parts in issued.get("date-parts") or () if parts), "")
    by = ", ".join(filter(None, names[:_MOST_NAMES])) or str(reference.get("title") or reference["id"])
    return f"{by} {year}".strip()
