"""How a sheet folds: where each panel stands on each side, how wide it is, and where the folds are.

A panel that lies inside others once the sheet is folded is narrower than they are, or it would buckle. Left and right
change places between the sides: a fold lies at the same spot of the paper on both. Where a language is read from the
right, the sheet is mirrored: its cover opens to the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, get_args

Style = Literal["single", "half", "roll", "z", "gate", "double-parallel"]
SideName = Literal["outside", "inside"]
PanelName = Literal["front", "reverse", "cover", "back", "flap", "inside-left", "inside-middle", "inside-right",
                    "outside-left", "outside-middle", "cover-left", "cover-right", "turned-left", "turned-right",
                    "inside-middle-left", "inside-middle-right"]
PANEL_NAMES: tuple[PanelName, ...] = get_args(PanelName)
#: Lengths are rounded to less than any machine can tell.
_DECIMALS = 6
_OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class _Style:
    """The panels of each side from left to right; of the outside, each one's share of the width, and who is tucked in.

    `allowance_mm` is by how much a tucked panel is narrower where nobody says; `how` tells the operator.
    """

    outside: tuple[PanelName, ...]
    inside: tuple[PanelName, ...]
    shares: tuple[float, ...]
    tucked: tuple[PanelName, ...]
    allowance_mm: float
    name: str
    how: str


_STYLES: dict[Style, _Style] = {
    "single": _Style(("front",), ("reverse",), (1,), (), 0, "single sheet", "not folded"),
    "half": _Style(("back", "cover"), ("inside-left", "inside-right"), (1, 1), (), 0, "half fold",
                   "folded once, both halves alike"),
    "roll": _Style(("flap", "back", "cover"), ("inside-left", "inside-middle", "inside-right"), (1, 1, 1), ("flap",), 2,
                   "roll fold", "the flap folds in first, then the cover over it"),
    "z": _Style(("outside-left", "outside-middle", "cover"), ("inside-left", "inside-middle", "back"), (1, 1, 1), (), 0,
                "Z fold", "folded to and fro: the cover and, from the other side, the back lie outermost"),
    "gate": _Style(("cover-right", "back", "cover-left"), ("inside-left", "inside-middle", "inside-right"),
                   (.5, 1, .5), ("cover-right", "cover-left"), 1, "gate fold",
                   "both outer panels fold in and meet in the middle, with a gap"),
    "double-parallel": _Style(("turned-left", "turned-right", "back", "cover"),
                              ("inside-left", "inside-middle-left", "inside-middle-right", "inside-right"),
                              (1, 1, 1, 1), ("turned-left", "turned-right"), 1.5, "double parallel fold",
                              "folded in the middle, then once more the same way, the narrower panels inside"),
}


@dataclass(frozen=True)
class Face:
    """One panel on its side of the sheet: its left edge from the trim's left edge, and its width.

    `name` is the channel's; on a mirrored sheet it is `called` by where it lies.
    """

    name: str
    left_mm: float
    width_mm: float
    called: str


@dataclass(frozen=True)
class Side:
    """One side of the flat sheet: its panels from left to right, and the folds between them."""

    name: SideName
    faces: tuple[Face, ...]

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Return the folds as distances from the trim's left edge."""
        return tuple(face.left_mm for face in self.faces[1:])

    def face(self, first: str, last: str) -> Face:
        """Return the panels from one to another as one; raises KeyError where the side does not hold them."""
        named = {face.name: face for face in self.faces}
        if first == last:
            return named[first]
        begin, end = sorted((named[first], named[last]), key=lambda face: face.left_mm)
        return replace(named[first], left_mm=begin.left_mm, width_mm=end.left_mm + end.width_mm - begin.left_mm)

    def count(self, first: str, last: str) -> int:
        """Return how many panels stand from one to another."""
        names = [face.name for face in self.faces]
        return abs(names.index(last) - names.index(first)) + 1

    def mirrored(self) -> "Side":
        """Return the side as it is seen from behind."""
        faces = self.faces[::-1]
        lefts = accumulate((face.width_mm for face in faces[:-1]), initial=0.0)
        return Side(self.name, tuple(replace(face, left_mm=left, called=_from_the_other_side(face.called))
                                     for face, left in zip(faces, lefts, strict=True)))


@dataclass(frozen=True)
class FoldedSheet:
    """The flat sheet and its sides, the outside first, as a print shop expects its pages.

    `narrower_mm` is by how much the `tucked` panels, named as they are called, are narrower than their share of it.
    """

    style: Style
    width_mm: float
    height_mm: float
    sides: tuple[Side, Side]
    tucked: tuple[str, ...]
    narrower_mm: float

    @property
    def folded_mm(self) -> tuple[float, float]:
        """Return width and height once it is folded: the widest panel's."""
        return max(face.width_mm for side in self.sides for face in side.faces), self.height_mm

    @property
    def name(self) -> str:
        """Return what print shops call the fold."""
        return _STYLES[self.style].name

    @property
    def how(self) -> str:
        """Return how it is folded, in words for the operator."""
        return _STYLES[self.style].how

    def mirrored(self) -> "FoldedSheet":
        """Return the sheet for a language that is read from the right."""
        outside, inside = (side.mirrored() for side in self.sides)
        return replace(self, sides=(outside, inside), tucked=tuple(map(_from_the_other_side, self.tucked)))


def panels_of(style: Style) -> tuple[PanelName, ...]:
    """Return the names of a style's panels, the outside first, from left to right."""
    return (*_STYLES[style].outside, *_STYLES[style].inside)


def folded(style: Style, width_mm: float, height_mm: float, allowance_mm: float | None = None) -> FoldedSheet:
    """Return a sheet of that flat size, folded; a tucked panel is narrower by what its style or the caller says.

    What the tucked panels give up, the others share: the widths come to the width of the sheet.
    """
    form = _STYLES[style]
    narrower = (form.allowance_mm if allowance_mm is None else allowance_mm) if form.tucked else 0.0
    whole = (width_mm + narrower * len(form.tucked)) / sum(form.shares)
    widths = [round(share * whole - (narrower if name in form.tucked else 0), _DECIMALS)
              for name, share in zip(form.outside, form.shares, strict=True)]
    sides = _side("outside", form.outside, widths), _side("inside", form.inside, widths[::-1])
    return FoldedSheet(style, width_mm, height_mm, sides, form.tucked, narrower)


def _side(name: SideName, names: Sequence[str], widths: Sequence[float]) -> Side:
    lefts = accumulate(widths[:-1], initial=0.0)
    return Side(name, tuple(Face(*each) for each in zip(names, lefts, widths, names, strict=True)))


def _from_the_other_side(name: str) -> str:
    return "-".join(_OTHER.get(word, word) for word in name.split("-"))
