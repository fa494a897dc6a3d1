"""Writes numbers in few words: 3, 7-9."""

from collections.abc import Iterable


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers in order, those that follow on one another as the first and the last."""
    known = set(numbers)
    begins = sorted(number for number in known if number - 1 not in known)
    ends = sorted(number for number in known if number + 1 not in known)
    return ", ".join(str(one) if one == other else f"{one}-{other}" for one, other in zip(begins, ends, strict=True))
