"""The path that a content stream builds before it is painted: a box around each of its parts, and its thinnest line."""

from math import inf

from pipeline.model.printed import Spot
from pipeline.tools.press.pdf_state import State, lengths

#: The operators that add to a path.
OPERATORS = frozenset({"m", "l", "c", "v", "y", "re"})
#: The boxes of a path's parts: left, bottom, right, top.
Path = list[list[float]]
#: A fill whose shorter side is below this, and a fraction of the longer one, is a line.
_LINE_PT, _LINE_SHAPE = 1.0, 0.5


def extend(path: Path, operator: str, numbers: list[float]) -> None:
    """Grow the boxes of a path by what an operator adds."""
    if operator == "re":
        x, y, width, height = numbers
        path.append([min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)])
        return
    if operator == "m" or not path:
        path.append([inf, inf, -inf, -inf])
    box = path[-1]
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        box[:] = min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)


def thinnest(path: Path, state: State) -> tuple[float, Spot | None]:
    """Return the width of the thinnest line that a path fills, and where; infinite where it fills no line."""
    across, up = lengths(state.matrix)
    found: tuple[float, Spot | None] = (inf, None)
    for number, (left, bottom, right, top) in enumerate(path):
        short, long = sorted(((right - left) * across, (top - bottom) * up))
        is_line = short < min(_LINE_PT, found[0]) and short < long * _LINE_SHAPE
        # WeasyPrint cuts the flat inside of a one-sided border out of its outside: no line of its own
        if is_line and not any(_holds(each, path[number]) for each in path[max(0, number - 1):number + 2]):
            found = round(short, 2), state.spot(left, bottom)
    return found


def _holds(outer: list[float], inner: list[float]) -> bool:
    """Tell whether a box lies inside another one."""
    return (outer is not inner and outer[0] <= inner[0] and outer[1] <= inner[1]
            and outer[2] >= inner[2] and outer[3] >= inner[3])
