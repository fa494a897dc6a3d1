"""Opens a font as a PDF embeds it (TrueType, OpenType, CFF, Type 1): its glyphs, their widths, what codes mean."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from pipeline.tools.later import Later

cff = Later("fontTools.cffLib")
t1 = Later("fontTools.t1Lib")
ttf = Later("fontTools.ttLib")
recording = Later("fontTools.pens.recordingPen")
ImageFont = Later("PIL.ImageFont")
#: What fontTools logs of a date or a table that is odd asks nothing of anybody.
_SILENCE = logging.NullHandler()
_SFNT = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")
#: Steps of an outline that draw.
_DRAWS = frozenset({"lineTo", "curveTo", "qCurveTo", "addComponent"})
#: The name of the glyph that stands for a missing one.
NO_GLYPH = ".notdef"


class Unreadable(Exception):  # noqa: N818 - told as a fault of the file
    """A font's program cannot be read."""


@dataclass(frozen=True)
class Program:
    """What an embedded font holds: glyphs by number, the width of each by name, what codes mean by its own tables.

    Widths are in thousandths of an em, None where nobody can tell. `charts` are the tables of a TrueType font by
    platform and encoding. `draws_nothing` tells a blank glyph by its outline, where anybody can read that. A program
    that only FreeType can read has no glyphs here, and nothing is said of them.
    """

    order: tuple[str, ...] = ()
    width: Callable[[str], float | None] = lambda _: None
    codes: Mapping[int, str] = field(default_factory=dict)
    charts: Mapping[tuple[int, int], Mapping[int, str]] = field(default_factory=dict)
    is_by_cid: bool = False
    draws_nothing: Callable[[str], bool] = lambda _: False


@lru_cache(maxsize=64)
def opened(content: bytes) -> Program:
    """Return what a font's program holds; raises Unreadable where neither fontTools nor FreeType can open it."""
    logging.getLogger("fontTools").addHandler(_SILENCE)
    try:
        if content[:4] in _SFNT:
            return _sfnt(content)
        return _type1(content) if content[:2] == b"%!" else _cff(content)
    except Exception as fault:  # fontTools raises whatever it stumbles over
        if not content or not _is_known_to_freetype(content):
            raise Unreadable("it is empty" if not content else str(fault)[:80] or type(fault).__name__) from fault
        return Program()


def _is_known_to_freetype(content: bytes) -> bool:
    try:
        ImageFont.truetype(BytesIO(content), 12)
    except (OSError, ValueError):
        return False
    return True


def _sfnt(content: bytes) -> Program:
    font = ttf.TTFont(BytesIO(content), lazy=True, fontNumber=0)
    order, per_em = tuple(font.getGlyphOrder()), font["head"].unitsPerEm
    advances = font["hmtx"].metrics if "hmtx" in font else {}
    charts = {(each.platformID, each.platEncID): each.cmap for each in _charts(font)}
    top = font["CFF "].cff[0] if "CFF " in font else None

    def width(name: str) -> float | None:
        return advances[name][0] * 1000 / per_em if name in advances else None

    def draws_nothing(name: str) -> bool:
        if top is not None:
            return _outline(top.CharStrings, name)[1]
        try:
            return bool(font["glyf"][name].numberOfContours == 0)
        except Exception:  # a glyph that is broken, or outlines of another kind
            return False

    return Program(order, width, {}, charts, is_by_cid=hasattr(top, "ROS"), draws_nothing=draws_nothing)


def _charts(font: Any) -> list[Any]:
    """Return the tables of codes that can be read; a subset often has none."""
    try:
        return list(font["cmap"].tables) if "cmap" in font else []
    except Exception:  # a broken one is worth as much as none
        return []


def _cff(content: bytes) -> Program:
    fonts = cff.CFFFontSet()
    fonts.decompile(BytesIO(content), None)
    top = fonts[0]
    codes = top.Encoding if not hasattr(top, "ROS") else "none"
    by_code = {"StandardEncoding": standard(), "none": {}}.get(codes) if isinstance(codes, str) else dict(
        enumerate(codes))
    return Program(tuple(top.charset), _drawn_width(top.CharStrings, top.FontMatrix[0] or 0.001), by_code or {},
                   is_by_cid=hasattr(top, "ROS"), draws_nothing=lambda name: _outline(top.CharStrings, name)[1])


def _type1(content: bytes) -> Program:
    font = t1.T1Font.__new__(t1.T1Font)  # its own way in wants a file
    font.data, font.encoding = content, "ascii"
    glyphs, names = font["CharStrings"], font["Encoding"]
    matrix = font.font.get("FontMatrix", [0.001])
    return Program(tuple(glyphs), _drawn_width(glyphs, matrix[0]),
                   dict(enumerate(names)) if isinstance(names, list) else standard(),
                   draws_nothing=lambda name: _outline(glyphs, name)[1])


def _drawn_width(glyphs: Any, scale: float) -> Callable[[str], float | None]:
    """Return what tells the width that a glyph's own program states."""
    def width(name: str) -> float | None:
        own, _ = _outline(glyphs, name)
        return None if own is None else own * scale * 1000

    return width


def _outline(glyphs: Any, name: str) -> tuple[float | None, bool]:
    """Return the width that a glyph's own program states, None where nobody can tell, and whether it draws nothing."""
    try:
        glyph, pen = glyphs[name], recording.RecordingPen()
        glyph.draw(pen)
        return float(glyph.width), not any(step in _DRAWS for step, _ in pen.value)
    except Exception:  # accents put together from two glyphs, say
        return None, False


def standard() -> dict[int, str]:
    """Return what codes mean in Adobe's standard encoding."""
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return dict(enumerate(StandardEncoding))
