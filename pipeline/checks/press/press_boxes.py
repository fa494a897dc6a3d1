"""The page boxes are not what the print shop was told: sheet size, bleed, or one box outside another.

The shop cuts along TrimBox and trusts BleedBox. PDF/X (ISO 15930-7) wants a TrimBox on every page, inside the
BleedBox, inside the MediaBox (ISO 32000-1, 14.11.2); a page without a BleedBox bleeds to its CropBox or MediaBox, and
takes no TrimBox from its parents. Size, bleed and the number of pages come from the channel. A file that no channel is
asked about may have any size, and 3 mm of bleed. All is measured in millimetres of paper, as the page is shown: turned
by Rotate, in the unit that UserUnit sets. A CropBox inside the trim hides what is to be printed.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile
from pipeline.model.press_terms import PressTerms
from pipeline.model.printed import MM_PER_PT, Box, PrintedPage

#: A third of what a print shop can cut to.
_TOLERANCE_MM = 0.1
_FIX = "our formats write the boxes from size and press.bleed_mm of the channel; see whether these are what was agreed"


def check(press: PressFile) -> Findings:
    """Yield one finding for each box that is missing or wrong."""
    terms = press.terms
    pages = press.file.pages
    if terms.pages is not None and len(pages) != terms.pages:
        yield error(press.place(), f"the number of pages agreed is {terms.pages}, this file has {len(pages)}",
                    why="the shop prints what was agreed: of a folded sheet, each side as one page",
                    fix=press.fix(ours="see that each side fits its page, or agree on another number of pages",
                                  anyones="export what was agreed, each side of a folded sheet as one page"))
    for page in pages:
        if page.has_art and page.trim:
            yield warning(press.place(page.number), "the page has an ArtBox beside its TrimBox",
                          why="PDF/X wants one of the two: a machine that heeds the other cuts elsewhere",
                          fix="export again as PDF/X, which leaves the ArtBox out")
        for fault in _faults(page, terms):
            yield error(press.place(page.number), fault,
                        why="the sheet would be cut in the wrong place",
                        fix=press.fix(ours=_FIX, anyones=_anyones(terms)))


def _anyones(terms: PressTerms) -> str:
    """Return what to set in any layout program."""
    size = f"a page of {terms.trim_mm[0]:.1f} × {terms.trim_mm[1]:.1f} mm" if terms.trim_mm else "the trim size"
    return (f"export with {size} as TrimBox and {terms.bleed_mm:g} mm of bleed on each side (“use document bleed”), so"
            " that colour runs beyond the cut")


def _faults(page: PrintedPage, terms: PressTerms) -> Iterator[str]:
    if page.trim is None or page.bleed is None:
        yield "the TrimBox is missing"
        return
    if _is_empty(page.trim):
        yield "the TrimBox has no area"
        return
    if not (_is_inside(page.trim, page.bleed) and _is_inside(page.bleed, page.media)):
        yield "TrimBox, BleedBox and MediaBox are not nested"
    if page.turn % 90:
        yield f"it is turned by {page.turn} degrees, which is no quarter turn"
    if page.crop and not _is_inside(page.trim, page.crop):
        yield "the CropBox cuts into the trim"
    trim = page.shown_mm or (0.0, 0.0)
    wanted = terms.trim_mm or trim
    if any(abs(is_ - should) > _TOLERANCE_MM for is_, should in zip(trim, wanted, strict=True)):
        yield f"the trim is {trim[0]:.1f} × {trim[1]:.1f} mm, {wanted[0]:.1f} × {wanted[1]:.1f} were agreed"
    bleeds = [abs(inner - outer) * MM_PER_PT for inner, outer in zip(page.trim, page.bleed, strict=True)]
    if min(bleeds) < terms.bleed_mm - _TOLERANCE_MM:
        yield f"the bleed is {min(bleeds):.1f} to {max(bleeds):.1f} mm, {terms.bleed_mm:.1f} are needed on each side"


def _is_empty(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) * MM_PER_PT < _TOLERANCE_MM


def _is_inside(inner: Box, outer: Box) -> bool:
    slack = _TOLERANCE_MM / MM_PER_PT
    return (inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack
            and inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack)
