"""A text as its reader sees it: without the characters that show nothing, its figures as plain digits."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import is_normalized, normalize

#: What shows nothing: soft hyphen, zero width space, joiners, marks of direction, choices of a shape.
_UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_RAISED = "⁰¹²³⁴-⁹₀-₉"
#: Raised or lowered digits that are no figure: an exponent, the mark of a note, part of a formula (m², ¹⁴C, H₂O).
_PART_OF_SIGN = re.compile(rf"(?<=[^\s(\[{{<\"'“‘«—–\-{_RAISED}])[{_RAISED}]+|[{_RAISED}]+(?=[A-Z])")
#: What stays as it is: a fraction is one figure.
_FRACTIONS = re.compile(r"[¼-¾⅐-⅞]")


@lru_cache(maxsize=64)
def seen(text: str) -> tuple[str, range | tuple[int, ...]]:
    """Return the text as it is seen, and where each of its characters stands in what was given.

    A circled, raised or wide digit is the plain one; raised digits that belong to a sign (m²) stay raised.
    """
    if text.isascii() or (is_normalized("NFKC", text) and not _UNSEEN.search(text)):
        return text, range(len(text))
    shown = [(place, character) for place, character in enumerate(text) if not _UNSEEN.match(character)]
    told = [(place, each) for place, characters in _plain(shown) for each in characters]
    return "".join(each for _, each in told), tuple(place for place, _ in told)


def _plain(shown: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    text = "".join(character for _, character in shown)
    raised = {place for found in _PART_OF_SIGN.finditer(text) for place in range(*found.span())}
    for number, (place, character) in enumerate(shown):
        is_kept = character.isascii() or number in raised or _FRACTIONS.match(character)
        yield place, character if is_kept else normalize("NFKC", character)
