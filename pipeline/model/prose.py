"""What the prose of a source is made of: passages, the marks in them, and where each figure of a text stands."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from pipeline.model.authors_text import without_comments
from pipeline.model.characters import ADDRESS
from pipeline.model.finding import Place
from pipeline.model.idioms import without_idioms, without_names
from pipeline.model.ledger import Fact
from pipeline.model.publication import Language, Source, Topic
from pipeline.model.risk_figure import unknown_placeholders, worded
from pipeline.model.source_tree import SourceFile
from pipeline.model.tree import (
    BREAKS,
    SHIFTED,
    Element,
    Elements,
    Walked,
    div,
    fact_of,
    header,
    para,
    plain,
    plain_text,
)
from pipeline.model.units import Counted, counted, with_phones_whole
from pipeline.model.wording import figures_with_offsets

_ENDS = ("Para", "Plain", "Header")


@dataclass(frozen=True)
class Passage(Walked):
    """A run of prose: a topic with its title, the explanation of a term, words of a drawing, a label.

    `place` is where it begins.
    """

    language: Language
    place: Place
    blocks: Elements

    def place_of(self, element: Element, offset: int = 0) -> Place:
        """Return where an element stands, or the character at an offset in its words; else the passage's place."""
        path, _, spot = str(element.get("at", "")).partition(":")
        line, _, column = spot.partition(":")
        if path != self.place.path or not line.isdecimal():
            return self.place
        return Place(path, int(line), int(column) + offset)


@dataclass(frozen=True)
class Mark:
    """The words that a passage marks as the statement of a fact."""

    passage: Passage
    fact: str
    element: Element

    @property
    def text(self) -> str:
        """Return the marked words, those of marks inside it too."""
        return plain_text(self.element["c"][1])

    @property
    def place(self) -> Place:
        """Return where the mark opens."""
        return self.passage.place_of(self.element)


@lru_cache(maxsize=1)
def topics(source: Source) -> tuple[Passage, ...]:
    """Return the topics of every language, each with its title; the same ones for all checks."""
    def titled(topic: Topic) -> Elements:
        return [*([header(1, topic.title)] if topic.title else []), *topic.blocks]

    return tuple(Passage(language, Place(topic.path), titled(topic))
                 for language in source.publication.languages.values() for topic in language.topics.values())


@lru_cache(maxsize=1)
def passages(source: Source) -> tuple[Passage, ...]:
    """Return all prose: the topics, then the explanations of terms, then the words of drawings."""
    return (*topics(source), *explanations(source), *captions(source))


@dataclass(frozen=True)
class Written:
    """A passage of Markdown and what its author wrote for it, comments left blank."""

    passage: Passage
    text: str
    file: SourceFile | None

    def place(self, offset: int) -> Place:
        """Return where a character of the text stands; where the entry of a list does, for its words."""
        return self.file.place(offset) if self.file else self.passage.place

    def line_start(self, offset: int) -> int:
        """Return where the line of a character begins."""
        return self.text.rfind("\n", 0, offset) + 1


def written(source: Source) -> Iterator[Written]:
    """Yield the topics and the explanations of terms of every language, as written."""
    for passage in topics(source):
        file = source.tree.files[passage.place.path]
        yield Written(passage, without_comments(file.text or ""), file)
    for passage, definition in _explained(source):
        yield Written(passage, without_comments(definition), None)


def explanations(source: Source) -> Iterator[Passage]:
    """Yield the explanations of the terms of every language."""
    return (passage for passage, _ in _explained(source))


def _explained(source: Source) -> Iterator[tuple[Passage, str]]:
    """Yield the explanation of each term, read and as written; of two terms of one id, the last."""
    for language in source.publication.languages.values():
        for term in {each.id: each for each in language.terms}.values():
            place = source.tree.entry_place(f"source/{language.tag}/glossary.yaml", "terms", term.id, "definition")
            yield Passage(language, place, language.definitions[term.id]), term.definition


def labels(source: Source) -> Iterator[Passage]:
    """Yield the labels of every language, as they stand: with the braces that the build fills in."""
    for language in source.publication.languages.values():
        for key, label in language.labels.items():
            place = source.tree.place(f"source/{language.tag}/labels.yaml", (key,))
            yield Passage(language, place, [plain([{"t": "Str", "c": label}])])


def captions(source: Source) -> Iterator[Passage]:
    """Yield what the drawings of facts say in every language, filled in and marked with their fact.

    Caption and the words for who cannot see the drawing are a mark each; what the looks mean stands with the caption.
    """
    for language in source.publication.languages.values():
        for words in language.figures.values():
            fact = source.publication.facts.get(words.id)
            if fact is None or any(unknown_placeholders(words, fact)):
                continue  # unfit-figure-words says so
            said = worded(words, fact)
            legend = [_line(text) for text in (said.filled, said.striped, said.last) if text]
            for key, text, beside in (("caption", said.caption, legend), ("picture", said.picture, [])):
                place = source.tree.entry_place(f"source/{language.tag}/figures.yaml", "figures", words.id, key)
                mark = div([_line(text)], fact=words.id)
                yield Passage(language, place, [div([mark, *beside], fact=words.id) if beside else mark])


def _line(text: str) -> Element:
    return para([{"t": "Str", "c": text}])


def marks(source: Source) -> Iterator[Mark]:
    """Yield every mark of every passage, the outer before the inner."""
    for passage in passages(source):
        for element in passage.branches:
            fact = fact_of(element)
            if fact is not None:
                yield Mark(passage, fact, element)


def stated(source: Source) -> Iterator[Mark]:
    """Yield every mark, and each statement of the ledger as one: it keeps to its own figures and qualifiers, too."""
    yield from marks(source)
    language = source.publication.languages[source.publication.identity.languages[0]]
    for fact in source.publication.facts.values():
        place = source.tree.entry_place("source/facts.yaml", "facts", fact.id, "statement")
        statement = div([_line(fact.statement)], fact=fact.id)
        yield Mark(Passage(language, place, [statement]), fact.id, statement)


def figures(passage: Passage, content: Any) -> Iterator[tuple[str, str, Place]]:
    """Yield each figure outside the marks inside `content`: digits, the words it is written with, where it stands.

    What a name or an idiom holds is none.
    """
    said, wording = _Said(passage, content), passage.language.wording
    if any(figures_with_offsets(said.text, wording)):
        plain = ADDRESS.sub(lambda found: "_" * len(found[0]), said.text)  # what an address holds counts nothing
        for value, written, start in figures_with_offsets(without_idioms(plain, wording), wording):
            yield value, written, said.place_at(start)


def counted_figures(mark: Mark, fact: Fact) -> Iterator[tuple[Counted, Place]]:
    """Yield each figure of a mark that stands in no mark inside it, with what it counts, and where it stands."""
    said, wording = _Said(mark.passage, mark.element["c"][1]), mark.passage.language.wording
    if any(figures_with_offsets(said.text, wording)):
        for figure in counted(with_phones_whole(without_names(said.text, wording), fact), wording):
            yield figure, said.place_at(figure.start)


class _Said:
    """The words of a text in one run, and where each of them stands."""

    def __init__(self, passage: Passage, content: Any) -> None:
        self._passage, self._pieces = passage, list(_pieces(content))
        self._ends = list(accumulate(len(words) for words, _ in self._pieces))
        self.text = "".join(words for words, _ in self._pieces)

    def place_at(self, offset: int) -> Place:
        """Return where a character of the text stands."""
        number = bisect_right(self._ends, offset)
        words, element = self._pieces[number]
        return self._passage.place_of(element, offset - self._ends[number] + len(words))


def _pieces(content: Any) -> Iterator[tuple[str, Element]]:
    """Yield the words of a text with the element that holds them; a mark and an end of paragraph part them.

    Raised and lowered digits stay so, each in the place of its own.
    """
    if isinstance(content, list):
        for value in content:
            yield from _pieces(value)
        return
    if not isinstance(content, dict):
        return
    kind = content.get("t")
    if fact_of(content) is not None if kind else False:
        yield "\n", content
    elif kind == "Str":
        yield content["c"], content
    elif kind in BREAKS:
        yield BREAKS[kind], content
    elif kind in SHIFTED:
        yield from ((words.translate(SHIFTED[kind]), element) for words, element in _pieces(content["c"]))
    else:
        yield from _pieces(content.get("c"))
        if kind == "Image":
            yield f" {content['c'][2][1]}\n", content
        if kind in _ENDS:
            yield "\n", content
