"""How a sheet folds: where each panel stands on each side, and where the folds are.

A roll fold turns the flap in first, so the flap is narrower than the other two panels (1/16 in on US Letter, 3 mm
on A4). Left and right change places between the sides: a fold lies at the same spot of the paper on both.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

#: Size -> width and height of the flat sheet, then the widths of a full panel and of the flap, in millimetres.
_ROLL_FOLDS_MM = {"letter": (279.4, 215.9, 93.6625, 92.075), "a4": (297.0, 210.0, 100.0, 97.0)}
_OUTSIDE = ("flap", "back", "cover")
_INSIDE = ("inside-left", "inside-middle", "inside-right")


@dataclass(frozen=True)
class Face:
    """One panel on its side of the sheet: its left edge from the trim's left edge, and its width."""

    name: str
    left_mm: float
    width_mm: float


@dataclass(frozen=True)
class Side:
    """One side of the flat sheet: its panels from left to right, and the folds between them."""

    name: Literal["outside", "inside"]
    faces: tuple[Face, ...]

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Return the folds as distances from the trim's left edge."""
        return tuple(face.left_mm for face in self.faces[1:])


@dataclass(frozen=True)
class FoldedSheet:
    """The flat sheet and its two sides, the outside first, as a print shop expects its pages."""

    width_mm: float
    height_mm: float
    sides: tuple[Side, Side]


def roll_fold(size: Literal["letter", "a4"]) -> FoldedSheet:
    """Return the sheet of a roll fold with three panels a side."""
    width, height, panel, flap = _ROLL_FOLDS_MM[size]
    return FoldedSheet(width, height, (_side("outside", _OUTSIDE, (flap, panel, panel)),
                                       _side("inside", _INSIDE, (panel, panel, flap))))


def _side(name: Literal["outside", "inside"], names: tuple[str, ...], widths: tuple[float, ...]) -> Side:
    lefts = accumulate(widths[:-1], initial=0.0)
    return Side(name, tuple(Face(*each) for each in zip(names, lefts, widths, strict=True)))
