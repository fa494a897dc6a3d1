"""Turns a drawing into a picture made of pixels, for programs that show no drawings."""

import io
import re
from pathlib import Path

from pipeline.model.artifact import FontFaces
from pipeline.tools import typesetter

_VARIANT = "pdf/ua-1"
#: As fine as office printers print.
_DOTS_PER_INCH = 300
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')


def png(drawing: str, width_mm: float, *, fonts: FontFaces, cache: Path) -> bytes:
    """Return an SVG as PNG, as fine as it has to be where it is shown that wide; white stands behind it."""
    import pypdfium2

    _, _, width, height = map(float, re.split(r"[\s,]+", _VIEW_BOX.findall(drawing)[0].strip()))
    height_mm = width_mm * height / width
    css = (f"@page {{ size: {width_mm}mm {height_mm}mm; margin: 0 }} body {{ margin: 0 }}"
           f" svg {{ display: block; width: {width_mm}mm; height: {height_mm}mm }}")
    laid_out = typesetter.lay_out(f"<html><body>{drawing}</body></html>", css, fonts, cache=cache, variant=_VARIANT)
    content = typesetter.write_pdf(laid_out, variant=_VARIANT, identifier="drawing").content
    with pypdfium2.PdfDocument(content) as pdf:
        pixels = pdf[0].render(scale=_DOTS_PER_INCH / 72).to_pil().convert("RGB")
    packed = io.BytesIO()
    pixels.save(packed, "PNG", optimize=True, dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH))
    return packed.getvalue()
