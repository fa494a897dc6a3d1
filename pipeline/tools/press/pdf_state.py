"""The graphics state of a PDF's content stream, as far as it decides about ink: what each operator changes in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import hypot
from typing import Any, Literal

from pipeline.model.printed import Spot
from pipeline.tools.press.pdf_colour import space_name

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: What a glyph of its own (d1) or a tile without colours must not do, so that its user's colour stays (9.6.5, 8.7.3.3).
COLOUR_OPERATORS = frozenset({"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"})
TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"'})
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


@dataclass(frozen=True)
class Colour:
    """The current colour: its space by name, its values; a pattern stands as its own object."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    pattern: Any = None


@dataclass(frozen=True)
class State:
    """The part of the graphics state that decides about ink, lines and the size of type.

    `base` is the matrix that the content stream began with, which patterns start from.
    """

    matrix: Matrix = IDENTITY
    base: Matrix = IDENTITY
    fill: Colour = Colour()
    stroke: Colour = Colour()
    line_width: float = 1.0
    font: Any = None
    font_size: float = 0.0
    text: Matrix = IDENTITY
    leading: float = 0.0
    mode: int = 0
    keeps_colour: bool = False

    def spot(self, x: float, y: float) -> Spot:
        """Return where a point of the drawing stands on the page."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def changed(state: State, operator: str, operands: Any, resources: Any) -> State:
    """Return the state after an operator; most change nothing here."""
    change = _CHANGES.get(operator)
    if change is None or (state.keeps_colour and operator in COLOUR_OPERATORS):
        return state
    return change(state, operands, resources)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies one and then another (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def numbers(operands: Iterable[Any]) -> tuple[float, ...]:
    """Return operands as numbers."""
    return tuple(float(each) for each in operands)


def matrix_of(operands: Iterable[Any]) -> Matrix:
    """Return six numbers as a matrix."""
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def lengths(matrix: Matrix) -> tuple[float, float]:
    """Return how long a unit across and a unit up become."""
    return hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3])


# --- changes ---

_Side = Literal["fill", "stroke"]
_Change = Callable[[State, Any, Any], State]


def _painted(state: State, side: _Side, colour: Colour) -> State:
    return replace(state, fill=colour) if side == "fill" else replace(state, stroke=colour)


def _device(name: str, side: _Side) -> _Change:
    def change(state: State, operands: Any, _resources: Any) -> State:
        return _painted(state, side, Colour(name, numbers(operands)))

    return change


def _space(side: _Side) -> _Change:
    def change(state: State, operands: Any, resources: Any) -> State:
        return _painted(state, side, Colour(space_name(operands[0], resources), ()))

    return change


def _values(side: _Side) -> _Change:
    def change(state: State, operands: Any, resources: Any) -> State:
        import pikepdf

        colour = state.fill if side == "fill" else state.stroke
        if len(operands) and isinstance(operands[-1], pikepdf.Name):
            pattern = resources["/Pattern"][operands[-1]]
            return _painted(state, side, Colour(colour.space, numbers(operands[:-1]), pattern))
        return _painted(state, side, Colour(colour.space, numbers(operands)))

    return change


def _concatenate(state: State, operands: Any, _resources: Any) -> State:
    return replace(state, matrix=times(matrix_of(operands), state.matrix))


def _graphics(state: State, operands: Any, resources: Any) -> State:
    settings = resources["/ExtGState"][operands[0]]
    if "/Font" in settings:
        state = replace(state, font=settings["/Font"][0], font_size=float(settings["/Font"][1]))
    return replace(state, line_width=float(settings["/LW"])) if "/LW" in settings else state


def _font(state: State, operands: Any, resources: Any) -> State:
    return replace(state, font=resources.get("/Font", {}).get(operands[0]), font_size=float(operands[1]))


def _move(state: State, across: float, up: float) -> State:
    return replace(state, text=times((1.0, 0.0, 0.0, 1.0, across, up), state.text))


def _move_and_lead(state: State, operands: Any, _resources: Any) -> State:
    across, up = numbers(operands)
    return replace(_move(state, across, up), leading=-up)


def _next_line(state: State, _operands: Any, _resources: Any) -> State:
    return _move(state, 0.0, -state.leading)


_CHANGES: dict[str, _Change] = {
    **{operator: _device(name, "fill") for operator, name in _DEVICE.items()},
    **{operator.upper(): _device(name, "stroke") for operator, name in _DEVICE.items()},
    "cs": _space("fill"), "CS": _space("stroke"),
    "sc": _values("fill"), "scn": _values("fill"), "SC": _values("stroke"), "SCN": _values("stroke"),
    "cm": _concatenate,
    "gs": _graphics,
    "w": lambda state, operands, _: replace(state, line_width=float(operands[0])),
    "BT": lambda state, _operands, _: replace(state, text=IDENTITY),
    "Tf": _font,
    "Tm": lambda state, operands, _: replace(state, text=matrix_of(operands)),
    "Td": lambda state, operands, _: _move(state, *numbers(operands)),
    "TD": _move_and_lead,
    "TL": lambda state, operands, _: replace(state, leading=float(operands[0])),
    "T*": _next_line, "'": _next_line, '"': _next_line,
    "Tr": lambda state, operands, _: replace(state, mode=int(operands[0])),
}
