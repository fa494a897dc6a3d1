"""Counts what the drawings of facts show in a finished file: shapes of a PDF, paths of an SVG, signs of a text.

It goes by what a reader sees, dark, striped or light, and knows nothing of the tokens that gave the colours.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.model.risk_figure import SIGNS, SIGNS_A_UNIT, Kind, RiskFigure, figure_at
from pipeline.tools.reading import docx_reader, epub_reader, pdf_shapes

_SVG = "{http://www.w3.org/2000/svg}"
_ROW = re.compile(rf"\s*[{re.escape(''.join(SIGNS.values()))}]+")
_COLOUR = re.compile(r"#([0-9a-f]{6})")
_INSIDE = re.compile(rb'src="data:image/svg\+xml;base64,([^"]+)"')
_DARK = 0.5


@dataclass(frozen=True)
class Counted:
    """One drawing in a file: where it is, and how many units look which way."""

    where: str
    shown: RiskFigure


def counted(media_type: str, content: bytes) -> list[Counted]:
    """Return the drawings of facts in a file, in the order of reading; nothing for a type that nobody counts."""
    reader = _READERS.get(media_type)
    return list(reader(content)) if reader else []


def _pdf(content: bytes) -> Iterator[Counted]:
    for shapes in pdf_shapes.pictures(content):
        looks = [(shape.is_dark, shape.is_striped, shape.is_like(shapes[0])) for shape in shapes]
        yield Counted(f"page {shapes[0].page}", _figure(looks))


def _epub(content: bytes) -> Iterator[Counted]:
    held = {entry.path: root for entry, root in epub_reader.trees(content)}
    for path, page in epub_reader.spine(content):
        for image in page.iter(f"{epub_reader.XHTML}img"):
            source = image.get("src", "").removeprefix("../")
            if figure_at(source):
                drawing = next((root for name, root in held.items() if name.endswith(source)), None)
                yield Counted(path, _figure([] if drawing is None else list(_units(drawing))))


def _html(content: bytes) -> Iterator[Counted]:
    for found in _INSIDE.finditer(content):
        drawing = ElementTree.fromstring(b64decode(found[1]))
        if _is_of_fact(drawing):
            line = content.count(b"\n", 0, found.start()) + 1
            yield Counted(f"line {line}", _figure(list(_units(drawing))))


def _docx(content: bytes) -> Iterator[Counted]:
    for drawing in docx_reader.drawings(content):
        if _is_of_fact(drawing):
            yield Counted(docx_reader.DOCUMENT, _figure(list(_units(drawing))))


def _is_of_fact(drawing: Element) -> bool:
    """Tell whether a drawing shows the units of a fact, and more than the one of a key."""
    is_marked = any(path.get("class") in SIGNS for path in drawing.iter(f"{_SVG}path"))
    return is_marked and len(list(_units(drawing))) > 1


def _units(drawing: Element) -> Iterator[tuple[bool, bool, bool]]:
    """Yield how each unit is painted; the stripes of one follow it, and have no fill."""
    paths = list(drawing.iter(f"{_SVG}path"))
    units = [index for index, path in enumerate(paths) if path.get("fill") != "none"]
    for index in units:
        path, after = paths[index], paths[index + 1:index + 2]
        is_striped = any(each.get("fill") == "none" for each in after)
        yield _is_dark(path.get("fill", "")), is_striped, path.get("d") == paths[0].get("d")


def _is_dark(colour: str) -> bool:
    """Tell whether a fill is dark; one that is not written as the tokens write it counts as black."""
    known = _COLOUR.fullmatch(colour)
    red, green, blue = bytes.fromhex(known[1] if known else "000000")
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255 < _DARK


def _text(content: bytes) -> Iterator[Counted]:
    lines = content.decode(errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if _begins(line) and not (number > 1 and _ROW.fullmatch(lines[number - 2])):
            rows = []
            for row in lines[number - 1:]:
                if not _ROW.fullmatch(row):
                    break
                rows.append(row.strip())
            yield Counted(f"line {number}", _signs("".join(rows)))


def _begins(line: str) -> bool:
    return bool(_ROW.fullmatch(line)) and line.strip()[0] in (SIGNS["filled"], SIGNS["striped"])


def _signs(row: str) -> RiskFigure:
    """Return what a row of signs shows; a unit cut short counts as one that is too many."""
    kind: Kind = "timeline" if SIGNS["goal"] in row else "icons"
    filled, striped = (-(-row.count(SIGNS[look]) // SIGNS_A_UNIT[kind]) for look in ("filled", "striped"))
    return RiskFigure(kind, filled, striped, row.count(SIGNS["open"]) + row.count(SIGNS["goal"]))


def _figure(looks: list[tuple[bool, bool, bool]]) -> RiskFigure:
    """Return what units show, each given as (dark, striped, as large as the first)."""
    striped = sum(is_striped for _, is_striped, _ in looks)
    filled = sum(is_dark and is_alike and not is_striped for is_dark, is_striped, is_alike in looks)
    kind: Kind = "icons" if all(is_alike for _, _, is_alike in looks) else "timeline"
    return RiskFigure(kind, filled, striped, len(looks) - filled - striped)


_READERS: dict[str, Callable[[bytes], Iterator[Counted]]] = {
    "application/pdf": _pdf, "application/epub+zip": _epub, "text/html": _html, "text/plain": _text,
    docx_reader.MEDIA_TYPE: _docx,
}
