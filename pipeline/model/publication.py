"""Everything in `source/`: identity, order, facts, languages, channels, imprints."""

import datetime
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, RootModel

from pipeline.model.channel import Channel
from pipeline.model.confirmation import Confirmed, Open, Unit
from pipeline.model.entry import Entry, Id, Words
from pipeline.model.finding import Place
from pipeline.model.imprint import Imprint
from pipeline.model.ledger import Fact
from pipeline.model.reference import Reference
from pipeline.model.review import Review
from pipeline.model.risk_figure import FigureWords
from pipeline.model.source_tree import SourceTree
from pipeline.model.translation import Pair, Translated
from pipeline.model.tree import Element, Elements, Walked, attributes, is_picture
from pipeline.model.writing import LATIN, Writing


class Licence(Entry):
    """Under which terms the content may be used."""

    id: Words = Field(description="SPDX identifier")
    name: Words
    url: Words


class Statements(Entry):
    """What a publication tells its readers of itself, in one language; nobody is told what is left out."""

    changes: Words | None = Field(None, description="what is new since the last version that readers have")
    funding: Words | None = Field(None, description="who paid for it")
    interests: Words | None = Field(None, description="what else binds those who wrote it")


class Subject(Entry):
    """What the publication is about, as a shop or a library sorts it."""

    authority: Words = Field(description="who keeps the list: BISAC, Thema, or the address of another (EPUB 3.3, D.3)")
    code: Words = Field(description="the term's code in that list")
    words: Words = Field(description="the term in that list's own words")


class Conformance(Entry):
    """Who found the e-book to keep to a standard that no program can test whole (EPUB Accessibility 1.1, 5)."""

    standard: Words = Field(
        pattern=r"^EPUB Accessibility 1\.[01] - WCAG 2\.[0-2] Level (A|AA|AAA)$",
        description="as the standard has it be written: EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
    by: Words = Field(description="the person or body that tested it")
    on: datetime.date = Field(description="the day of the test")


class Identity(Entry):
    """publication.yaml: what this publication is and in which order it is told."""

    id: Id
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$", description="three numbers: 1.2.0")
    published: datetime.date
    next_review: datetime.date = Field(description="at most three years after `published` (PIF TICK)")
    publisher: Words
    identifier: Words = Field(description="a lasting name; the e-book's UUID is made from it")
    licence: Licence
    subjects: tuple[Subject, ...] = Field((), description="for shops and libraries")
    audience: Literal["general", "professional"] = Field("general", description="whom shops and libraries keep it for")
    conformance: Conformance | None = Field(
        None, description="the standard that a person found the e-book to keep to; left out until somebody did")
    languages: tuple[str, ...] = Field(
        min_length=1, description="BCP 47 tags; each has a folder; all others are translated from the first")
    drafts: tuple[str, ...] = Field(
        (), description="those of `languages` that are not finished: what they have is built, and stops nobody")
    spine: tuple[Id, ...] = Field(description="topics in order")
    calls: Id | None = Field(
        None, description="the topic that says when to call; sheets about other topics carry its key points")
    opens: Id | None = Field(
        None, description="the topic with the main message, first of the spine")
    web: str | None = Field(None, max_length=200, pattern=r"^https?://\S+$",  # a longer one makes no code that reads
                            description="the address of its web version, with https")
    feedback: str | None = Field(None, pattern=r"^(https?://\S+|[^\s@:]+@[^\s@:]+\.[^\s@:]+)$",
                                 description="the mail address, or web address with https, to say what is wrong")
    statements: dict[str, Statements] = Field({}, description="BCP 47 tag -> what readers are told of the guide itself")

    @property
    def original(self) -> str:
        """Return the language that the others are translated from."""
        return self.languages[0]

    @property
    def translations(self) -> tuple[str, ...]:
        """Return the languages that are translated from it."""
        return self.languages[1:]


class Term(Entry):
    """A technical term and its explanation."""

    id: Id
    term: Words
    also: tuple[str, ...] = Field((), description="other spellings that readers meet")
    definition: Words = Field(description="Markdown, one or two short sentences, no figures")


class Glossary(Entry):
    """<language>/glossary.yaml."""

    terms: tuple[Term, ...]


class Passive(Entry):
    """How a language whose passive is a form of `be` and a participle words it; English alone."""

    be: tuple[str, ...] = Field(description="the forms of be, contractions too: is, were, been, they're")
    between: tuple[str, ...] = Field((), description="words that may stand between, beside those in -ly: not, often")
    subjects: tuple[str, ...] = Field((), description="words that a subject begins with, in a question: the, your, it")
    participles: tuple[str, ...] = Field(description="participles that do not end in -ed: given, made")
    states: tuple[str, ...] = Field((), description="words like participles that tell a state: worried, tired")
    needed: tuple[str, ...] = Field((), description="passive phrases that an exact meaning needs: as they stand")


class Negation(Entry):
    """How a language negates, so that no text says the reverse of its fact."""

    words: tuple[str, ...] = Field(description="words that reverse a statement: not, never, without, untreated")
    endings: tuple[str, ...] = Field((), description="endings of words that do: n't")
    optional: dict[str, tuple[str, ...]] = Field(
        {}, description="fact -> phrases that negate something beside its point: a text may leave them out")


class Ease(Entry):
    """A formula for how easily a text reads: the higher, the easier."""

    name: Words
    constant: float
    syllables_a_word: float = Field(description="what each syllable of the mean word adds; below 0")
    words_a_sentence: float = Field(description="what each word of the mean sentence adds; below 0")
    warning_below: float | None = None
    error_below: float | None = None


class Reading(Entry):
    """How syllables are counted in a language, and by which formulas its texts are measured."""

    nuclei: re.Pattern[str] = Field(description="regular expression, in small letters: each match is one syllable")
    silent: re.Pattern[str] | None = Field(None, description="regular expression: letters that are not spoken")
    ease: tuple[Ease, ...] = Field(min_length=1, description="those without lines are told beside the others")


class Wording(Entry):
    """<language>/wording.yaml: how this language says qualifiers, numbers and units, and what keeps it plain."""

    qualifiers: dict[str, tuple[str, ...]] = Field(description="id -> wordings equal in meaning")
    items: dict[str, tuple[str, ...]] = Field({}, description="id of what a fact lists -> wordings equal in meaning")
    numbers: dict[str, str] = Field(description="words that are figures -> digits")
    ones: tuple[str, ...] = Field(("one",), description="words that are the figure 1 before a unit")
    units: tuple[str, ...] = Field(description="words before which one of `ones` is a figure")
    decimal: Literal[".", ","] | None = Field(
        None, description="the sign before a fraction; none: the one that CLDR gives for the language")
    same_units: tuple[tuple[str, ...], ...] = Field(
        (), description="words for one unit, the ledger's among them: [percent, per cent, %]")
    out_of: tuple[str, ...] = Field(("of", "of every"), description="words before out of how many: 50 of every 100")
    before_figure: tuple[str, ...] = Field(
        (), description="qualifiers whose words count right before a figure alone: up-to, not “up to now”")
    lower_case: tuple[str, ...] = Field(
        (), description="wordings that are another word with a capital inside a sentence: may, not May")
    no_figures: tuple[str, ...] = Field(
        (), description="names and idioms whose number is no figure: COVID-19, second opinion; in small letters they "
                        "are met in any case, with a capital as written")
    longest_sentence: int | None = Field(None, gt=0, description="words in a sentence; none: length is not examined")
    avoid: dict[str, str] = Field({}, description="word that readers may not know -> its plain form")
    names: tuple[str, ...] = Field((), description="drugs, genes, organisations in their only spelling")
    brands: dict[str, str] = Field({}, description="brand name of a drug -> its generic name")
    spellings: tuple[str, ...] = Field((), description="words, no terms, that others spell differently: pediatric")
    negation: Negation | None = Field(None, description="how the language negates; none: negations are not examined")
    passive: Passive | None = Field(None, description="English alone; none: the passive voice is not examined")
    syllables: dict[str, int] | None = Field(
        None, description="English alone: word -> its syllables, where counting vowels errs; none: no reading level")
    reading: Reading | None = Field(None, description="any other language: how easily it reads; none: not measured")

    @property
    def is_measured(self) -> bool:
        """Tell whether anything measures how easily this language reads."""
        return self.syllables is not None or self.reading is not None


class Labels(RootModel[dict[str, str]]):
    """<language>/labels.yaml: every word that the interface prints."""


class ReferenceList(Entry):
    """references.yaml: CSL-YAML, read by pandoc's citeproc."""

    references: tuple[Reference, ...]

#: The boxes of a topic; their headings are labels of the same name.
BOXES = ("key-points", "ask-your-team", "call-your-team")
#: The box of steps that follow one another; it has no heading of its own.
PATH = "path"
#: Every class that a fenced div of the source may have.
DIVS = (*BOXES, PATH, "sms", "table", "groups", "long-description", "only")


def opening_box(blocks: Elements) -> Element:
    """Return the block with which a topic opens, behind its title and its picture: a box, where all is in order."""
    rest = [each for each in blocks[:3] if each["t"] != "Header" or each["c"][0] != 1]
    rest = rest[1:] if rest and is_picture(rest[0]) else rest
    return rest[0] if rest else {"t": "Null"}


@dataclass(frozen=True, eq=False)
class Topic(Walked):
    """One chapter in one language; `blocks` holds no title; equal to itself alone."""

    id: str
    path: str
    title: Elements
    blocks: Elements

    @classmethod
    def read(cls, path: str, blocks: Elements) -> "Topic":
        """Return the topic of a file; its title is its first heading of level 1."""
        title = next((each for each in blocks if each["t"] == "Header" and each["c"][0] == 1), None)
        name = path.rpartition("/")[2].removesuffix(".md")
        return cls(name, path, title["c"][2] if title else [], [each for each in blocks if each is not title])

    def anchor(self, heading: Element) -> str:
        """Return what a link calls a section: `topic--section`."""
        return f"{self.id}--{attributes(heading)[0]}"

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return what links can lead to: the topic itself, and each of its sections."""
        return frozenset({self.id, *(self.anchor(each) for each in self.branches if each["t"] == "Header")})


@dataclass(frozen=True, eq=False)
class Language:
    """The publication in one language, as pandoc read it; equal to itself alone."""

    tag: str
    labels: dict[str, str]
    terms: tuple[Term, ...]
    wording: Wording
    topics: dict[str, Topic]
    definitions: dict[str, Elements]
    references: dict[str, Elements]
    figures: dict[str, FigureWords]
    writing: Writing = LATIN


@dataclass(frozen=True)
class Publication:
    """The whole source, read and checked for form; `figures` gives the path of each picture and its SHA-256.

    `confirmed` holds by language what people confirmed, under "" what all languages share; nothing where nobody ever
    confirmed anything; `open_words` are those of their units that have changed since. `translated` holds by language
    from which words of the original its units were made, `out_of_step` those that are no longer, and what is missing;
    `displaced` would stand beside other words than their original's in a product in both languages.
    """

    identity: Identity
    review: Review
    facts: dict[str, Fact]
    references: tuple[dict[str, Any], ...]
    channels: tuple[Channel, ...]
    imprints: dict[str, Imprint]
    languages: dict[str, Language]
    figures: dict[str, str]
    confirmed: dict[str, Confirmed]
    translated: dict[str, Translated] = field(default_factory=dict)
    open_words: tuple[Open, ...] = ()
    out_of_step: tuple[Pair, ...] = ()
    displaced: tuple[Pair, ...] = ()


@dataclass(frozen=True, eq=False)
class Source:
    """A publication and the files it was read from, so that a check can say where; equal to itself alone.

    `today` is the calendar's day, where somebody asks what is due; a build must not know it. `held_back` are the ids of
    channels whose own file has an error, so that nothing is made of them.
    """

    tree: SourceTree
    publication: Publication
    today: datetime.date | None = None
    held_back: frozenset[str] = frozenset()

    @property
    def held_on(self) -> datetime.date:
        """Return the day that the source is held against: today, or the day of publication if that is later."""
        published = self.publication.identity.published
        return max(published, self.today or published)

    def place_of(self, unit: Unit) -> Place:
        """Return where a unit of words stands, as exactly as it is known."""
        path = f"source/{unit.path}"
        if unit.at:
            _, line, column = unit.at.rsplit(":", 2)
            return Place(path, int(line), int(column))
        return self.tree.place(path, unit.entry) if unit.entry else Place(path)
