"""Turns what a text shows into a file that a product carries: a drawing, a QR code or a picture made of pixels."""

import re
from base64 import b64encode
from codecs import BOM_UTF8
from pathlib import Path

from pipeline.markup.imprint_block import QR
from pipeline.markup.risk_drawing import drawing
from pipeline.markup.stylesheet import ColourSpace, colours, paint
from pipeline.model.artifact import Design
from pipeline.model.risk_figure import is_drawn
from pipeline.tools.pictures import images, qr_code

SVG = "image/svg+xml"
#: A colour of its own as the reader of drawings writes it.
_OWN_COLOUR = re.compile(r'"(#[0-9a-f]{6})"')


def picture_file(design: Design, path: str, profile: Path | None = None) -> tuple[str, bytes]:
    """Return media type and bytes of the picture at a path; for a press (`profile` is its ICC profile) in CMYK."""
    space: ColourSpace = "cmyk" if profile else "srgb"
    if path.startswith(QR):
        code = qr_code.squares(path.removeprefix(QR))
        return SVG, qr_code.drawing(code, colours(design, space)["text"]).encode()
    if is_drawn(path):
        return SVG, drawing(design, path, space).encode()
    shown = design.figures[path].encode() if path in design.figures else design.pictures[path]
    return in_colours(design, shown, profile)


def in_colours(design: Design, picture: bytes, profile: Path | None = None) -> tuple[str, bytes]:
    """Return media type and bytes of a drawing or a picture made of pixels as it is shown; for a press in CMYK."""
    if is_drawing(picture):
        painted = paint(design, picture.decode(), "cmyk" if profile else "srgb")
        return SVG, (_in_inks(painted, profile) if profile else painted).encode()
    content = images.for_press(picture, profile) if profile else images.for_screen(picture)
    return images.media_type(content), content


def _in_inks(drawing: str, profile: Path) -> str:
    """Return a drawing whose own colours, which are no tokens, are inks of a profile."""
    return _OWN_COLOUR.sub(
        lambda found: f'"device-cmyk({" ".join(f"{each:g}" for each in images.inks(found[1], profile))})"', drawing)


def is_drawing(picture: bytes) -> bool:
    """Tell whether a picture is a drawing; else it is made of pixels."""
    return picture.removeprefix(BOM_UTF8).lstrip().startswith(b"<")


def data_uri(media_type: str, content: bytes) -> str:
    """Return a file as an address that holds it whole (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(content).decode()}"
