"""The marks that stand before the items of a numbered list, the same in every product."""

from typing import Any

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_AROUND = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}


def marks(attributes: list[Any], count: int) -> list[str]:
    """Return the mark of each item by pandoc's `[start, style, delimiter]`: `1.`, `b)`, `(iv)`."""
    start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
    before, behind = _AROUND.get(delimiter, ("", "."))
    return [f"{before}{numeral(number, style)}{behind}" for number in range(start, start + count)]


def numeral(number: int, style: str) -> str:
    """Return a number in a style of pandoc's: Decimal, LowerAlpha, UpperRoman."""
    if number < 1 or style not in ("LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"):
        return str(number)
    said = _letters(number) if style.endswith("Alpha") else _roman(number)
    return said.upper() if style.startswith("Upper") else said


def _letters(number: int) -> str:
    """Return a, b, … z, aa, ab, …, as CSS counts (Counter Styles 3, 2.4)."""
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        said += sign * times
    return said
