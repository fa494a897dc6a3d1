"""A drawing as far as we know drawings: flat shapes, their geometry and paints; and how it is written anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.drawing_geometry import Matrix, Point, Transform, matrix_of, moved, written

#: Shape -> its measures, in the order in which they are written.
MEASURES = {
    "circle": ("cx", "cy", "r"), "ellipse": ("cx", "cy", "rx", "ry"),
    "rect": ("x", "y", "width", "height", "rx", "ry"), "line": ("x1", "y1", "x2", "y2"),
}
#: Shapes whose measures are a list.
PATHS = {"path": "d", "polyline": "points", "polygon": "points"}
#: So many transforms of one shape are written as one matrix; small factors of large drawings need their digits.
_MANY, _FINE = 5, 10
SHAPES = frozenset(MEASURES) | frozenset(PATHS)


@dataclass(frozen=True)
class DrawingFault:
    """What cannot be printed, where it stands (both count from 1), and how to mend it."""

    line: int
    column: int
    message: str
    fix: str


@dataclass(frozen=True)
class Shape:
    """One shape: its geometry as attributes, the corners that it spans, its paints, how it is moved."""

    name: str
    geometry: tuple[tuple[str, str], ...]
    corners: tuple[Point, ...]
    paints: tuple[tuple[str, str], ...]
    transforms: tuple[Transform, ...] = ()

    @property
    def matrix(self) -> Matrix:
        """Return where its points come to lie."""
        return matrix_of(self.transforms)


@dataclass(frozen=True)
class Drawing:
    """Shapes from the lowest to the uppermost, in a box (left, top, width, height); all of it is visible."""

    box: tuple[float, float, float, float]
    shapes: tuple[Shape, ...]

    @property
    def is_in_view(self) -> bool:
        """Tell whether any shape may reach into the box."""
        left, top, width, height = self.box
        for shape in self.shapes:
            points = [moved(shape.matrix, point) for point in shape.corners]
            across, down = [point[0] for point in points], [point[1] for point in points]
            if points and (min(across) <= left + width and max(across) >= left
                           and min(down) <= top + height and max(down) >= top):
                return True
        return False


def as_svg(drawing: Drawing) -> str:
    """Return the drawing as SVG: an element a line, nothing but what a `Drawing` holds."""
    lines = "".join(f"  <{shape.name}{''.join(_attributes(shape))}/>\n" for shape in drawing.shapes)
    box = " ".join(map(written, drawing.box))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n{lines}</svg>\n'


def _attributes(shape: Shape) -> Iterator[str]:
    for name, value in (*shape.geometry, *shape.paints):
        yield f' {name}="{value}"'
    if shape.transforms:
        several = shape.transforms if len(shape.transforms) < _MANY else (("matrix", shape.matrix),)
        said = " ".join(f"{name}({' '.join(written(each, _FINE) for each in values)})" for name, values in several)
        yield f' transform="{said}"'
