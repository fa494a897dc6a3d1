"""Says what the units of a drawing of a fact show, as they look in a finished file.

It goes by what a reader sees, dark, striped or light, and knows nothing of the tokens that gave the colours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.model.risk_figure import SIGNS, Kind, RiskFigure

_SVG = "{http://www.w3.org/2000/svg}"
_COLOUR = re.compile(r"#([0-9a-f]{6})")
_DARK = 0.5


@dataclass(frozen=True)
class Counted:
    """One drawing in a file: where it is, and how many units look which way."""

    where: str
    shown: RiskFigure


def figure(looks: list[tuple[bool, bool, bool]]) -> RiskFigure:
    """Return what units show, each given as (dark, striped, as large as the first)."""
    striped = sum(is_striped for _, is_striped, _ in looks)
    filled = sum(is_dark and is_alike and not is_striped for is_dark, is_striped, is_alike in looks)
    kind: Kind = "icons" if all(is_alike for _, _, is_alike in looks) else "timeline"
    return RiskFigure(kind, filled, striped, len(looks) - filled - striped)


def is_of_fact(drawing: Element) -> bool:
    """Tell whether a drawing shows the units of a fact, and more than the one of a key."""
    is_marked = any(path.get("class") in SIGNS for path in drawing.iter(f"{_SVG}path"))
    return is_marked and len(list(units(drawing))) > 1


def units(drawing: Element) -> Iterator[tuple[bool, bool, bool]]:
    """Yield how each unit is painted; the stripes of one follow it, and have no fill."""
    paths = list(drawing.iter(f"{_SVG}path"))
    painted = [index for index, path in enumerate(paths) if path.get("fill") != "none"]
    for index in painted:
        path, after = paths[index], paths[index + 1:index + 2]
        is_striped = any(each.get("fill") == "none" for each in after)
        yield _is_dark(path.get("fill", "")), is_striped, path.get("d") == paths[0].get("d")


def _is_dark(colour: str) -> bool:
    """Tell whether a fill is dark; one that is not written as the tokens write it counts as black."""
    known = _COLOUR.fullmatch(colour)
    red, green, blue = bytes.fromhex(known[1] if known else "000000")
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255 < _DARK
