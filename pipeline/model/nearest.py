"""Suggests the name that somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean “x”?` for the nearest known name, nothing where none is near."""
    near = get_close_matches(name, sorted(set(known)), n=1, cutoff=0.5)
    return f"; did you mean “{near[0]}”?" if near else ""
