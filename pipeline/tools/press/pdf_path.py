"""Follows the path that a content stream builds: where its parts lie, how thin they are, what they cover."""

from collections.abc import Iterator
from itertools import pairwise
from math import dist, inf, sqrt
from typing import NamedTuple

from pipeline.model.printed import Box, Spot
from pipeline.tools.press.pdf_state import State, lengths

#: A part of a path: its points on the page, the ends of its lines and the controls of its curves.
Part = tuple[Spot, ...]
#: A fill whose shorter side is below this, and a fraction of the longer one, is a line.
_LINE_PT, _LINE_SHAPE = 1.0, 0.5
#: How near ink has to be to the cut to end at it; how long a line has to be that runs along it; what is small there.
_CUT_PT, _ALONG_PT, SMALL_PT = 0.5, 6.0, 5.7
#: The operators that add to a path.
GROWING = frozenset({"m", "l", "c", "v", "y", "re"})


class Thin(NamedTuple):
    """The width of the thinnest line that a path fills, infinite where it fills none, and where it is."""

    width: float
    spot: Spot


def extend(path: list[list[Spot]], operator: str, numbers: list[float], state: State) -> None:
    """Grow a path by what an operator adds to it."""
    if operator == "re":
        x, y, width, height = numbers
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        path.append([state.spot(*each) for each in corners])
        return
    if operator == "m" or not path:
        path.append([])
    path[-1] += [state.spot(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def box_of(path: tuple[Part, ...]) -> Box | None:
    """Return the box around a path, None for an empty one."""
    spots = [spot for part in path for spot in part]
    if not spots:
        return None
    across, up = [x for x, _ in spots], [y for _, y in spots]
    return min(across), min(up), max(across), max(up)


def thinnest(path: tuple[Part, ...]) -> Thin:
    """Return the thinnest line that a filled path draws: a sliver, or a ring between two of its parts."""
    boxes = [box_of((part,)) or (0.0, 0.0, 0.0, 0.0) for part in path]
    found = Thin(inf, (0.0, 0.0))
    for number, part in enumerate(path):
        near = boxes[max(0, number - 1):number] + boxes[number + 1:number + 2]
        # WeasyPrint cuts the flat inside of a one-sided border out of its outside: no line of its own
        is_cut_out = any(_holds(each, boxes[number]) for each in near)
        width = min((_ring(each, boxes[number]) for each in near), default=inf) if is_cut_out else _sliver(part)
        if width < found.width:
            found = Thin(width, (boxes[number][0], boxes[number][1]))
    return found


def shortest_dash(path: tuple[Part, ...], state: State) -> float:
    """Return the shortest dash that a stroke draws in full, infinite where it draws none; round ends make it longer."""
    scale = min(lengths(state.matrix))
    pattern = [each * scale for each in state.dashes] * (1 + len(state.dashes) % 2)  # of an odd count, each is both
    if sum(pattern) <= 0 or state.cap != 0:
        return inf
    longest = max((sum(dist(*each) for each in pairwise(part)) for part in path), default=0.0)
    drawn, at = inf, -(state.dash_phase * scale % sum(pattern))
    for number, each in enumerate(pattern * 2):
        if number % 2 == 0 and at >= 0 and at + each <= longest:
            drawn = min(drawn, each)
        at += each
    return round(drawn, 2)


def _sliver(part: Part) -> float:
    """Return the shorter side of the rectangle with this area and outline, infinite where that is no line."""
    around = zip(part, part[1:] + part[:1], strict=True)
    doubled, outline = 0.0, 0.0
    for (x, y), (next_x, next_y) in around:
        doubled += x * next_y - next_x * y
        outline += dist((x, y), (next_x, next_y))
    half, area = outline / 2, abs(doubled) / 2
    short = (half - sqrt(max(0.0, half * half - 4 * area))) / 2
    return round(short, 2) if short < _LINE_PT and short < (half - short) * _LINE_SHAPE else inf


def _ring(outer: Box, inner: Box) -> float:
    """Return how wide the ring between two boxes is, infinite where it is none of one width."""
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return round(max(gaps), 2) if min(gaps) > 0 and max(gaps) < min(_LINE_PT, 2 * min(gaps)) else inf


def _holds(outer: Box, inner: Box) -> bool:
    """Tell whether a box lies inside another one."""
    return (outer != inner and outer[0] <= inner[0] and outer[1] <= inner[1]
            and outer[2] >= inner[2] and outer[3] >= inner[3])


def common(one: Box | None, other: Box | None) -> Box | None:
    """Return what two boxes have in common, turned inside out where that is nothing; None stands for everywhere."""
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def sides_at(box: Box, trim: Box, most: float, *, least: float = 0.0) -> Iterator[str]:
    """Yield the sides of the trim at which a box ends, for so many points of their length."""
    for number, name in enumerate(("left", "bottom", "right", "top")):
        low, high = (1, 3) if number % 2 == 0 else (0, 2)
        length = min(box[high], trim[high]) - max(box[low], trim[low])
        if abs(box[number] - trim[number]) <= _CUT_PT and least < length < most:
            yield name


def sides_along(path: tuple[Part, ...], trim: Box) -> Iterator[str]:
    """Yield the sides of the trim along which a side of a path runs."""
    for part in path:
        for one, other in zip(part, part[1:] + part[:1], strict=True):
            box = box_of(((one, other),))
            if box and min(box[2] - box[0], box[3] - box[1]) <= _CUT_PT:
                yield from sides_at(box, trim, inf, least=_ALONG_PT)


def is_somewhere(box: Box | None) -> bool:
    """Tell whether a box is one; the box of a line has no width."""
    return box is None or (box[0] <= box[2] and box[1] <= box[3])
