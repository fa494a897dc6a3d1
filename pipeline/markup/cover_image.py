"""Draws the picture that stands for a book on a shelf: its title over the cover's drawing, on the deep colour."""

from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.cells import cells, wrap
from pipeline.markup.stylesheet import colours, family, paint
from pipeline.model.artifact import Design

_SVG = "http://www.w3.org/2000/svg"
#: How wide a letter is on average, in ems: breaks lines so that no reader's font runs over the edge.
_LETTER_EM = 0.56
_LEADING = 1.17


def cover_image(design: Design, title: str, subtitle: str, *, drawing: str, language: str) -> str:
    """Return one SVG in the colours of the brochure, its text in the fonts of print."""
    size: dict[str, Any] = design.tokens["cover-image"]
    width, height, margin = size["width"], size["height"], size["margin"]
    colour = colours(design, "srgb")
    title_lines = _lines(title, width - 2 * margin, size["size-title"])
    subtitle_lines = _lines(subtitle, width - 2 * margin, size["size-subtitle"])
    large, small = (_fitting(lines, width - 2 * margin, size[name]) for lines, name in (
        (title_lines, "size-title"), (subtitle_lines, "size-subtitle")))
    below_title = margin + len(title_lines) * large * _LEADING
    below = below_title + margin / 3 + len(subtitle_lines) * small * _LEADING
    from_right = design.writing.is_right_to_left
    edge, side_of_text = (width - margin, ' text-anchor="end"') if from_right else (margin, "")
    side = min(width, height - below)
    return "".join((
        f'<svg xmlns="{_SVG}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' lang={quoteattr(language)} font-family={quoteattr(family(design))} fill="{colour["on-deep"]}">'
        f"<title>{escape(f'{title}: {subtitle}')}</title>",
        f'<rect width="{width}" height="{height}" fill="{colour["deep"]}"/>',
        _text(title_lines, edge, margin, large, f' font-weight="700"{side_of_text}'),
        _text(subtitle_lines, edge, below_title + margin / 3, small, side_of_text),
        _placed(paint(design, design.figures[drawing], "srgb"), (width - side) / 2, height - side, side),
        "</svg>\n"))


def _lines(words: str, width: float, size: float) -> list[str]:
    return wrap(words, max(1, int(width / (size * _LETTER_EM))))


def _fitting(lines: list[str], width: float, size: float) -> float:
    """Return the size, or a smaller one at which the longest line fits: some scripts give no place to break."""
    return min([size, *(width / (cells(line) * _LETTER_EM) for line in lines if len(line.split()) == 1)])


def _text(lines: list[str], left: float, top: float, size: float, weight: str) -> str:
    rows = "".join(f'<tspan x="{left:g}" y="{top + size * (1 + index * _LEADING):g}">{escape(line)}</tspan>'
                   for index, line in enumerate(lines))
    return f'<text font-size="{size:g}"{weight}>{rows}</text>'


def _placed(drawing: str, left: float, top: float, side: float) -> str:
    """Return the drawing as a part of another, in a square at that spot."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawing)
    for name, value in zip(("x", "y", "width", "height"), (left, top, side, side), strict=True):
        root.set(name, f"{value:g}")
    return ElementTree.tostring(root, encoding="unicode")
