"""Turns a drawing into a picture made of pixels, for programs that show no drawings."""

import io
import re
from functools import lru_cache
from pathlib import Path

from pipeline.model.artifact import FontFaces
from pipeline.tools import typesetter

_VARIANT = "pdf/ua-1"
#: Enough for flat colours and the soft edges between them.
_COLOURS, _FASTEST = 128, 2
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')


@lru_cache(maxsize=64)
def png(drawing: str, longer_side_px: int, *, fonts: FontFaces, cache: Path) -> bytes:
    """Return an SVG as PNG whose longer side is so long; white stands behind it."""
    import pypdfium2

    _, _, width, height = map(float, re.split(r"[\s,]+", _VIEW_BOX.findall(drawing)[0].strip()))
    scale = longer_side_px / max(width, height)
    size = f"width: {width * scale:.2f}px; height: {height * scale:.2f}px"
    css = (f"@page {{ size: {width * scale:.2f}px {height * scale:.2f}px; margin: 0 }} body {{ margin: 0 }}"
           f" svg {{ display: block; {size} }}")
    laid_out = typesetter.lay_out(f"<html><body>{drawing}</body></html>", css, fonts, cache=cache, variant=_VARIANT)
    content = typesetter.write_pdf(laid_out, variant=_VARIANT, identifier="drawing").content
    with pypdfium2.PdfDocument(content) as pdf:
        pixels = pdf[0].render(scale=96 / 72).to_pil().convert("RGB").quantize(_COLOURS, method=_FASTEST)
    packed = io.BytesIO()
    pixels.save(packed, "PNG")
    return packed.getvalue()
