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


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, sorted(set(known)), n=1, cutoff=0.5)), None)
