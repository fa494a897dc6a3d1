"""Lays out and writes a file for a print shop: PDF/X-4 in the inks that were agreed."""

from pipeline.model.artifact import Design
from pipeline.model.channel import Press
from pipeline.tools.press import pdf_x
from pipeline.tools.typesetting import fonts, typesetter
from pipeline.tools.typesetting.typesetter import LaidOut, Written

_VARIANT = "pdf/x-4"


def lay_out(html: str, css: tuple[str, ...], press: Press, design: Design) -> LaidOut:
    """Return the document laid out, its colours in the inks of the press."""
    return typesetter.lay_out(html, css, fonts.faces(design), cache=design.cache,
                              profile=design.root / press.profile, variant=_VARIANT)


def write(laid_out: LaidOut, identifier: str, press: Press, design: Design) -> Written:
    """Return the PDF with the boxes and the output intent that PDF/X-4 asks for; its id comes from `identifier`."""
    profile = design.root / press.profile
    return typesetter.write_pdf(laid_out, variant=_VARIANT, identifier=identifier, profile=profile,
                                finish=pdf_x.finisher(press, profile))
