"""Where the wordings of a list stand in a text, however they are written."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import category

from pipeline.model.letters import is_running

#: What parts two words of a wording, or curls an apostrophe: one character for one, so that offsets stay.
_ALIKE = str.maketrans({"-": " ", "\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "\u2011": " ", "’": "'"})


def occurrences(words: str, wordings: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each place where one of the wordings stands, whatever its case, as (its plain form, start, end).

    The longest counts: “anemia” is not met inside “aplastic anemia”. A hyphen and a space are the
    same, and one letter may follow, as in a plural.
    """
    text, met = _even(words), []
    for form in _forms(tuple(wordings)):
        start = text.find(form)
        while start >= 0:
            end = _end(text, start, start + len(form))
            if end:
                met.append((start, -end, form))
            start = text.find(form, start + 1)
    last = 0
    for start, end, form in sorted(met):
        if start >= last:
            last = -end
            yield form, start, last


def plain_form(words: str) -> str:
    """Return words in lower case, hyphens as spaces: two spellings of one name have the same form."""
    return " ".join(words.lower().translate(_ALIKE).split())


def _end(text: str, start: int, end: int) -> int:
    """Return where a match ends that stands by itself, one more letter taken in; 0 where it does not."""
    if start and _goes_on(text[start - 1], text[start]):
        return 0
    end += end < len(text) and category(text[end])[0] != "M" and _goes_on(text[end - 1], text[end])
    return 0 if end < len(text) and _goes_on(text[end - 1], text[end]) else end


def _goes_on(letter: str, behind: str) -> bool:
    """Tell whether two characters are of one word; where a script writes no spaces, a mark alone is."""
    if category(behind)[0] == "M":
        return True
    return _is_letter(letter) and _is_letter(behind) and not (is_running(letter) or is_running(behind))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or category(character)[0] == "M"


@lru_cache(maxsize=1024)
def _even(words: str) -> str:
    """Return a text in lower case, its joints alike; in the few scripts where that would shift offsets, as it is."""
    lowered = words.lower()
    return (lowered if len(lowered) == len(words) else words).translate(_ALIKE)


@lru_cache(maxsize=64)
def _forms(wordings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({plain_form(each) for each in wordings} - {""}))
