"""What Unicode's CLDR knows of a language (through Babel): its name, direction, digits, months, the form of a date."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import format_decimal, get_decimal_symbol

from pipeline.model.writing import Writing

#: The fields of a date in a pattern of CLDR, and what a label calls them; a month is a word, or its number.
_FIELDS = {"d": "{day}", "dd": "{day}", "MMMM": "{month}", "M": "{month}", "y": "{year}"}
_PIECES = re.compile(r"'([^']*)'|([A-Za-z]+)|(.)", re.DOTALL)


@dataclass(frozen=True)
class Conventions:
    """What is known of a language; `date` has `{day}`, `{month}`, `{year}` in braces; empty where it takes others."""

    tag: str
    name: str
    own_name: str
    is_right_to_left: bool
    digits: str
    months: tuple[str, ...]
    date: str


@lru_cache(maxsize=64)
def writing(tag: str) -> Writing | None:
    """Return how a language is written by its BCP 47 tag, None for one that CLDR does not have.

    The script is the likeliest (CLDR: likelySubtags) where the tag names none.
    """
    locale = _locale(tag)
    if locale is None:
        return None
    likely = get_global("likely_subtags")
    known = (likely.get(each) for each in (str(locale), locale.language))
    script = locale.script or next(filter(None, known), "und_Latn").split("_")[1]
    return Writing(script, locale.text_direction == "rtl", "," if get_decimal_symbol(locale) == "," else ".")


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def conventions(tag: str) -> Conventions | None:
    """Return what is known of a language by its BCP 47 tag, None for one that CLDR does not have."""
    locale = _locale(tag)
    if locale is None:
        return None
    months = locale.months["format"]["wide"]
    digits = (format_decimal(each, locale=locale, numbering_system="default") for each in range(10))
    date = unicodedata.normalize("NFC", locale.date_formats["long"].pattern)
    words = range(1, 13) if re.search(r"(?<!M)M(?!M)", date) else (months[each] for each in range(1, 13))
    return Conventions(str(locale).replace("_", "-"), locale.english_name or tag, locale.display_name or tag,
                       locale.text_direction == "rtl", "".join(digits), tuple(map(str, words)), _date(date))


def _date(pattern: str) -> str:
    """Return a pattern of CLDR with its fields in braces; Latin letters that stand for something else give none."""
    pieces = []
    for quoted, letters, other in _PIECES.findall(pattern):
        if letters and letters not in _FIELDS:
            return ""
        pieces.append(quoted or _FIELDS.get(letters, other))
    return "".join(pieces)
