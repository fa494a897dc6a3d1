"""Turns a drawing into a picture made of pixels, for programs that show no drawings."""

import io
import re
from pathlib import Path

from pipeline.model.artifact import FontFaces
from pipeline.tools import typesetter

_VARIANT = "pdf/ua-1"
#: How long the longer side is: enough for an office printer, where a drawing is 70 mm wide.
_LONGER_SIDE_PX = 900
_COLOURS = 64
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')


def png(drawing: str, *, fonts: FontFaces, cache: Path) -> bytes:
    """Return an SVG of flat colours as PNG; white stands behind it."""
    import pypdfium2

    _, _, width, height = map(float, re.split(r"[\s,]+", _VIEW_BOX.findall(drawing)[0].strip()))
    scale = _LONGER_SIDE_PX / max(width, height)
    size = f"width: {width * scale:.2f}px; height: {height * scale:.2f}px"
    css = (f"@page {{ size: {width * scale:.2f}px {height * scale:.2f}px; margin: 0 }} body {{ margin: 0 }}"
           f" svg {{ display: block; {size} }}")
    laid_out = typesetter.lay_out(f"<html><body>{drawing}</body></html>", css, fonts, cache=cache, variant=_VARIANT)
    content = typesetter.write_pdf(laid_out, variant=_VARIANT, identifier="drawing").content
    with pypdfium2.PdfDocument(content) as pdf:
        pixels = pdf[0].render(scale=96 / 72).to_pil().convert("RGB").quantize(_COLOURS, dither=0)
    packed = io.BytesIO()
    pixels.save(packed, "PNG", optimize=True)
    return packed.getvalue()
