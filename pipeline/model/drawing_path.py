"""Reads the data of a path (SVG 1.1, 8.3) into moves, lines and curves whose points are all absolute.

Programs differ in how they read the rest: arcs, smooth curves, numbers that touch.
"""

from collections.abc import Iterator
from math import acos, ceil, copysign, cos, hypot, pi, radians, sin, sqrt, tan

from pipeline.model.drawing_geometry import Point, Undrawable, beyond_space, number_at, written
from pipeline.model.limits import SVG_SEGMENTS

#: Letter -> how many numbers it takes.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
#: Where the flags of an arc stand, single digits that may touch what follows.
_FLAGS = (3, 4)

Segment = tuple[str, tuple[Point, ...]]


def segments(data: str) -> tuple[Segment, ...]:
    """Return a path as M, L, C and Z; raises Undrawable where its data is none."""
    pen, found = _Pen(), list[Segment]()
    for letter, values in _commands(data):
        if not found and letter not in "mM":
            raise Undrawable(f"begins with “{letter}”, not with M")
        found += pen.drawn(letter, values)
        if len(found) > SVG_SEGMENTS:
            raise Undrawable(f"has more than {SVG_SEGMENTS} pieces")
    return tuple(found)


def as_data(several: tuple[Segment, ...]) -> str:
    """Return segments as the data of a path."""
    return " ".join(letter + " ".join(written(part) for point in points for part in point)
                    for letter, points in several)


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each letter with its numbers; numbers without a letter go on with the one before."""
    at, letter = beyond_space(data, 0), ""
    while at < len(data):
        if data[at].isascii() and data[at].isalpha():
            letter, at = data[at], beyond_space(data, at + 1)
            if letter.lower() not in _TAKES:
                raise Undrawable(f"has “{letter}”, which no path knows")
        elif not letter or letter in "zZ":
            raise Undrawable(f"has “{data[at:at + 12]}” where a letter should stand")
        values, at = _values(data, at, letter.lower())
        yield letter, values
        letter = {"m": "l", "M": "L"}.get(letter, letter)


def _values(data: str, at: int, letter: str) -> tuple[tuple[float, ...], int]:
    values = list[float]()
    for index in range(_TAKES[letter]):
        if letter == "a" and index in _FLAGS:
            if data[at:at + 1] not in ("0", "1"):
                raise Undrawable("has an arc without its two flags (0 or 1)")
            value, at = float(data[at]), at + 1
        else:
            value, at = number_at(data, at)
        values.append(value)
        at = beyond_space(data, at)
    return tuple(values), at


class _Pen:
    """Where the pen stands, where its line began, and the last control point of a curve of each kind."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.cubic: Point | None = None
        self.quadratic: Point | None = None

    def drawn(self, letter: str, values: tuple[float, ...]) -> list[Segment]:
        """Return what a command draws; the pen moves."""
        kind, origin = letter.lower(), self.at if letter.islower() else (0.0, 0.0)
        cubic, quadratic, self.cubic, self.quadratic = self.cubic, self.quadratic, None, None
        if kind == "z":
            self.at = self.start
            return [("Z", ())]
        if kind in "hv":
            values = (values[0], self.at[1] - origin[1]) if kind == "h" else (self.at[0] - origin[0], values[0])
        if kind == "a":
            return self._arc(values, (values[5] + origin[0], values[6] + origin[1]))
        points = [(x + origin[0], y + origin[1]) for x, y in zip(values[::2], values[1::2], strict=True)]
        if kind == "m":
            self.at = self.start = points[0]
            return [("M", (points[0],))]
        if kind in "lhv":
            return self._line(points[0])
        if kind in "st":
            points.insert(0, _mirrored(cubic if kind == "s" else quadratic, self.at))
        return self._cubic(*points) if kind in "cs" else self._quadratic(*points)

    def _line(self, end: Point) -> list[Segment]:
        self.at = end
        return [("L", (end,))]

    def _cubic(self, first: Point, second: Point, end: Point) -> list[Segment]:
        self.at, self.cubic = end, second
        return [("C", (first, second, end))]

    def _quadratic(self, control: Point, end: Point) -> list[Segment]:
        first, second = (_between(self.at, control), _between(end, control))
        self.at, self.quadratic = end, control
        return [("C", (first, second, end))]

    def _arc(self, values: tuple[float, ...], end: Point) -> list[Segment]:
        begin, self.at = self.at, end
        if begin == end:
            return []
        if not values[0] or not values[1]:
            return [("L", (end,))]
        return list(_curves(begin, end, abs(values[0]), abs(values[1]), radians(values[2]), bool(values[3]),
                            is_sweeping=bool(values[4])))


def _mirrored(control: Point | None, at: Point) -> Point:
    return (2 * at[0] - control[0], 2 * at[1] - control[1]) if control else at


def _between(end: Point, control: Point) -> Point:
    """Return the control point of a cubic curve that runs as a quadratic one."""
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _curves(
    begin: Point, end: Point, rx: float, ry: float, turn: float, is_large: bool, *, is_sweeping: bool
) -> Iterator[Segment]:
    """Yield the curves of an arc, each of a quarter at most (SVG 1.1, F.6.5 and F.6.6)."""
    half = (begin[0] - end[0]) / 2, (begin[1] - end[1]) / 2
    x, y = cos(turn) * half[0] + sin(turn) * half[1], cos(turn) * half[1] - sin(turn) * half[0]
    excess = hypot(x / rx, y / ry)
    rx, ry = rx * max(1, excess), ry * max(1, excess)
    x, y = x / rx, y / ry
    away = sqrt(max(0, 1 / (x * x + y * y) - 1)) * (1 if is_large != is_sweeping else -1)
    centre = away * y, -away * x
    first = _angle(x - centre[0], y - centre[1])
    swept = _angle(-x - centre[0], -y - centre[1]) - first
    if is_sweeping != (swept > 0):
        swept += copysign(2 * pi, 1 if is_sweeping else -1)
    middle = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2

    def placed(across: float, down: float) -> Point:
        """Return a point of the unit circle on the ellipse."""
        across, down = (across + centre[0]) * rx, (down + centre[1]) * ry
        return (cos(turn) * across - sin(turn) * down + middle[0], sin(turn) * across + cos(turn) * down + middle[1])

    pieces = max(1, ceil(abs(swept) / (pi / 2) - 1e-9))
    step = swept / pieces
    bulge = 4 / 3 * tan(step / 4)
    for index in range(pieces):
        one, other = first + index * step, first + (index + 1) * step
        last = end if index == pieces - 1 else placed(cos(other), sin(other))
        yield "C", (placed(cos(one) - bulge * sin(one), sin(one) + bulge * cos(one)),
                    placed(cos(other) + bulge * sin(other), sin(other) - bulge * cos(other)), last)


def _angle(across: float, down: float) -> float:
    size = hypot(across, down) or 1
    return copysign(acos(max(-1, min(1, across / size))), down)
