"""An edition and its content as a pandoc AST: the narrow waist that every format is written from."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal

from pipeline.model import side_by_side
from pipeline.model.channel import Channel
from pipeline.model.contract import Contract
from pipeline.model.finding import Place
from pipeline.model.fold import FoldedSheet
from pipeline.model.imprint import Imprint
from pipeline.model.ledger import Fact
from pipeline.model.publication import Identity, Language, Topic, Wording
from pipeline.model.standing import Standing, told
from pipeline.model.tree import (
    Element,
    Elements,
    Walked,
    attributes,
    fact_of,
    is_div,
    notes_in,
    plain_text,
    rewrite,
    walk,
    words_alone,
)
from pipeline.model.wording import UNSEEN

#: Where an element was read from, in JSON.
_AT = re.compile(r', "at": "(?:[^"\\]|\\.)*"')
SectionKind = Literal["cover", "contents", "topic", "questions", "glossary", "references", "contact", "colophon"]


@dataclass(frozen=True)
class Described:
    """A product that a record for libraries is about: its document's number, what kind of file it is."""

    document: str
    media_type: str
    lists_pages: bool


@dataclass(frozen=True)
class Edition:
    """One Channel x Language x Imprint, fully resolved: which parts and topics, which settings, which file.

    `sources` gives each reference in a few words; `calls` is what a product about another topic tells of when to call.
    A draft says something that nobody has confirmed. `beside` says the same in the language that stands beside it, the
    edition of that language the tag of the other (`stands_beside`).
    """

    id: str
    output: str
    channel: Channel
    contract: Contract
    language: Language
    imprint: Imprint
    identity: Identity
    standing: Standing
    facts: dict[str, Fact]
    references: tuple[str, ...]
    sources: dict[str, str]
    parts: tuple[str, ...]
    topics: tuple[Topic, ...]
    calls: Topic | None = None
    is_draft: bool = False
    described: tuple[Described, ...] = ()
    beside: "Edition | None" = None
    stands_beside: str = ""

    @property
    def languages(self) -> tuple[Language, ...]:
        """Return its language, behind the one that stands beside it, in the order of reading."""
        return (*(self.beside.languages if self.beside else ()), self.language)

    @property
    def tags(self) -> tuple[str, str]:
        """Return the tags of its languages where it has two, in the order of reading."""
        return self.languages[0].tag, self.language.tag

    @property
    def labels(self) -> dict[str, str]:
        """Return what stands for all of it: its labels, in both languages where it has two."""
        if self.beside is None:
            return self.language.labels
        return {key: " / ".join(dict.fromkeys((self.beside.labels.get(key, label), label)))
                for key, label in self.language.labels.items()}

    def wording_in(self, tag: str) -> Wording:
        """Return the wording of one of its languages; its own where the tag is of none of them."""
        return next((each.wording for each in self.languages if each.tag == tag), self.language.wording)

    @property
    def told_topics(self) -> tuple[Topic, ...]:
        """Return all that it tells: its topics, and what another tells of when to call."""
        return (*self.topics, *([self.calls] if self.calls else []))

    @property
    def can_draw(self) -> bool:
        """Tell whether the product can show a drawing; a text to paste, whose lines nobody keeps, says it in words."""
        return self.contract.draws and (self.channel.text is None or self.channel.text.lines == "wrapped")

    @property
    def sheet(self) -> FoldedSheet:
        """Return the folded sheet, its panels where the language looks for them; raises ValueError where none is."""
        if self.channel.fold is None:
            raise ValueError(f"channel {self.channel.id} names no fold")
        sheet = self.channel.fold.sheet
        return sheet.mirrored() if self.language.writing.is_right_to_left else sheet

    @property
    def version(self) -> str:
        """Return the version in the words of the language."""
        return self.language.labels["colophon-version"].format(version=self.identity.version)

    @property
    def document(self) -> str:
        """Return the number of the document: its product, language and topic, whoever hands it out."""
        topic = self.topics[0].id if self.channel.per_topic else None
        return "-".join(filter(None, (self.channel.id, self.stands_beside or self.language.tag, topic)))

    @property
    def running_title(self) -> str:
        """Return what each page says of the product: title, version and document."""
        return " · ".join((self.labels["title"], self.version, self.document))

    def folio(self, page: int | str, pages: int | str) -> str:
        """Return what a page says of its number, a line for each language."""
        return "\n".join(each.labels["page"].format(page=page, pages=pages) for each in self.languages)

    @property
    def description(self) -> str:
        """Return what a product says of itself where its words are not seen: what it tells, and who has reviewed it."""
        labels = self.language.labels
        draft = f"{labels['draft-words']} " if self.is_draft else ""
        before = f"{self.beside.description} " if self.beside else ""
        return f"{before}{draft}{labels['description']} {told(self.standing, labels)}"


@dataclass(frozen=True)
class Section(Walked):
    """One part of a manuscript: a title (empty on a cover) and its blocks, without the title's heading."""

    id: str
    kind: SectionKind
    title: Elements
    blocks: Elements

    @property
    def label(self) -> Elements:
        """Return the title as contents, outlines and other sections print it: its words alone."""
        return words_alone(self.title)


def listed(sections: Iterable[Section]) -> list[Section]:
    """Return the sections that contents list: all that have a title, but the contents themselves."""
    return [each for each in sections if each.title and each.kind != "contents"]


def with_numbered_notes(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections, each note with its number in the edition; one that is called twice in a section has one."""
    if not any(True for each in sections for _ in notes_in([each.title, each.blocks])):
        return sections
    numbers: dict[tuple[str, str], int] = {}

    def numbered(content: Elements, section: str) -> Elements:
        def change(note: Element) -> Elements:
            return [{**note, "number": numbers.setdefault((section, _bare(note)), len(numbers) + 1)}]

        return rewrite(content, change, ("Note",))

    return tuple(replace(each, title=numbered(each.title, each.id), blocks=numbered(each.blocks, each.id))
                 for each in sections)


def _bare(note: Element) -> str:
    """Return a note as text that is the same wherever it stands, whether or not places are known."""
    return _AT.sub("", json.dumps(note["c"]))


def title_and_rest(blocks: Elements) -> tuple[Elements, Elements]:
    """Return what names the publication on a cover, and what else stands there; text begins with the first."""
    titles = [each for each in blocks if is_div(each, "title") or is_div(each, "subtitle")]
    return titles, [each for each in blocks if each not in titles]


@dataclass(frozen=True)
class Manuscript:
    """What an edition says, in order; two manuscripts with equal sections print the same words.

    `printed` is the booklet whose page numbers this one lists, if it lists any.
    """

    edition: Edition
    sections: tuple[Section, ...]
    printed: "Manuscript | None" = None

    @cached_property
    def stated_facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that the text states, in each of its languages, each once, in order."""
        stated = dict.fromkeys(fact for section in self.sections for fact in section.facts)
        if self.edition.beside is None:
            return tuple(stated)
        said = [{fact for section in self.sections for fact in side_by_side.facts_said_in(section.blocks, each.tag)}
                for each in self.edition.languages]
        return tuple(fact for fact in stated if all(fact in each for each in said))

    @property
    def sources(self) -> dict[str, list[str]]:
        """Return the references behind each fact that the text states."""
        facts = self.edition.facts
        return {fact: [source.ref for source in facts[fact].sources] for fact in self.stated_facts if fact in facts}

    def place_of(self, words: str) -> Place:
        """Return where words first stand: in the source as exactly as it is known, else in the product.

        A word may be parted in the source, by a soft hyphen or by marks: `long**est**`.
        """
        found = self._first(lambda element: _holds(element, words))
        return found if found.path.startswith("source/") else self._first(_longest_piece(self.sections, words))

    def place_of_figure(self, path: str) -> Place:
        """Return where a drawing or picture is first shown: in the source as exactly as it is known."""
        return self._first(lambda element: element["t"] == "Image" and element["c"][2][0] == path)

    def place_of_fact(self, fact: str) -> Place:
        """Return where a fact is first stated: in the source as exactly as it is known."""
        return self._first(lambda element: fact_of(element) == fact)

    def place_of_name(self, name: str) -> Place:
        """Return where an element has a name, or else a link leads to it."""
        found = (self._first(lambda each: each["t"] in ("Header", "Div", "Span") and attributes(each)[0] == name),
                 self._first(lambda each: each["t"] == "Link" and each["c"][2][0] == f"#{name}"))
        return max(found, key=lambda place: place.path.startswith("source/"))

    def place_at(self, at: str, page: int = 0) -> Place:
        """Return a place that the layout knows: `path:line:column`, or the page of the product where that is empty."""
        if not at:
            return Place(f"build/{self.edition.output}", page=page)
        path, line, column = at.rsplit(":", 2)
        return Place(path, int(line), int(column))

    def _first(self, is_meant: Callable[[Element], bool]) -> Place:
        places = (self._place(section, element) for section in self.sections
                  for element in walk([section.title, section.blocks]) if is_meant(element))
        return next(places, Place(f"build/{self.edition.output}"))

    def _place(self, section: Section, element: Element) -> Place:
        if element.get("at"):
            path, line, column = element["at"].rsplit(":", 2)
            return Place(path, int(line), int(column))
        topic = next((topic for topic in self.edition.topics if topic.id == section.id), None)
        return Place(topic.path if topic else f"build/{self.edition.output}")


def _longest_piece(sections: Iterable[Section], words: str) -> Callable[[Element], bool]:
    """Return what knows the longest piece of words that stand in one block, in several elements."""
    whole = _without_unseen(words)
    blocks = (block for section in sections for block in walk([section.title, section.blocks])
              if block["t"] in ("Para", "Plain", "Header") and whole in _without_unseen(plain_text([block])))
    pieces = [each for each in walk(list(islice(blocks, 1))) if each["t"] == "Str"]
    shared = [each for each in pieces if (said := _without_unseen(each["c"])) in whole or whole in said]
    longest = max(shared, key=lambda each: len(each["c"]), default=None)
    return lambda element: element is longest


def _without_unseen(text: str) -> str:
    return UNSEEN.sub("", text)


def _holds(element: Element, words: str) -> bool:
    if element["t"] == "Link":
        return words in element["c"][2][0]
    return element["t"] == "Str" and words in element["c"]
