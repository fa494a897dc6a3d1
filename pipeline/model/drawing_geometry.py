"""Reads the geometry of drawings: numbers, lengths, lists of transforms, and where points come to lie.

What cannot be drawn raises Undrawable, whose message says what is wrong in the reader's words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from math import cos, isfinite, radians, sin, tan

from pipeline.model.limits import SVG_NUMBERS, SVG_TRANSFORMS

Point = tuple[float, float]
#: a, b, c, d, e, f of SVG 1.1, 7.4: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
#: A function's name and its numbers: `("rotate", (9.0, 129.0, 103.0))`.
Transform = tuple[str, tuple[float, ...]]

#: Further than this from 0, nothing is part of a drawing.
_FARTHEST = 1e6
_SPACE = r"[ \t\r\n\f]"
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_BETWEEN = re.compile(rf"{_SPACE}*(?:,{_SPACE}*)?")
_FUNCTION = re.compile(rf"([A-Za-z]+){_SPACE}*\(([^()]*)\)")
#: Units of CSS in px, which are units of a drawing.
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
#: Function -> how many numbers it takes.
_TAKES = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,)}
_FLAT = 1e-9


class Undrawable(ValueError):  # noqa: N818 - it is told as what is wrong with a drawing
    """Geometry that nobody can draw."""


def written(number: float, decimals: int = 6) -> str:
    """Return a number as drawings have it: no exponent, so many decimals at most."""
    found = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if found == "-0" else found


def number_at(text: str, at: int) -> tuple[float, int]:
    """Return the number that begins at a place, and where it ends."""
    found = _NUMBER.match(text, at)
    if not found:
        raise Undrawable(f"has “{text[at:at + 12]}” where a number should stand")
    value = float(found.group())
    if not isfinite(value) or abs(value) > _FARTHEST:
        raise Undrawable(f"has the number {found.group()[:12]}, which is too large")
    return value, found.end()


def beyond_space(text: str, at: int) -> int:
    """Return where what follows a number begins: behind spaces and one comma."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def numbers(text: str) -> tuple[float, ...]:
    """Return a list of numbers, parted by spaces and commas."""
    found, at = list[float](), beyond_space(text, 0)
    while at < len(text):
        value, at = number_at(text, at)
        found.append(value)
        at = beyond_space(text, at)
        if len(found) > SVG_NUMBERS:
            raise Undrawable(f"has more than {SVG_NUMBERS} numbers")
    return tuple(found)


def length(text: str) -> float:
    """Return a length in units of the drawing."""
    value, end = number_at(text.strip(), 0)
    unit = text.strip()[end:].lower()
    if unit not in _UNITS:
        raise Undrawable(f"has “{text.strip()}”, which is no number")
    return value * _UNITS[unit]


def points(text: str) -> tuple[Point, ...]:
    """Return the corners of a polygon."""
    found = numbers(text)
    if len(found) % 2:
        raise Undrawable(f"has {len(found)} numbers, an odd one is left over")
    return tuple(zip(found[::2], found[1::2], strict=True))


def transforms(text: str) -> tuple[Transform, ...]:
    """Return a list of transforms, the outermost first."""
    found = tuple(islice(_transforms(text), SVG_TRANSFORMS + 1))
    if len(found) > SVG_TRANSFORMS:
        raise Undrawable(f"has more than {SVG_TRANSFORMS} transforms")
    return found


def _transforms(text: str) -> Iterator[Transform]:
    at = beyond_space(text, 0)
    while at < len(text):
        found = _FUNCTION.match(text, at)
        if not found or found[1] not in _TAKES:
            raise Undrawable(f"has “{text[at:at + 20]}”, which is no transform")
        values = numbers(found[2])
        if len(values) not in _TAKES[found[1]]:
            raise Undrawable(f"has {len(values)} numbers in {found[1]}()")
        yield found[1], values
        at = beyond_space(text, found.end())


@lru_cache(maxsize=256)
def matrix_of(several: tuple[Transform, ...]) -> Matrix:
    """Return what transforms do together."""
    made: Matrix = (1, 0, 0, 1, 0, 0)
    for name, values in several:
        for each in _matrices(name, values):
            made = _product(made, each)
    return made


def is_flat(matrix: Matrix) -> bool:
    """Tell whether a transform leaves nothing to see: all points come to lie on one line, or out of reach."""
    return (not abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) >= _FLAT
            or not all(abs(each) <= _FARTHEST for each in matrix))


def moved(matrix: Matrix, point: Point) -> Point:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _matrices(name: str, values: tuple[float, ...]) -> Iterator[Matrix]:
    first, second = values[0], values[1] if len(values) > 1 else None
    if name == "matrix":
        yield values[0], values[1], values[2], values[3], values[4], values[5]
    elif name == "translate":
        yield 1, 0, 0, 1, first, second or 0
    elif name == "scale":
        yield first, 0, 0, first if second is None else second, 0, 0
    elif name == "skewX":
        yield 1, 0, tan(radians(first)), 1, 0, 0
    elif name == "skewY":
        yield 1, tan(radians(first)), 0, 1, 0, 0
    else:
        around: Point = (values[1], values[2]) if len(values) > 1 else (0, 0)
        turn = radians(first)
        yield 1, 0, 0, 1, *around
        yield cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0
        yield 1, 0, 0, 1, -around[0], -around[1]


def _product(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, _, _ = outer
    return (a * inner[0] + c * inner[1], b * inner[0] + d * inner[1], a * inner[2] + c * inner[3],
            b * inner[2] + d * inner[3], *moved(outer, (inner[4], inner[5])))
