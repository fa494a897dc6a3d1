"""Draws a clinic's logo as a form for PDF, once, however many products it goes into."""

from functools import lru_cache
from pathlib import Path

from pipeline.markup.picture_file import data_uri, in_colours
from pipeline.model.artifact import Design, FontFaces
from pipeline.model.slot import Box
from pipeline.tools.pdf import pdf_base
from pipeline.tools.typesetting import fonts, typesetter


def for_pdf(design: Design, logo: bytes, area: Box, profile: Path | None) -> pdf_base.Form:
    """Return the logo as large as its place allows, at its lower left; with a profile, in CMYK."""
    media_type, content = in_colours(design, logo, profile)
    return _form(media_type, content, (area.width, area.height), fonts.faces(design), design.cache, profile)


@lru_cache(maxsize=64)
def _form(
    media_type: str, content: bytes, size: tuple[float, float], faces: FontFaces, cache: Path, profile: Path | None
) -> pdf_base.Form:
    """Return the drawing as the typesetter makes it, on a page of its own."""
    width, height = size
    html = ('<html lang="en"><head><title>.</title></head><body>'
            f'<img src="{data_uri(media_type, content)}" alt=""/></body></html>')
    css = (f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
           f" img {{ display: block; width: {width}pt; height: {height}pt; object-fit: contain;"
           " object-position: left bottom }")
    variant = "pdf/x-4" if profile else "pdf/a-2b"
    laid_out = typesetter.lay_out(html, css, faces, cache=cache, profile=profile, variant=variant)
    return pdf_base.form(typesetter.write_pdf(laid_out, variant=variant, identifier="logo", profile=profile).content)
