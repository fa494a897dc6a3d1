"""What the report shows of a publication: its products and what was found of them, its facts, whose word is missing."""

from dataclasses import dataclass

from pipeline.model import media_type
from pipeline.model.channel import Channel
from pipeline.model.finding import Finding
from pipeline.model.manuscript import Edition
from pipeline.model.tree import plain_text

#: Who uses a product, in the order of the report.
GROUPS = ("Print shops", "Clinics and families, on paper", "Clinics, one topic at a visit", "Screens",
          "Clinics that edit or paste", "Readers of braille", "Bookshops and libraries", "Others")
_BY_TYPE = {media_type.EPUB: 3, media_type.HTML: 3, media_type.BRAILLE: 5, media_type.ONIX: 6, media_type.MARC: 6}


@dataclass(frozen=True)
class Making:
    """What is kept of making a product: the pages that state each fact, and how long a processor worked at it.

    `rules` are those that the build asked, `left` those that it leaves to `check`, or whose validator is missing.
    """

    pages_by_fact: dict[str, tuple[int, ...]]
    cpu_s: float
    rules: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a validator of full depth says of a product; None where nobody has asked it since the product was made."""

    rule: str
    findings: tuple[Finding, ...] | None


@dataclass(frozen=True)
class Card:
    """One product: its files, what was measured of it, what was found.

    `path` is below build/, so are those of `companions`; `column` is its channel, `topic` what it is about, if it is
    about one topic alone. `thumbnails` are below the report's folder, one a page from the first. `slack_mm` gives by
    panel the height that is left, `grades` are Flesch-Kincaid's and SMOG's. `rules` counts those that the build asked.
    """

    path: str
    name: str
    group: int
    language: str
    column: str
    topic: str
    state: str
    bytes: int
    pages: int | None
    sha256: str
    companions: tuple[str, ...]
    thumbnails: tuple[str, ...]
    slack_mm: tuple[tuple[str, float], ...]
    grades: tuple[float, float] | None
    rules: int
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    cpu_s: float | None
    pages_by_fact: dict[str, tuple[int, ...]]

    @property
    def is_built(self) -> bool:
        """Tell whether the product is there."""
        return self.state != "not built"


@dataclass(frozen=True)
class Row:
    """One fact of the ledger."""

    id: str
    statement: str


@dataclass(frozen=True)
class InLanguage:
    """How one language stands: topics that are there, words that nobody confirmed, who approved it, who has not."""

    tag: str
    topics: int
    is_confirmed_at_all: bool
    open: int
    approvals: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class OpenWords:
    """A unit of words that nobody has held against its source: where it stands, what it says, what was there before."""

    at: str
    words: str
    before: str


@dataclass(frozen=True)
class Overview:
    """All that the report shows; `built` are the paths that the last build made anew."""

    title: str
    version: str
    published: str
    next_review: str
    topics: int
    cards: tuple[Card, ...]
    facts: tuple[Row, ...]
    languages: tuple[InLanguage, ...]
    open_words: tuple[OpenWords, ...]
    built: tuple[str, ...]


def named(edition: Edition) -> str:
    """Return what people call a product: its channel's name, and of which topic it is."""
    topic = f": {plain_text(edition.topics[0].title)}" if edition.channel.per_topic and edition.topics else ""
    return f"{edition.channel.name}{topic}"


def group_of(channel: Channel, kind: str) -> int:
    """Return the number of the group that uses a channel's files of a media type."""
    if channel.press:
        return 0
    if kind == media_type.PDF:
        return 2 if channel.per_topic else 1
    if kind == media_type.WORD or (kind.startswith("text/") and kind not in _BY_TYPE):
        return 4
    return _BY_TYPE.get(kind, len(GROUPS) - 1)
