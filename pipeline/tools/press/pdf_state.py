"""The graphics state of a PDF's content stream, as far as it decides about ink: its operators, spaces and gradients."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

from pipeline.model.printed import Box, Spot
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_space

pikepdf = Later("pikepdf")
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: What a glyph of its own (d1) or a tile without colours must not do, so that its user's colour stays (9.6.5, 8.7.3.3).
COLOUR_OPERATORS = frozenset({"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"})
TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"'})
#: Settings that decide whether anything shines through.
_BLENDING = frozenset({"/ca", "/CA", "/SMask", "/BM"})
#: Ways of blending in which white is nothing (11.3.5.2).
_WITHOUT_WHITE = frozenset({"/Multiply", "/Darken", "/ColorBurn"})
_ALPHAS = {"/ca": "fill_alpha", "/CA": "stroke_alpha"}
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


@dataclass(frozen=True)
class Colour:
    """The current colour: its space by name, its values, inks of its own; a pattern stands as its own object.

    `prints` is false for the ink called None, which leaves no mark and takes none away (8.6.6.4).
    """

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    pattern: Any = None
    spots: tuple[str, ...] = ()
    mixed: tuple[float, ...] = ()
    names_inks: bool = False
    named: Any = None
    prints: bool = True


@dataclass(frozen=True)
class State:
    """The part of the graphics state that decides about ink, lines and the size of type.

    `base` is the matrix that the content stream began with, which patterns start from. `is_solid`: nothing shines
    through. `multiplies`: white is nothing, on what was laid behind so many grounds of another group (`behind`); of a
    group that multiplies, what it covers is `group_behind`. `is_hidden`: the layer is switched off. `is_tile`: it is
    drawn elsewhere, again and again. `is_mask`: it is no ink, but says how much of others is. `clip` is the box of what
    is left of the page, None for all of it. `layers` are those that what is drawn belongs to.
    """

    matrix: Matrix = IDENTITY
    base: Matrix = IDENTITY
    fill: Colour = Colour()
    stroke: Colour = Colour()
    line_width: float = 1.0
    dashes: tuple[float, ...] = ()
    dash_phase: float = 0.0
    cap: int = 0
    font: Any = None
    font_size: float = 0.0
    text: Matrix = IDENTITY
    leading: float = 0.0
    mode: int = 0
    keeps_colour: bool = False
    overprints_fill: bool = False
    overprints_stroke: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    is_solid: bool = True
    multiplies: bool = False
    behind: int = 0
    group_behind: int | None = None
    is_hidden: bool = False
    is_tile: bool = False
    is_mask: bool = False
    clip: Box | None = None
    layers: frozenset[tuple[int, int]] = frozenset()

    def spot(self, x: float, y: float) -> Spot:
        """Return where a point of the drawing stands on the page."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, box: Box) -> Box:
        """Return the box on the page around a box of the drawing."""
        left, bottom, right, top = box
        spots = [self.spot(x, y) for x in (left, right) for y in (bottom, top)]
        across, up = [x for x, _ in spots], [y for _, y in spots]
        return min(across), min(up), max(across), max(up)


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


# --- changes ---


def _colour(before: Colour, operator: str, operands: Any, resources: Any) -> Colour:
    """Return the colour that an operator sets for filling."""
    if operator in _DEVICE:
        return Colour(_DEVICE[operator], numbers(operands))
    if operator == "cs":
        return colour_in(operands[0], pdf_space.initial(operands[0], resources), resources)
    if len(operands) and isinstance(operands[-1], pikepdf.Name):
        return Colour(before.space, numbers(operands[:-1]), resources["/Pattern"][operands[-1]],
                      before.spots, named=before.named)
    values = numbers(operands)
    if before.named is None:
        return Colour(before.space, values)
    count = len(pdf_space.initial(before.named, resources))
    if count not in (0, len(values)):
        raise ValueError(f"a colour of {len(values)} inks stands in a space of {count}")
    return colour_in(before.named, values, resources)


def colour_in(named: Any, values: tuple[float, ...], resources: Any) -> Colour:
    """Return a colour of a space that resources hold; one of a table is what the table says."""
    base, own = pdf_space.looked_up(named, values, resources)
    mixed = pdf_space.mixed(base, resources, own)
    return Colour(pdf_space.space_name(base, resources), own, spots=pdf_space.ink_names(base, resources), mixed=mixed,
                  named=named, names_inks=pdf_space.names_all_inks(base, resources),
                  prints=not pdf_space.names_no_ink(base, resources))


def _graphics(_state: State, operands: Any, resources: Any) -> dict[str, Any]:
    settings = resources["/ExtGState"][operands[0]]
    font = {"font": settings["/Font"][0], "font_size": float(settings["/Font"][1])} if "/Font" in settings else {}
    change = font | ({"line_width": float(settings["/LW"])} if "/LW" in settings else {})
    change |= {"cap": int(settings["/LC"])} if "/LC" in settings else {}
    change |= _dashes(settings["/D"]) if "/D" in settings else {}
    change |= {"multiplies": bool(_modes(settings) & _WITHOUT_WHITE)} if "/BM" in settings else {}
    if "/OP" in settings:  # stands for both where the other is not said (8.6.7)
        change |= {"overprints_stroke": bool(settings["/OP"]), "overprints_fill": bool(settings["/OP"])}
    change |= {"overprints_fill": bool(settings["/op"])} if "/op" in settings else {}
    change |= {"overprint_mode": int(settings["/OPM"])} if "/OPM" in settings else {}
    change |= {name: float(settings[key]) for key, name in _ALPHAS.items() if key in settings}
    return change | ({"is_solid": not is_transparent(settings)} if _BLENDING & set(settings.keys()) else {})


def is_transparent(settings: Any) -> bool:
    """Tell whether settings let what lies below shine through."""
    mask = settings.get("/SMask", "/None")
    return (min(float(settings.get(key, 1)) for key in ("/ca", "/CA")) < 1 or isinstance(mask, pikepdf.Dictionary)
            or not _modes(settings) & {"/Normal", "/Compatible"})


def _modes(settings: Any) -> set[str]:
    """Return the ways of blending that settings name; of several a machine takes the first that it knows."""
    mode = settings.get("/BM", "/Normal")
    return {str(each) for each in (mode if isinstance(mode, pikepdf.Array) else (mode,))}


def in_group(state: State, group: Any, laid: int) -> State:
    """Return the state in which a group of transparency begins (11.6.6), behind which so many grounds are laid."""
    if group.get("/S") != "/Transparency":
        return state
    behind = laid if group.get("/I", False) else state.behind
    covered = laid if state.multiplies else state.group_behind
    return replace(state, multiplies=False, behind=behind, group_behind=covered)


def _dashes(told: Any) -> dict[str, Any]:
    pattern, phase = told
    return {"dashes": numbers(pattern), "dash_phase": float(phase)}


def _moved(state: State, across: float, up: float) -> dict[str, Any]:
    return {"text": times((1.0, 0.0, 0.0, 1.0, across, up), state.text)}


def _next_line(state: State, _operands: Any, _resources: Any) -> dict[str, Any]:
    return _moved(state, 0.0, -state.leading)


#: Operator -> what it changes in the state.
_CHANGES: dict[str, Callable[[State, Any, Any], Mapping[str, Any]]] = {
    "cm": lambda state, operands, _: {"matrix": times(matrix_of(operands), state.matrix)},
    "gs": _graphics,
    "J": lambda _, operands, __: {"cap": int(operands[0])},
    "d": lambda _, operands, __: _dashes(operands),
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
