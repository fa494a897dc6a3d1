"""Reads what can be read of a damaged file, and remembers what could not."""

import re
from collections.abc import Callable
from typing import TypeVar

from pipeline.model.printed import Damage

T = TypeVar("T")
_ADDRESS, _WORD = re.compile(r"<_io[^>]*>:? ?|(?: object)? at 0x[0-9a-fA-F]+"), re.compile(r"[A-Za-z]{3}")
#: What Python says where there are more or fewer parts than belong there.
_OF_COUNT = re.compile(r"values to unpack|zip\(\) argument")
#: So many damages are kept; a file with more is beyond counting.
_MOST = 20


class Salvage:
    """Keeps the damages that are met while a file is read; asks each part and goes on without those that fail."""

    def __init__(self) -> None:
        self._damages: dict[Damage, None] = {}

    @property
    def damages(self) -> tuple[Damage, ...]:
        """Return what could not be read, each once, sorted."""
        return tuple(sorted(self._damages))

    def note(self, page: int, message: str) -> None:
        """Remember a damage."""
        if len(self._damages) < _MOST:
            self._damages[Damage(page, message)] = None

    def read(self, what: str, part: Callable[[], T], instead: T, page: int = 0) -> T:
        """Return what a part of the file holds; where it cannot be read, note that and return `instead`."""
        try:
            return part()
        # A damaged PDF raises whatever the library stumbles over: PdfError, KeyError, TypeError, RecursionError ...
        except Exception as fault:
            self.note(page, f"{what} cannot be read: {_said(fault)}")
            return instead


def _said(fault: Exception) -> str:
    """Return what a library says of a fault, in words: no bare number, no place in memory."""
    lines = _ADDRESS.sub("", str(fault)).strip().splitlines() or [""]
    words = lines[0][:160]
    if isinstance(fault, KeyError):
        return f"{words or 'something'} is not there"
    if isinstance(fault, AttributeError | TypeError | IndexError) or _OF_COUNT.search(words):
        return "it is not of the kind that belongs there"
    return words if _WORD.search(words) else f"{type(fault).__name__} {words}".strip()
