"""What the prose of a source says: each passage as running words, cut into sentences, every word with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from pipeline.model.finding import Place
from pipeline.model.prose import Passage, explanations, topics
from pipeline.model.publication import Source, Term
from pipeline.model.tree import QUOTES, Element, attributes

#: A word: letters and digits, and what joins them (`long-term`, `child's`, `bloodcancerunited.org`).
WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_SPACES = frozenset(("Space", "SoftBreak", "LineBreak"))
_ENDS = ("Para", "Plain", "Header", "Image")
#: A full stop, what closes after it, a space; then no lower-case letter, so that “e.g. a test” stays whole.
_STOP = re.compile(r"[.!?…][\"”’')\]]*(?:\s+|$)")
_WHOLE = re.compile(r"[.!?…:][\"”’')\]]*$")


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
class MarkedTerm:
    """The words that a text marks as a term of the glossary."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Text:
    """A passage as running words, one line a block; `elements` hold its pieces, `starts` where each begins."""

    passage: Passage
    words: str
    sentences: tuple[Sentence, ...]
    marked: tuple[MarkedTerm, ...]
    starts: tuple[int, ...]
    elements: tuple[Element, ...]

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
    """Return all prose as texts: the topics, then the explanations of terms."""
    return topic_texts(source) + tuple(text_of(passage) for passage in explanations(source))


def text_of(passage: Passage) -> Text:
    """Return a passage as running words; its notes follow at the end."""
    reader = _Reader()
    reader.read(passage.content)
    for note in reader.notes:
        reader.read(note)
    words = "".join([piece for piece, _ in reader.pieces])
    starts = list(accumulate([len(piece) for piece, _ in reader.pieces], initial=0))
    sentences = tuple(_sentences(words, {starts[index] for index in reader.headings}))
    marked = tuple(MarkedTerm(term, starts[first], starts[last]) for term, first, last in reader.marked)
    return Text(passage, words, sentences, marked, tuple(starts[:-1]), tuple(element for _, element in reader.pieces))


def occurrences(words: str, wordings: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each place where one of the wordings stands, whatever its case, as (its plain form, start, end).

    The longest counts: “leukemia” is not met inside “juvenile myelomonocytic leukemia”. A hyphen and a space are the
    same, and one letter may follow, as in a plural.
    """
    lowered = words.lower()
    # In a few scripts, a letter becomes two: offsets would shift.
    for match in _pattern(tuple(wordings)).finditer(lowered if len(lowered) == len(words) else words):
        yield plain_form(match[1]), match.start(), match.end()


def term_wordings(terms: tuple[Term, ...]) -> dict[str, str]:
    """Return wording in lower case, spaces for hyphens -> id of the term of the glossary."""
    return {plain_form(wording): term.id for term in terms for wording in (term.term, *term.also) if wording}


def plain_form(words: str) -> str:
    """Return words in lower case, hyphens as spaces: two spellings of one name have the same form."""
    return " ".join(words.lower().replace("-", " ").split())


@lru_cache(maxsize=16)
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({plain_form(each) for each in wordings if each.strip()}, key=lambda each: (-len(each), each))
    choices = "|".join(re.escape(each).replace(r"\ ", r"[\s-]") for each in longest_first)
    return re.compile(rf"(?<!\w)({choices or '(?!)'})\w?(?!\w)")


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
                elif kind in _SPACES:
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
