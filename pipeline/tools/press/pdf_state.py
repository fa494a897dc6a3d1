"""The graphics state of a PDF's content stream, as far as it decides about ink: its operators, spaces and gradients."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from pipeline.model.printed import Shading, Spot
from pipeline.tools.later import Later

pikepdf = Later("pikepdf")
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: What a glyph of its own (d1) or a tile without colours must not do, so that its user's colour stays (9.6.5, 8.7.3.3).
COLOUR_OPERATORS = frozenset({"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"})
TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"'})
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "Indexed": 1, "I": 1, "Separation": 1, "DeviceRGB": 3, "CalRGB": 3,
               "Lab": 3, "DeviceCMYK": 4}
#: Spaces and functions may name others; what is nested deeper names itself.
_DEEPEST = 12
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
    if operator in COLOUR_OPERATORS:
        if state.keeps_colour:
            return state
        if operator.isupper():
            return replace(state, stroke=_colour(state.stroke, operator.lower(), operands, resources))
        return replace(state, fill=_colour(state.fill, operator, operands, resources))
    change = _CHANGES.get(operator)
    return replace(state, **change(state, operands, resources)) if change else state


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


# --- colours ---


def space_name(space: Any, resources: Any, depth: int = 0) -> str:
    """Return the family of a colour space; an ICC profile with its count of inks, a table by what it looks up."""
    if depth > _DEEPEST:
        raise ValueError("a colour space is made of itself")
    if isinstance(space, pikepdf.Array):
        family = _bare(space[0])
        if family == "ICCBased":
            return f"ICCBased {space[1].get('/N')}"
        if family in ("Indexed", "I", "Pattern") and len(space) > 1:
            return space_name(space[1], resources, depth + 1)
        if family in ("Separation", "DeviceN"):
            return f"{family} {space_name(space[2], resources, depth + 1)}"
        return _SHORT.get(family, family)
    name = _bare(space)
    named = resources.get("/ColorSpace", {})
    if f"/{name}" in named:
        return space_name(named[f"/{name}"], resources, depth + 1)
    return _SHORT.get(name, name)


def shading(page: int, gradient: Any, resources: Any) -> Shading:
    """Return what a gradient's space needs and what its functions give (ISO 32000-1, 8.7.4.5)."""
    space = gradient["/ColorSpace"]
    return Shading(page, space_name(space, resources), _components(space, resources, 0), _given(gradient))


def _components(space: Any, resources: Any, depth: int) -> int:
    if depth > _DEEPEST:
        raise ValueError("a colour space is made of itself")
    if not isinstance(space, pikepdf.Array):
        named = resources.get("/ColorSpace", {})
        return _components(named[space], resources, depth + 1) if space in named else _COMPONENTS[_bare(space)]
    family = _bare(space[0])
    if family == "ICCBased":
        return int(space[1]["/N"])
    return len(space[1]) if family == "DeviceN" else _COMPONENTS[_SHORT.get(family, family)]


def _given(gradient: Any) -> tuple[int, ...]:
    """Return the counts of components that functions or vertices give; a mesh without a function gives its own."""
    if "/Function" in gradient:
        found = _outputs(gradient["/Function"], 0)
    else:
        # x and y come first in a mesh's Decode, a pair of limits each (table 82)
        found = {(len(gradient["/Decode"]) - 4) // 2} if "/Decode" in gradient else {0}
    return tuple(sorted(found))


def _outputs(function: Any, depth: int) -> set[int]:
    if depth > _DEEPEST:
        raise ValueError("a function is made of itself")
    if isinstance(function, pikepdf.Array):
        return {sum(max(_outputs(each, depth + 1), default=0) for each in function)}
    kind = int(function["/FunctionType"])
    if kind == 2:
        return {len(function.get("/C0", (0,))), len(function.get("/C1", (1,)))}
    if kind == 3:
        return {count for each in function["/Functions"] for count in _outputs(each, depth + 1)}
    return {len(function["/Range"]) // 2}


def _bare(name: Any) -> str:
    return str(name).lstrip("/")


# --- changes ---


def _colour(before: Colour, operator: str, operands: Any, resources: Any) -> Colour:
    """Return the colour that an operator sets for filling."""
    if operator in _DEVICE:
        return Colour(_DEVICE[operator], numbers(operands))
    if operator == "cs":
        return Colour(space_name(operands[0], resources), ())
    if len(operands) and isinstance(operands[-1], pikepdf.Name):
        return Colour(before.space, numbers(operands[:-1]), resources["/Pattern"][operands[-1]])
    return Colour(before.space, numbers(operands))


def _graphics(_state: State, operands: Any, resources: Any) -> dict[str, Any]:
    settings = resources["/ExtGState"][operands[0]]
    font = {"font": settings["/Font"][0], "font_size": float(settings["/Font"][1])} if "/Font" in settings else {}
    return font | ({"line_width": float(settings["/LW"])} if "/LW" in settings else {})


def _moved(state: State, across: float, up: float) -> dict[str, Any]:
    return {"text": times((1.0, 0.0, 0.0, 1.0, across, up), state.text)}


def _next_line(state: State, _operands: Any, _resources: Any) -> dict[str, Any]:
    return _moved(state, 0.0, -state.leading)


#: Operator -> what it changes in the state.
_CHANGES: dict[str, Callable[[State, Any, Any], Mapping[str, Any]]] = {
    "cm": lambda state, operands, _: {"matrix": times(matrix_of(operands), state.matrix)},
    "gs": _graphics,
    "w": lambda _, operands, __: {"line_width": float(operands[0])},
    "BT": lambda *_: {"text": IDENTITY},
    "Tf": lambda _, operands, resources: {
        "font": resources.get("/Font", {}).get(operands[0]), "font_size": float(operands[1])},
    "Tm": lambda _, operands, __: {"text": matrix_of(operands)},
    "Td": lambda state, operands, _: _moved(state, *numbers(operands)),
    "TD": lambda state, operands, _: {**_moved(state, *numbers(operands)), "leading": -float(operands[1])},
    "TL": lambda _, operands, __: {"leading": float(operands[0])},
    "T*": _next_line, "'": _next_line, '"': _next_line,
    "Tr": lambda _, operands, __: {"mode": int(operands[0])},
}
