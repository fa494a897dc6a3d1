"""Measures the ink on the pages of a PDF, as Ghostscript draws them for the press."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import sqrt
from typing import Any

from pipeline.model.failure import ToolFailed
from pipeline.model.limits import PAGE_PIXELS
from pipeline.model.press_terms import PressTerms
from pipeline.model.printed import MM_PER_PT, Box, PrintedPage, Spot
from pipeline.tools.later import Later
from pipeline.tools.press import ghostscript

ImageChops = Later("PIL.ImageChops")
ImageMath = Later("PIL.ImageMath")
pikepdf = Later("pikepdf")
#: One pixel a point; a larger page is drawn more coarsely, so that its pixels stay within the limit.
_DPI = 72.0
#: An ink below this (of 255) is taken for paper.
_PAPER = 6
#: How wide the strips are in which ink is looked for along an edge, in points.
_STRIP_PT = 2.0


@dataclass(frozen=True)
class Edge:
    """One edge of the trim, pixel by pixel: whether ink stands just inside it, and at the rim of the bleed."""

    name: str
    inside: tuple[bool, ...]
    rim: tuple[bool, ...]
    mm_per_px: float


@dataclass(frozen=True)
class InkedPage:
    """The ink on one page: how much of it is above the limit, and from where on; its edges, if it has a bleed."""

    page: PrintedPage
    heavy_mm2: float
    heavy_spot: Spot
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Inked:
    """The pages that could be drawn, and what Ghostscript complains of (empty where all is well)."""

    pages: tuple[InkedPage, ...]
    complaint: str = ""


@lru_cache(maxsize=2)
def inked(content: bytes, pages: tuple[PrintedPage, ...], terms: PressTerms) -> Inked:
    """Return the ink on each page; several checks of one file draw it once.

    Raises MissingTool where Ghostscript is not installed.
    """
    found: list[InkedPage] = []
    sizes = ((right - left) * (top - bottom) for left, bottom, right, top in (page.media for page in pages))
    resolution = min(_DPI, 72 * sqrt(PAGE_PIXELS / max([1.0, *sizes])))
    shown = _uncropped(content) if any(page.crop and page.crop != page.media for page in pages) else content
    try:
        for page, picture in zip(pages, ghostscript.draw(shown, resolution, len(pages)), strict=False):
            found.append(_measured(page, picture, terms))
    except ToolFailed as fault:
        return Inked(tuple(found), str(fault))
    missing = len(pages) - len(found)
    return Inked(tuple(found), f"Ghostscript left out {missing} of {len(pages)} pages" if missing else "")


def _uncropped(content: bytes) -> bytes:
    """Return a PDF whose pages show all that is on them: Ghostscript leaves out what a screen does not show."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.obj.CropBox = page.mediabox
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def _measured(page: PrintedPage, picture: Any, terms: PressTerms) -> InkedPage:
    if page.turn:
        # Rotate turns clockwise what Pillow turns back
        picture = picture.rotate(page.turn, expand=True)
    px_per_pt = picture.width / max(page.media[2] - page.media[0], 1.0)
    left, bottom, right, top = page.bleed or page.media
    # marks beyond the bleed are in all inks, and are cut off
    kept = max(left, page.media[0]), bottom, right, min(top, page.media[3])
    over, place = _over(_part(page, picture, kept, px_per_pt), terms.ink_limit_percent)
    spot = (kept[0] + place[0] / px_per_pt, kept[3] - place[1] / px_per_pt)
    return InkedPage(page, over * (MM_PER_PT / px_per_pt) ** 2, spot,
                     tuple(_edges(page, picture, px_per_pt, terms.bleed_mm / MM_PER_PT)))


def _over(picture: Any, limit_percent: int) -> tuple[int, tuple[int, int]]:
    """Return how many pixels hold more ink than the limit, and the left upper corner of where they are."""
    if not (picture.width and picture.height):
        return 0, (0, 0)
    cyan, magenta, yellow, black = picture.split()
    # each of the four inks is rounded to 256 steps
    most = round(limit_percent * 2.55) + 2
    over: Any = ImageMath.lambda_eval(
        lambda its: its["convert"](its["c"] + its["m"] + its["y"] + its["k"] > most, "L"),
        c=cyan, m=magenta, y=yellow, k=black)
    box = over.getbbox()
    return sum(over.histogram()[1:]), box[:2] if box else (0, 0)


def _edges(page: PrintedPage, picture: Any, px_per_pt: float, bleed_pt: float) -> Iterator[Edge]:
    if page.trim is None or page.bleed is None:
        return
    left, bottom, right, top = page.trim
    sides = {"left": (0, -1), "bottom": (1, -1), "right": (2, 1), "top": (3, 1)}
    for name, (number, outwards) in sides.items():
        at = page.trim[number]
        strips = []
        for end in (at, at + outwards * min(bleed_pt, abs(page.bleed[number] - at))):
            near, far = sorted((end, end - outwards * _STRIP_PT))
            strip = (near, bottom, far, top) if name in ("left", "right") else (left, near, right, far)
            strips.append(_ink_along(_part(page, picture, strip, px_per_pt), name))
        yield Edge(name, strips[0], strips[1], MM_PER_PT / px_per_pt)


def _part(page: PrintedPage, picture: Any, box: Box, px_per_pt: float) -> Any:
    """Return the pixels of a box in points, as far as it lies on the page."""
    left, bottom, right, top = box
    media_left, _, _, media_top = page.media
    edges = (left - media_left, media_top - top, right - media_left, media_top - bottom)
    limits = (picture.width, picture.height) * 2
    return picture.crop([min(max(0, round(edge * px_per_pt)), most) for edge, most in zip(edges, limits, strict=True)])


def _ink_along(strip: Any, edge: str) -> tuple[bool, ...]:
    """Return for each pixel along an edge whether ink stands anywhere across the strip; empty for an empty strip."""
    if not (strip.width and strip.height):
        return ()
    cyan, magenta, yellow, black = strip.split()
    most = ImageChops.lighter(ImageChops.lighter(cyan, magenta), ImageChops.lighter(yellow, black))
    across, down = most.point([0] * _PAPER + [255] * (256 - _PAPER)).getprojection()
    return tuple(map(bool, down if edge in ("left", "right") else across))
