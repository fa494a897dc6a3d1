"""How a language is written: its script, its direction, the sign before a fraction."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Writing:
    """What Unicode's CLDR says of a language; `script` is its code in ISO 15924."""

    script: str = "Latn"
    is_right_to_left: bool = False
    decimal: Literal[".", ","] = "."

    @property
    def attribute(self) -> str:
        """Return the attribute of HTML that says from which side a text is read; what runs from the left needs none."""
        return ' dir="rtl"' if self.is_right_to_left else ""


LATIN = Writing()
