"""How easily a text reads, from counts of words and syllables: English by Flesch-Kincaid and SMOG, in years of school.

Other languages bring their formulas, and how their syllables are counted (`reading` in wording.yaml).
A term of the glossary counts as its explanation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from pipeline.model.finding import Finding, Place, error, warning
from pipeline.model.publication import Ease, Language, Reading, Wording
from pipeline.model.sentences import WORD, Text
from pipeline.model.tree import plain_text

_POLYSYLLABLE = 3
_WORDS_TO_TELL = 100
_HARD, _TOO_HARD = 6, 8
_WHY = "many readers, tired and afraid, would not follow it"
_FIX = "shorten its longest sentences, and say words of three and more syllables plainly"
_VOWELS = re.compile(r"[aeiouy]+")
#: Two vowels that are spoken apart: me-di-an, vi-de-o, di-et, in-di-vid-u-al; -tion, -cial and -tient are not.
_APART = re.compile(r"(?<![tcsg])i[aou]|(?<![tc])ie[tn](?!d)|(?<![qg])u(?:a|e(?![rsd]?$))|[aeou]ing$|eo(?!n)")
#: An e that is not spoken, at the end (take, takes, asked) or before a suffix (widely, sometimes).
_SILENT = re.compile(r"(?<=[^aeiouy])(?:(?<![^aeiouy]l)e$|(?<![td])ed$|(?<![sczgxh])es$"
                     r"|e(?=(?:ly|ment|ful|less|ness|thing|time|where)s?$))")
_COPIED = re.compile(r"\w\.\w{2,}|\d-\d{3}")
_DIGIT_OR_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Load:
    """What a text asks of its reader; words that count as their explanation may bring parts of syllables."""

    sentences: int = 0
    words: int = 0
    syllables: float = 0.0
    polysyllables: float = 0.0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables,
                    self.polysyllables + other.polysyllables)

    def mean(self, words: int) -> "Load":
        """Return the load of some words, each as heavy as the mean word of this text."""
        share = words / self.words if self.words else 0.0
        return Load(0, words, self.syllables * share, self.polysyllables * share)


def load_of(words: list[str], known: Mapping[str, int], reading: Reading | None = None) -> Load:
    """Return the load of some words; `known` gives the syllables of those that the rule would miscount."""
    spoken = [(known.get(word.lower()) or syllables(word, reading), times) for word, times in Counter(words).items()]
    return Load(0, len(words), sum(count * times for count, times in spoken),
                sum(times for count, times in spoken if count >= _POLYSYLLABLE))


def flesch_kincaid(load: Load) -> float:
    """Return the grade (Kincaid and others, US Navy Research Branch Report 8-75, 1975)."""
    if not load.sentences or not load.words:
        return 0.0
    return 0.39 * load.words / load.sentences + 11.8 * load.syllables / load.words - 15.59


def smog(load: Load) -> float:
    """Return the grade (McLaughlin, Journal of Reading 12(8), 1969); any number of sentences is scaled to thirty."""
    if not load.sentences:
        return 0.0
    return 1.0430 * sqrt(load.polysyllables * 30 / load.sentences) + 3.1291


def ease(load: Load, by: Ease) -> float:
    """Return how easily a text reads by a formula: a constant, less what its mean word and sentence weigh."""
    if not load.sentences or not load.words:
        return by.constant
    return (by.constant + by.syllables_a_word * load.syllables / load.words
            + by.words_a_sentence * load.words / load.sentences)


@lru_cache(maxsize=8192)
def syllables(word: str, reading: Reading | None = None) -> int:
    """Return how many syllables a word has, in English by its groups of vowels, else as its language counts.

    Parts around a hyphen add up. Capitals (MRI) and digits are spoken one by one, so each counts as one.
    A web address or a telephone number is copied, not read: it counts as one.
    """
    if word.isalpha():
        return _of_part(word, reading)
    if _COPIED.search(word):
        return 1
    parts = re.split(r"[-.,’']", word.removesuffix("'s").removesuffix("’s"))
    return max(sum(_of_part(part, reading) for part in parts if part), 1)


def _of_part(part: str, reading: Reading | None) -> int:
    if part == part.upper():
        return len(_DIGIT_OR_LETTER.findall(part))
    if reading:
        spoken = reading.silent.sub("", part.lower()) if reading.silent else part.lower()
        return max(sum(1 for _ in reading.nuclei.finditer(spoken)), part[0].isalnum())
    spoken = _SILENT.sub("", part.lower())
    return max(len(_VOWELS.findall(spoken)) + len(_APART.findall(spoken)), part[0].isalnum())


# --- texts ---


def hard_to_read(place: Place, name: str, load: Load, wording: Wording) -> Iterable[Finding]:
    """Return a warning or an error where a text is hard to read in its language; none under 100 words."""
    if load.words < _WORDS_TO_TELL:
        return []
    return _not_easy(place, name, load, wording.reading) if wording.reading else _by_grade(place, name, load)


def _not_easy(place: Place, name: str, load: Load, reading: Reading) -> Iterable[Finding]:
    """Return what is below a line of a formula, with what the others say."""
    values = [(each, round(ease(load, each), 1)) for each in reading.ease]
    is_too_hard = any(each.error_below is not None and value < each.error_below for each, value in values)
    if not is_too_hard and not any(each.warning_below is not None and value < each.warning_below
                                   for each, value in values):
        return []
    says = error if is_too_hard else warning
    told = " and ".join(f"{value:.1f} by {each.name}" for each, value in values)
    lines = [each.warning_below for each, _ in values if each.warning_below is not None]
    return [says(place, f"{name} reads at {told}; {' and '.join(f'{each:g}' for each in lines)} and more is easy",
                 why=_WHY, fix=_FIX)]


def _by_grade(place: Place, name: str, load: Load) -> Iterable[Finding]:
    """Return a warning above grade 6 by Flesch-Kincaid, an error above grade 8 by either.

    SMOG foretells full understanding, Flesch-Kincaid three quarters of it: so SMOG is two grades higher.
    """
    kincaid, by_smog = round(flesch_kincaid(load), 1), round(smog(load), 1)
    is_too_hard = max(kincaid, by_smog) > _TOO_HARD
    if not (is_too_hard or kincaid > _HARD):
        return []
    says = error if is_too_hard else warning
    return [says(place, f"{name} reads at grade {kincaid:.1f} by Flesch-Kincaid and {by_smog:.1f} by SMOG",
                 why=_WHY, fix=_FIX)]


def explanations_of(language: Language) -> dict[str, Load]:
    """Return what the explanation of each term of the glossary asks of the reader, by the term's id."""
    known, reading = language.wording.syllables or {}, language.wording.reading
    return {term.id: load_of(WORD.findall(plain_text(language.definitions[term.id])), known, reading)
            for term in language.terms}


def reading_load(text: Text, explained: Mapping[str, Load]) -> Load:
    """Return what the whole sentences of a text ask of the reader, each term as heavy as its explanation.

    A term is named by its wording or by a mark; of two uses that start together, the longer counts.
    """
    total, rest = Load(), []
    known = sorted({use for use in (*text.uses, *text.marked) if use.id in explained},
                   key=lambda use: (use.start, -use.end))
    uses = iter([*known, None])
    use = next(uses)
    for sentence in text.sentences:
        if not sentence.is_whole:
            continue
        last, total = sentence.start, total + Load(sentences=1)
        while use and use.start < sentence.end:
            if use.start >= last:
                total += explained[use.id].mean(len(text.words[use.start:use.end].split()))
                rest.append(text.words[last:use.start])
                last = use.end
            use = next(uses)
        rest.append(text.words[last:sentence.end])
    wording = text.passage.language.wording
    return total + load_of(WORD.findall("\n".join(rest)), wording.syllables or {}, wording.reading)
