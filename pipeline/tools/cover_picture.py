"""Turns the drawing of a cover into a picture made of pixels: many shelves show no drawing."""

import io
from pathlib import Path

from pipeline.model.artifact import FontFaces
from pipeline.tools import typesetter

_VARIANT = "pdf/ua-1"
#: High, and colours as fine as shapes: the drawing has hard edges.
_QUALITY, _EVERY_PIXEL = 90, 0


def picture(drawing: str, width: int, height: int, *, fonts: FontFaces, cache: Path) -> bytes:
    """Return an SVG of that size in px, its words in our own fonts, as JPEG of three quarters of it."""
    import pypdfium2

    css = f"@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}"
    laid_out = typesetter.lay_out(f"<html><body>{drawing}</body></html>", css, fonts, cache=cache, variant=_VARIANT)
    with pypdfium2.PdfDocument(typesetter.write_pdf(laid_out, variant=_VARIANT, identifier="cover").content) as pdf:
        pixels = pdf[0].render(scale=1).to_pil().convert("RGB")
    packed = io.BytesIO()
    pixels.save(packed, "JPEG", quality=_QUALITY, subsampling=_EVERY_PIXEL, optimize=True)
    return packed.getvalue()
