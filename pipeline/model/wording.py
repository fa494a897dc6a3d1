"""How a sentence carries figures, qualifiers and negations: what counts as one, and whether it is there."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.model.publication import Negation, Wording

#: A telephone number; else digits that no letter precedes: 2, 1,000, 0.5, the 2 of 2nd, but not the 1 of NF1; else ½.
_DIGITS = r"(?<![\w.,-])(?:\d{1,2}-)?\d{3}-\d{3}-\d{4}(?!\w)|(?<!\w)\d+(?:[.,]\d+)*|[¼-¾⅐-⅞]"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def figures_in(text: str, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield each figure of a text as (digits, the words it is written with), in order."""
    return ((value, written) for value, written, _ in figures_with_offsets(text, wording))


def figures_with_offsets(text: str, wording: Wording) -> Iterator[tuple[str, str, int]]:
    """Yield each figure of a text as (digits, the words it is written with, where it starts), in order.

    Digits that belong to a name (PTPN11, NF1) are no figures; a telephone number is one.
    `one` and its like count where a unit follows; `thirty-five` is one figure.
    """
    pattern = _figure_pattern(wording.ones, wording.units, tuple(wording.numbers))
    for match in pattern.finditer(text):
        yield _value(match.group(), wording), match.group(), match.start()


def digits(value: str) -> str:
    """Return a figure without the commas between its thousands: 1,000 and 1000 are the same figure."""
    return _THOUSANDS.sub("", value)


def has_qualifier(text: str, wordings: Sequence[str]) -> bool:
    """Tell whether one of the wordings stands in the text as whole words, in any case."""
    flat = " ".join(text.split()).replace("’", "'")
    return any(re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", flat, re.IGNORECASE) for wording in wordings)


def negations_in(text: str, negation: Negation, fact: str) -> list[str]:
    """Return the words that reverse what a text about a fact says, but for the phrases that it may leave out."""
    flat = " ".join(text.split()).replace("’", "'")
    beside, negating = _negating_pattern(negation.optional.get(fact, ()), negation.words, negation.endings)
    return negating.findall(beside.sub("", flat))


@lru_cache(maxsize=256)
def _negating_pattern(
    optional: tuple[str, ...], words: tuple[str, ...], endings: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (re.compile(rf"(?<!\w)(?:{_any_of(optional)})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{_any_of(words)}|\w+(?:{_any_of(endings)}))(?!\w)", re.IGNORECASE))


@lru_cache(maxsize=16)
def _figure_pattern(ones: tuple[str, ...], units: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    spelled, counted = _any_of(numbers), _any_of(units)
    # One to two months, one or two months: a short word and another figure may stand before the unit.
    before_unit = rf"(?=(?:\s+\w{{1,3}}\s+(?:\d+|{spelled}))?[\s-]+(?:{counted})(?!\w))"
    return re.compile(
        rf"{_DIGITS}|(?<![\w-])(?:{spelled})(?:-(?:{spelled}))*(?!\w)|(?<![\w-])(?:{_any_of(ones)}){before_unit}",
        re.IGNORECASE,
    )


def _any_of(words: Sequence[str]) -> str:
    """Return a pattern for one of the words, the longest first: `thirty-five` before `thirty`."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word) or r"(?!)"


def _value(written: str, wording: Wording) -> str:
    """Return the digits: those written, those of the ledger of words, or the sum of a compound's (twenty-two)."""
    known = {word.lower(): value for word, value in wording.numbers.items()}
    word = written.lower()
    if word in known:
        return known[word]
    parts = [known.get(part, "") for part in word.split("-")]
    if len(parts) > 1 and all(part.isdecimal() for part in parts):
        return str(sum(int(part) for part in parts))
    if written[0].isnumeric():
        return written
    return "1"
