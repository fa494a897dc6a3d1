"""Suggests the name that somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 8


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean “x”?` for the nearest known name, nothing where none is near."""
    near = _nearest(name, known)
    return f"; did you mean “{near}”?" if near else ""


def advice(name: str, known: Iterable[str]) -> str:
    """Return what to write in place of an unknown name: the nearest one, else the ones there are."""
    names = sorted(set(known))
    near = _nearest(name, names)
    if near:
        return f"write “{near}” if that is meant"
    more = ", …" if len(names) > _MOST else ""
    return f"known are: {', '.join(names[:_MOST])}{more}" if names else "none is known yet"


def slips(word: str, meant: str, *, most: int) -> int:
    """Return how many letters are wrong, missing or too many in a word, or a number above `most` where it is more."""
    if abs(len(word) - len(meant)) > most or len(set(meant).difference(word)) > most:
        return most + 1
    row = list(range(len(meant) + 1))
    for number, letter in enumerate(word, 1):
        before, row = row, [number]
        for index, other in enumerate(meant, 1):
            row.append(min(before[index] + 1, row[-1] + 1, before[index - 1] + (letter != other)))
    return row[-1]


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, sorted(set(known)), n=1, cutoff=0.5)), None)
