"""Reads what can be read of a damaged file, and remembers what could not."""

from collections.abc import Callable
from typing import TypeVar

from pipeline.model.printed import Damage

T = TypeVar("T")
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
            lines = str(fault).strip().splitlines()
            self.note(page, f"{what} cannot be read: {lines[0][:160] if lines else type(fault).__name__}")
            return instead
