"""Draws a clinic's logo once, however many products it goes into: as a form for PDF, as a file for an e-book."""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from pipeline.markup.stylesheet import ColourSpace, paint
from pipeline.model.artifact import Design, FontFaces
from pipeline.model.slot import Box
from pipeline.tools.pdf import pdf_base
from pipeline.tools.pictures import images
from pipeline.tools.typesetting import fonts, typesetter

_SVG = "image/svg+xml"


def for_pdf(design: Design, logo: bytes, area: Box, profile: Path | None) -> pdf_base.Form:
    """Return the logo as large as its place allows, at its lower left; with a profile, in CMYK."""
    media_type, content = _in_colour(design, logo, profile)
    return _form(media_type, content, (area.width, area.height), fonts.faces(design), design.cache, profile)


def for_screen(design: Design, logo: bytes) -> tuple[str, bytes]:
    """Return media type and bytes of the logo as an e-book shows it."""
    return _in_colour(design, logo, None)


def is_drawing(logo: bytes) -> bool:
    """Tell whether a logo is a drawing; else it is made of pixels."""
    return logo.lstrip().startswith(b"<")


def _in_colour(design: Design, logo: bytes, profile: Path | None) -> tuple[str, bytes]:
    if is_drawing(logo):
        space: ColourSpace = "cmyk" if profile else "srgb"
        return _SVG, paint(design, logo.decode(), space).encode()
    content = images.for_press(logo, profile) if profile else images.for_screen(logo)
    return images.media_type(content), content


@lru_cache(maxsize=64)
def _form(
    media_type: str, content: bytes, size: tuple[float, float], faces: FontFaces, cache: Path, profile: Path | None
) -> pdf_base.Form:
    """Return the drawing as the typesetter makes it, on a page of its own."""
    width, height = size
    data = b64encode(content).decode()
    html = ('<html lang="en"><head><title>.</title></head><body>'
            f'<img src="data:{media_type};base64,{data}" alt=""/></body></html>')
    css = (f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
           f" img {{ display: block; width: {width}pt; height: {height}pt; object-fit: contain;"
           " object-position: left bottom }")
    variant = "pdf/x-4" if profile else "pdf/a-2b"
    laid_out = typesetter.lay_out(html, css, faces, cache=cache, profile=profile, variant=variant)
    return pdf_base.form(typesetter.write_pdf(laid_out, variant=variant, identifier="logo", profile=profile).content)
