"""Which phrases hold a number and are no figure: names and idioms, as a language lists them (`no_figures`).

Their letters are blotted out, so that the figures of what is left can be looked for; nothing else moves.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.model.letters import edges, is_running
from pipeline.model.publication import Wording
from pipeline.model.wording import any_of, seen

_BLOT = "_"
_HYPHEN = "[-‐‑]"
_GAP = re.compile(r"[\s-]+")


def without_idioms(text: str, wording: Wording) -> str:
    """Return a text without its idioms and names (second opinion, COVID-19): where no fact is stated."""
    return _blotted(text, wording.no_figures)


def without_names(text: str, wording: Wording) -> str:
    """Return words that state a fact without the names in them (6-MP): an idiom hides nothing there."""
    phrases = _uncounted(wording.no_figures, wording.units, wording.same_units)
    return _blotted(text, (each for each in phrases if any(map(str.isdecimal, each))))


def without_uncounted(text: str, wording: Wording, statement: str) -> str:
    """Return words that state a fact without what cannot stand for a figure of it: “at first” is not the first year.

    What counts a unit (24-hour line) can, and so can a phrase that the fact's own statement holds.
    """
    said = statement.lower()
    phrases = _uncounted(wording.no_figures, wording.units, wording.same_units)
    return _blotted(text, (each for each in phrases if each.lower() not in said))


@lru_cache(maxsize=16)
def _uncounted(phrases: tuple[str, ...], units: tuple[str, ...], same: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Return the phrases that name something and count no unit."""
    counting = {*units, *(word for words in same for word in words)}
    return tuple(each for each in phrases
                 if any(map(str.isalpha, each)) and counting.isdisjoint(_GAP.split(each.lower())[1:]))


def _blotted(text: str, phrases: Iterable[str]) -> str:
    plain, places = seen(text)
    letters = list(text)
    for found in _pattern(tuple(phrases)).finditer(plain.replace("’", "'")):
        for place in range(*found.span()):
            letters[places[place]] = _BLOT
    return "".join(letters)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a phrase by itself, the longest first; one letter may follow, as in a plural."""
    longest = sorted(filter(str.strip, phrases), key=lambda each: (-len(each), each))
    apart = "|".join(_form(each) for each in longest if not is_running(each[0])) or "(?!)"
    running = any_of([each for each in longest if is_running(each[0])])
    before, behind = edges(longest)
    return re.compile(rf"{before}(?:{apart})[^\W\d_]?{behind}|{running}")


def _form(phrase: str) -> str:
    """Return a pattern for a phrase: in small letters it is met in any case, else as it is written."""
    parts = (_HYPHEN.join(map(re.escape, part.split("-"))) for part in phrase.replace("’", "'").split())
    words = rf"(?:\s+|{_HYPHEN})".join(parts)
    return f"(?i:{words})" if phrase == phrase.lower() else words
