"""Makes what an edition says and what a file says comparable: words and figures in one form, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from pipeline.model.characters import as_drawn
from pipeline.model.letters import CASED, MARKS, OF_WORD, STOPS, WIDE_STOPS, has_other_words, parted
from pipeline.model.publication import Wording

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－\ufffe"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: Where a figure ends and a fraction or a raised figure begins: 2½ is no 21/2, 10⁹ no 109.
_FIGURE_ENDS = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞⁰¹²³⁴-⁹⁺⁻₀-₉])")
#: In this order: a figure with its points and commas; a word, with the digits that belong to it (PTPN11); the dash of
#: a range; a minus; a sign that changes what a figure means.
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:'[^\W_]+)*|(?<=\d)-(?=[\r\n]*\d)|(?<![\w)\]-])-(?=\d)|[%‰<>±≥≤≈≠=+×÷°~⁄$€£]")
#: The same where words have marks, and figures stand beside letters that they do not belong to.
_OTHER_WORD = re.compile(
    rf"\d+(?:[.,٫٬]\d+)*(?![{CASED}{MARKS}\d])|[{OF_WORD}]+(?:'[{OF_WORD}]+)*|(?<=\d)-(?=[\r\n]*\d)"
    r"|(?<![\w)\]-])-(?=\d)|[%٪‰<>±≥≤≈≠=+×÷°~⁄$€£]")
_END = re.compile(rf"(?<=[{STOPS}])[\"'”’)\]」』）]*\s+|(?<=[{WIDE_STOPS}])[”’」』）]*(?=\S)")


@dataclass(frozen=True)
class Sentence:
    """One sentence, heading or cell as an edition has it.

    `at` is its place in the source (`path:line:column`, empty where nobody knows), `section` the id of its section,
    `facts` those that it states, `language` the tag that its words are marked with, if they are.
    """

    text: str
    words: tuple[str, ...]
    section: str
    at: str = ""
    facts: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Heard:
    """One word that was read back from a file, and where: a page, a chapter, a line."""

    word: str
    where: str


def words_of(text: str) -> tuple[str, ...]:
    """Return the words, figures and signs of a text in a form that no font, quote or line end changes.

    A hyphen parts words; a dash stands for itself only where it touches a figure.
    """
    plain = normalize("NFKC", _FIGURE_ENDS.sub(" ", text).translate(_DASHES)).translate(_UNSEEN)
    plain = plain.translate(_DASHES).translate(_QUOTES).casefold()
    if has_other_words(plain):
        return tuple(_OTHER_WORD.findall(parted(plain.replace("_", " "))))
    return tuple(_WORD.findall(plain))


def as_heard(text: str, where: str) -> Iterator[Heard]:
    """Yield the words of what a file says in one place, as a reader sees them: a direction that it turns is turned."""
    return (Heard(word, where) for word in words_of(as_drawn(text)))


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each sentence of a paragraph."""
    ends = [0, *(end.end() for end in _END.finditer(text)), len(text)]
    return ((begin, end) for begin, end in pairwise(ends) if end > begin)


def is_same_run(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two runs differ in nothing but where words are parted, as by a hyphen at the end of a line."""
    return one == other or _joined(one) == _joined(other)


def _joined(words: Sequence[str]) -> str:
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def figures(words: Sequence[str], wording: Wording) -> list[tuple[str, str, str]]:
    """Return each figure with the sign before it and the word after it: what is counted, or the rest of the range."""
    found = []
    for index, word in enumerate(words):
        behind = words[index + 1] if index + 1 < len(words) else ""
        if word[0].isdigit() or word in wording.numbers or (word in wording.ones and behind in wording.units):
            before = words[index - 1] if index and not words[index - 1][0].isalnum() else ""
            found.append((before, word, behind))
    return found


def lost_wordings(said: Sequence[str], found: Sequence[str], wordings: Sequence[str]) -> list[str]:
    """Return the wordings of a qualifier that a sentence says more often than what was found in its place."""
    return [wording for wording in wordings if _times(words_of(wording), said) > _times(words_of(wording), found)]


def _times(wanted: Sequence[str], words: Sequence[str]) -> int:
    size = len(wanted)
    return sum(tuple(words[start:start + size]) == tuple(wanted) for start in range(len(words) - size + 1))
