"""Turns a drawing into a picture made of pixels, for programs and shelves that show no drawings."""

import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.model.artifact import FontFaces
from pipeline.tools.typesetting import typesetter

_VARIANT = "pdf/ua-1"
#: Enough for flat colours and the soft edges between them.
_COLOURS, _FASTEST = 128, 2
#: High, and colours as fine as shapes: a cover's drawing has hard edges.
_QUALITY, _EVERY_PIXEL = 90, 0
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')


@lru_cache(maxsize=64)
def png(drawing: str, longer_side_px: int, *, fonts: FontFaces, cache: Path) -> bytes:
    """Return an SVG as PNG whose longer side is so long; white stands behind it."""
    _, _, width, height = map(float, re.split(r"[\s,]+", _VIEW_BOX.findall(drawing)[0].strip()))
    scale = longer_side_px / max(width, height)
    pixels = _pixels(drawing, width * scale, height * scale, 96 / 72, fonts, cache)
    packed = io.BytesIO()
    pixels.quantize(_COLOURS, method=_FASTEST).save(packed, "PNG")
    return packed.getvalue()


def jpeg(drawing: str, width: int, height: int, *, fonts: FontFaces, cache: Path) -> bytes:
    """Return an SVG of that size in px, its words in our own fonts, as JPEG of three quarters of it."""
    packed = io.BytesIO()
    pixels = _pixels(drawing, width, height, 1, fonts, cache)
    pixels.save(packed, "JPEG", quality=_QUALITY, subsampling=_EVERY_PIXEL, optimize=True)
    return packed.getvalue()


def _pixels(drawing: str, width: float, height: float, scale: float, fonts: FontFaces, cache: Path) -> Any:
    """Return an SVG, drawn so large in px, as an image with `scale` pixels for each of its points."""
    import pypdfium2

    css = (f"@page {{ size: {width:.2f}px {height:.2f}px; margin: 0 }} body {{ margin: 0 }}"
           f" svg {{ display: block; width: {width:.2f}px; height: {height:.2f}px }}")
    html = f"<html><head></head><body>{drawing}</body></html>"
    laid_out = typesetter.lay_out(html, css, fonts, cache=cache, variant=_VARIANT)
    content = typesetter.write_pdf(laid_out, variant=_VARIANT, identifier="drawing").content
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[0].render(scale=scale).to_pil().convert("RGB")
