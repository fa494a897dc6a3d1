"""Reads back the pictures of a PDF: shapes that are both filled and outlined, as drawings of facts are, and words."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pipeline.tools.later import Later
from pipeline.tools.press.pdf_state import State, changed, lengths

pikepdf = Later("pikepdf")
#: A fill that throws back less light than this is dark.
_DARK = 0.5
_POINTS = frozenset(("m", "l", "c", "v", "y"))
_OUTLINED, _LINES = frozenset(("B", "B*", "b", "b*")), frozenset(("S", "s"))
_ENDS = _OUTLINED | _LINES | {"f", "F", "f*", "n"}
_CLIPS = frozenset(("W", "W*"))
_ALIKE_PT = 0.05


@dataclass(frozen=True)
class Shape:
    """One shape: the page it stands on, its size in points, how it is filled, and whether lines cross it."""

    page: int
    width: float
    height: float
    is_dark: bool
    is_striped: bool = False

    def is_like(self, other: "Shape") -> bool:
        """Tell whether two shapes have the same size."""
        return max(abs(self.width - other.width), abs(self.height - other.height)) < _ALIKE_PT


def pictures(content: bytes) -> list[tuple[Shape, ...]]:
    """Return the shapes of each picture that has several, in order; the typesetter clips a picture to its own box."""
    found: list[tuple[Shape, ...]] = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            shapes = _shapes(pikepdf.parse_content_stream(page), page.get("/Resources", {}), number)
            parted = groupby(shapes, key=lambda shape: shape is None)
            found += [each for is_gap, group in parted if not is_gap and len(each := tuple(filter(None, group))) > 1]
    return found


def alternatives(content: bytes) -> list[str] | None:
    """Return the alternative text of each figure, in no certain order (ISO 32000-1, 14.9.3); None without tags."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return None
        return [str(each.get("/Alt", "")) for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure]


def _shapes(operators: Any, resources: Any, page: int) -> Iterator[Shape | None]:
    """Yield each shape as soon as it is known whether lines cross it; None where another picture begins."""
    state, kept = State(), []
    path: list[tuple[float, float]] = []
    last: Shape | None = None
    for instruction in operators:
        operator = str(instruction.operator)
        if operator == "q":
            kept.append(state)
        elif operator == "Q":
            state = kept.pop() if kept else state
        elif operator in _POINTS:
            numbers = [float(each) for each in instruction.operands]
            path = path if operator != "m" or len(path) > 1 else []
            path += zip(numbers[::2], numbers[1::2], strict=True)
        elif operator in _ENDS:
            if operator in _LINES and last:
                last = replace(last, is_striped=True)
            elif operator in _OUTLINED and path:
                yield from [last] if last else []
                last = _shape(path, state, page)
            path = []
        elif operator in _CLIPS:
            yield from [last] if last else []
            yield None
            last = None
        else:
            state = changed(state, operator, instruction.operands, resources)
    yield from [last] if last else []


def _shape(path: list[tuple[float, float]], state: State, page: int) -> Shape:
    across, up = lengths(state.matrix)
    left, right = min(x for x, _ in path), max(x for x, _ in path)
    bottom, top = min(y for _, y in path), max(y for _, y in path)
    return Shape(page, (right - left) * across, (top - bottom) * up, _light(state.fill.values) < _DARK)


def _light(values: tuple[float, ...]) -> float:
    """Return roughly how much light a colour throws back: of grey, red-green-blue, or four inks."""
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    return 0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2] if len(values) == 3 else sum(values[:1])
