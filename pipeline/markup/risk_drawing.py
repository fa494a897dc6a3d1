"""Draws the risk of a fact as SVG in the colours of the tokens: children in rows, or months in a line.

Looks differ by shape before they differ by colour, so that they are told apart in black and white: filled, striped,
outlined. Each unit is one path of its own, which a check can count in the finished file.
"""

from collections.abc import Mapping

from pipeline.markup.stylesheet import ColourSpace, colours
from pipeline.model.artifact import Design
from pipeline.model.risk_figure import Kind, Look, RiskFigure, figure_at, sample_at

_Palette = Mapping[str, str]
#: Outline and stripes of each shape: a child (head, and a body with round shoulders), a month, part of one,
#: what months lead to.
_SHAPES = {
    "child": ("M5 .75C6.08 .75 6.95 1.62 6.95 2.7C6.95 3.78 6.08 4.65 5 4.65C3.92 4.65 3.05 3.78 3.05 2.7"
              "C3.05 1.62 3.92 .75 5 .75Z"
              "M1.9 9.7C1.9 7 3 5.3 5 5.3C7 5.3 8.1 7 8.1 9.7C8.1 10.2 7.9 10.4 7.4 10.4L2.6 10.4"
              "C2.1 10.4 1.9 10.2 1.9 9.7Z",
              "M2.9 6.6L7.1 6.6M2.3 7.9L7.7 7.9M2.1 9.2L7.9 9.2"),
    "month": ("M3 0L57 0C58.7 0 60 1.3 60 3L60 4C60 5.7 58.7 7 57 7L3 7C1.3 7 0 5.7 0 4L0 3C0 1.3 1.3 0 3 0Z",
              "M.5 2.3L59.5 2.3M.5 4.7L59.5 4.7"),
    "part": ("M3 0L13 0C14.7 0 16 1.3 16 3L16 4C16 5.7 14.7 7 13 7L3 7C1.3 7 0 5.7 0 4L0 3C0 1.3 1.3 0 3 0Z",
             "M.5 2.3L15.5 2.3M.5 4.7L15.5 4.7"),
    "goal": ("M3.5 0C5.43 0 7 1.57 7 3.5C7 5.43 5.43 7 3.5 7C1.57 7 0 5.43 0 3.5C0 1.57 1.57 0 3.5 0Z", ""),
}
#: How far it is from one child, from one month to the next; how many children stand in a row; how high a line is.
_ACROSS, _DOWN, _A_ROW = 10.0, 11.5, 10
_MONTH, _GOAL, _HEIGHT = 61.5, 7.0, 7.0
#: The box of each shape alone, and what stands around it and around the whole: room for half of an outline.
_BOXES = {"child": (1.9, 0.75, 6.2, 9.65), "part": (0.0, 0.0, 16.0, 7.0), "goal": (0.0, 0.0, 7.0, 7.0)}
_EDGE = 0.5
#: What each part is painted with: fill and stroke as meanings of colour.
_PAINTS = {"filled": ("heading", "heading"), "striped": ("paper", "heading"), "open": ("paper", "outline"),
           "goal": ("accent", "accent"), "stripes": ("none", "heading")}


def drawing(design: Design, path: str, space: ColourSpace) -> str:
    """Return the SVG at a path: the drawing of a fact, or one unit alone."""
    palette, figure = colours(design, space), figure_at(path)
    if figure:
        return _icons(figure, palette) if figure.kind == "icons" else _timeline(figure, palette)
    kind, look = sample_at(path)
    shape = _shape(kind, look).replace("month", "part")
    return _svg(_BOXES[shape], _unit(shape, look, (0.0, 0.0), palette))


def themed(design: Design, path: str) -> str:
    """Return the same for an e-book: on a ground of its own, dark where the reader prefers a dark page."""
    light, dark = colours(design, "srgb"), colours(design, "srgb", "meaning-dark")
    rules = "".join(f".{name}{{fill:{dark.get(fill, fill)};stroke:{dark[stroke]}}}"
                    for name, (fill, stroke) in _PAINTS.items())
    ground = (f"<style>@media (prefers-color-scheme:dark){{.ground{{fill:{dark['paper']}}}{rules}}}</style>"
              f'<rect class="ground" x="-10" y="-10" width="1000" height="1000" fill="{light["paper"]}"/>')
    head, rest = drawing(design, path, "srgb").split(">", 1)
    return f"{head}>{ground}{rest}"


def _icons(figure: RiskFigure, palette: _Palette) -> str:
    rows = -(-len(figure.looks) // _A_ROW)
    units = (_unit("child", look, (_ACROSS * (number % _A_ROW), _DOWN * (number // _A_ROW)), palette)
             for number, look in enumerate(figure.looks))
    return _svg((0.0, 0.0, _ACROSS * _A_ROW, _DOWN * rows), "".join(units))


def _timeline(figure: RiskFigure, palette: _Palette) -> str:
    units = (_unit(_shape("timeline", look), look, (_MONTH * number, 0.0), palette)
             for number, look in enumerate(figure.looks))
    return _svg((0.0, 0.0, _MONTH * (figure.filled + figure.striped) + _GOAL, _HEIGHT), "".join(units))


def _shape(kind: Kind, look: Look) -> str:
    if kind == "icons":
        return "child"
    return "goal" if look == "goal" else "month"


def _unit(shape: str, look: Look, place: tuple[float, float], palette: _Palette) -> str:
    """Return one unit: its outline, and the stripes on it."""
    outline, stripes = _SHAPES[shape]
    drawn = _path(look, outline, place, palette)
    return drawn + _path("stripes", stripes, place, palette) if look == "striped" else drawn


def _path(name: str, line: str, place: tuple[float, float], palette: _Palette) -> str:
    fill, stroke = (palette.get(each, each) for each in _PAINTS[name])
    width = ' stroke-width="1"' if name == "stripes" else ""
    return (f'<path class="{name}" transform="translate({place[0]:g} {place[1]:g})" fill="{fill}" stroke="{stroke}"'
            f'{width} d="{line}"/>')


def _svg(box: tuple[float, float, float, float], units: str) -> str:
    left, top, width, height = box
    view = f"{left - _EDGE:g} {top - _EDGE:g} {width + 2 * _EDGE:g} {height + 2 * _EDGE:g}"
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">'
            f'<g fill="none" stroke-width=".7" stroke-linejoin="round">{units}</g></svg>\n')
