"""Remembers which flat colours lie where on a page, so that what is put on them can be held against them."""

from collections import deque
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from pipeline.model.printed import Box, Paint, Spot
from pipeline.tools.press.pdf_path import Part
from pipeline.tools.press.pdf_state import Colour

#: Smaller than this is no ground for anything; more than so many are not kept.
_LEAST_PT2, _MOST = 16.0, 500
#: A shape of more points is taken for its box.
_MOST_POINTS = 200


#: The inks of a colour: those of the press, then the strongest of its own.
Inks = tuple[float, ...]
NOTHING: Inks = (0.0, 0.0, 0.0, 0.0, 0.0)
#: What tells the inks at a place, of a picture.
Look = Callable[[Spot], Inks | None]


class _Ground(NamedTuple):
    number: int
    box: Box
    parts: tuple[Part, ...]
    inks: Inks | Look | None
    is_solid: bool


class Grounds:
    """The grounds of one page, in the order in which they are painted."""

    def __init__(self) -> None:
        self._laid: deque[_Ground] = deque(maxlen=_MOST)
        self.count = 0

    def lay(
        self, box: Box | None, parts: tuple[Part, ...], inks: Inks | Look | None, *, is_solid: bool
    ) -> None:
        """Note a painted area; `inks` are None for a gradient or a pattern. One not solid lets others show."""
        if box and (box[2] - box[0]) * (box[3] - box[1]) >= _LEAST_PT2:
            known = parts if sum(map(len, parts)) <= _MOST_POINTS else ()
            self._laid.append(_Ground(self.count, box, known, inks, is_solid))
            self.count += 1

    def below(self, spot: Spot, *, first: int = 0, end: float = inf) -> Inks | None:
        """Return the inks that lie at a place, zeros for paper; None where nobody can tell.

        Only grounds from the `first` one to one before `end` are asked, in the order in which they are laid.
        """
        found = NOTHING
        for ground in reversed(self._laid):
            if not first <= ground.number < end or not _covers(ground, spot):
                continue
            inks = ground.inks(spot) if callable(ground.inks) else ground.inks
            if inks is None:
                return None
            found = tuple(map(max, zip(found, inks, strict=True)))
            if ground.is_solid:
                break
        return tuple(round(ink, 2) for ink in found)


def inks_of(colour: Colour | None) -> Inks | None:
    """Return the inks of a flat colour; None for a gradient, a pattern, or a colour that no ink is known of."""
    if colour is None or colour.pattern is not None:
        return None
    inks = Paint(1, "fill", colour.space, colour.values, mixed=colour.mixed).inks
    if inks is None and colour.spots:
        return 0.0, 0.0, 0.0, 0.0, max(colour.values, default=1.0)
    return (*inks, 0.0) if inks else None


def _covers(ground: _Ground, spot: Spot) -> bool:
    x, y = spot
    left, bottom, right, top = ground.box
    return left <= x <= right and bottom <= y <= top and (
        not ground.parts or sum(_crossings(part, x, y) for part in ground.parts) % 2 == 1)


def _crossings(part: Part, x: float, y: float) -> int:
    """Return how many sides of a shape stand to the right of a place."""
    return sum((low > y) != (high > y) and x < left + (y - low) * (right - left) / (high - low)
               for (left, low), (right, high) in zip(part, part[1:] + part[:1], strict=True))
