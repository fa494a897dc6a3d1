"""How a sentence carries figures and qualifiers: what counts as a figure, and whether a qualifier is there."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.model.publication import Wording

_DIGITS = re.compile(r"(?<![\w.,-])(?:\d{1,2}-)?\d{3}-\d{3}-\d{4}(?!\w)|(?<![\w])\d+(?:[.,]\d+)*(?!\w)")


def figures_in(text: str, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield each figure of a text as (digits, the words it is written with), in order.

    Digits that belong to a name (PTPN11, NF1) are no figures; a telephone number is one.
    `one` and `a` count where a unit follows.
    """
    for match in _figure_pattern(wording.units, tuple(sorted(wording.numbers))).finditer(text):
        written = match.group()
        yield _value(written, wording), written


def has_qualifier(text: str, wordings: Sequence[str]) -> bool:
    """Tell whether one of the wordings stands in the text as whole words, in any case."""
    flat = " ".join(text.split())
    return any(re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", flat, re.IGNORECASE) for wording in wordings)


@lru_cache(maxsize=16)
def _figure_pattern(units: tuple[str, ...], numbers: tuple[str, ...]) -> re.Pattern[str]:
    spelled = "|".join(re.escape(word) for word in numbers) or r"(?!)"
    counted = "|".join(re.escape(unit) for unit in units) or r"(?!)"
    return re.compile(
        rf"{_DIGITS.pattern}|(?<![\w-])(?:{spelled})(?![\w])|(?<![\w-])one(?=(?:\s+to\s+\w+)?[\s-]+(?:{counted})(?!\w))",
        re.IGNORECASE,
    )


def _value(written: str, wording: Wording) -> str:
    if written[0].isdigit():
        return written
    return wording.numbers.get(written.lower(), "1")
