"""What the prose of a source says: each passage as running words, cut into sentences, every word with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from pipeline.model.finding import Place
from pipeline.model.letters import PIECE, STOPS, WIDE_STOPS
from pipeline.model.occurrences import occurrences, plain_form
from pipeline.model.prose import Passage, captions, explanations, labels, topics
from pipeline.model.publication import Language, Source
from pipeline.model.tree import BREAKS, QUOTES, Element, attributes

#: A word: letters and digits, and what joins them (`long-term`, `child's`, `bloodcancerunited.org`).
WORD = re.compile(rf"(?:{PIECE})(?:[-'’.,](?:{PIECE}))*")
_ENDS = ("Para", "Plain", "Header", "Image")
#: A full stop, what closes after it, a space; then no lower-case letter, so that “e.g. a test” stays whole.
_STOP = re.compile(rf"[{STOPS}][\"”’')\]」』）]*(?:\s+|$)|[{WIDE_STOPS}][”’」』）]*")
_WHOLE = re.compile(rf"[{STOPS}:：][\"”’')\]」』）]*$")


@dataclass(frozen=True)
class Sentence:
    """A run of words with its place in its text; a heading, a cell or an item without a full stop is not whole."""

    words: str
    start: int
    is_heading: bool

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        return self.start + len(self.words)

    @property
    def is_whole(self) -> bool:
        """Tell whether it ends as sentences end."""
        return not self.is_heading and _WHOLE.search(self.words) is not None


@dataclass(frozen=True)
class TermUse:
    """The words that name a term of the glossary: its id, where they start and end, which of its wordings they are."""

    id: str
    start: int
    end: int
    wording: str = ""


@dataclass(frozen=True, eq=False)
class Text:
    """A passage as running words, one line a block; `elements` hold its pieces, `starts` where each begins."""

    passage: Passage
    words: str
    sentences: tuple[Sentence, ...]
    marked: tuple[TermUse, ...]
    starts: tuple[int, ...]
    elements: tuple[Element, ...]

    @cached_property
    def lowered(self) -> str:
        """Return its words in lower case; as they stand in the few scripts where that would shift offsets."""
        lowered = self.words.lower()
        return lowered if len(lowered) == len(self.words) else self.words

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the words that stand in it, each once."""
        return frozenset(WORD.findall(self.words))

    @cached_property
    def uses(self) -> tuple[TermUse, ...]:
        """Return where a wording of a term stands, marked or not, in order; the longest counts."""
        by_wording = term_wordings(self.passage.language)
        return tuple(TermUse(by_wording[wording], start, end, wording)
                     for wording, start, end in occurrences(self.words, by_wording))

    def place(self, offset: int) -> Place:
        """Return where the character at an offset stands in the source."""
        index = bisect_right(self.starts, offset) - 1
        return self.passage.place_of(self.elements[index], offset - self.starts[index])

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(index, 0)]


@lru_cache(maxsize=1)
def topic_texts(source: Source) -> tuple[Text, ...]:
    """Return the topics of every language as texts; they are read once for all checks."""
    return tuple(text_of(passage) for passage in topics(source))


@lru_cache(maxsize=1)
def texts(source: Source) -> tuple[Text, ...]:
    """Return all that is read as texts: the topics, the explanations of terms, the words of drawings, the labels."""
    rest = (*explanations(source), *captions(source), *labels(source))
    return topic_texts(source) + tuple(text_of(passage) for passage in rest)


def text_of(passage: Passage) -> Text:
    """Return a passage as running words; its notes follow at the end."""
    reader = _Reader()
    reader.read(passage.blocks)
    for note in reader.notes:
        reader.read(note)
    words = "".join([piece for piece, _ in reader.pieces])
    starts = list(accumulate([len(piece) for piece, _ in reader.pieces], initial=0))
    sentences = tuple(_sentences(words, {starts[index] for index in reader.headings}))
    marked = tuple(TermUse(term, starts[first], starts[last]) for term, first, last in reader.marked)
    return Text(passage, words, sentences, marked, tuple(starts[:-1]), tuple(element for _, element in reader.pieces))


@lru_cache(maxsize=8)
def term_wordings(language: Language) -> dict[str, str]:
    """Return wording in lower case, spaces for hyphens -> id of the term of the glossary."""
    return {plain_form(wording): term.id for term in language.terms for wording in (term.term, *term.also) if wording}


def _sentences(words: str, headings: set[int]) -> Iterator[Sentence]:
    start = 0
    for line in words.split("\n"):
        first = 0
        ends = [match.end() for match in _STOP.finditer(line) if not line[match.end():match.end() + 1].islower()]
        for end in [*ends, len(line)]:
            if line[first:end].strip():
                yield Sentence(line[first:end].rstrip(), start + first, start in headings)
            first = end
        start += len(line) + 1


class _Reader:
    """Gathers the words of a tree, each with its element, and where marks and headings stand among them."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, Element]] = []
        self.marked: list[tuple[str, int, int]] = []
        self.headings: list[int] = []
        self.notes: list[Any] = []

    def read(self, content: list[Any]) -> None:
        """Take in a list of elements, or what an element holds."""
        for value in content:
            if type(value) is dict:
                kind = value.get("t")
                if kind == "Str":
                    self.pieces.append((value["c"], value))
                elif kind in BREAKS:
                    self.pieces.append((" ", value))
                else:
                    self._element(value, kind)
            elif type(value) is list:
                self.read(value)

    def _element(self, element: Element, kind: str | None) -> None:
        start, inner = len(self.pieces), element.get("c")
        if kind == "Note":
            self.notes.append(inner)
        elif kind == "Image":
            self.pieces.append(("\n", element))
            self.read(element["c"][1])
        elif kind == "Quoted":
            quotes = QUOTES[element["c"][0]["t"]]
            self.pieces.append((quotes[0], element))
            self.read(element["c"][1])
            self.pieces.append((quotes[1], element))
        elif kind not in ("Code", "CodeBlock") and type(inner) is list:
            self.read(inner)
        if kind in _ENDS:
            self.pieces.append(("\n", element))
        if kind == "Header":
            self.headings.append(start)
        elif kind == "Span":
            term = attributes(element)[2].get("term")
            if term is not None:
                self.marked.append((term, start, len(self.pieces)))
