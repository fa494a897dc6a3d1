"""The page boxes are not what the print shop was told: sheet size, bleed, or one box outside another.

The shop cuts along TrimBox and trusts BleedBox. PDF/X (ISO 15930-7) wants a TrimBox on every page, inside the
BleedBox, inside the MediaBox (ISO 32000-1, 14.11.2); size, bleed and the two sides of a folded sheet come from the
channel.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.channel import TRIM_SIZES_MM, Channel
from pipeline.model.finding import Finding, Place, error
from pipeline.model.fold import roll_fold
from pipeline.model.printed import Box, PrintedPage
from pipeline.tools import pdf_file

MEDIA_TYPES = frozenset({"application/pdf"})
_MM_PER_PT = 25.4 / 72
#: A third of what a print shop can cut to.
_TOLERANCE_MM = 0.1
_FIX = "set fold.size and press.bleed_mm in the channel; the format writes the boxes from them"


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each box that is missing or wrong."""
    if artifact.press is None or artifact.manuscript is None:
        return
    channel = artifact.manuscript.edition.channel
    pages = pdf_file.read(artifact.content).pages
    if channel.fold and len(pages) != 2:
        yield error(Place(artifact.name), f"a folded sheet has 2 pages, this file has {len(pages)}",
                    why="the shop prints one page on each side", fix="see that each side fits its page")
    for page in pages:
        for fault in _faults(page, channel, artifact.press.bleed_mm):
            yield error(Place(artifact.name, detail=f"page {page.number}"), fault,
                        why="the sheet would be cut in the wrong place", fix=_FIX)


def _faults(page: PrintedPage, channel: Channel, bleed_mm: float) -> Iterator[str]:
    if page.trim is None or page.bleed is None:
        yield "TrimBox or BleedBox is missing"
        return
    if not (_is_inside(page.trim, page.bleed) and _is_inside(page.bleed, page.media)):
        yield "TrimBox, BleedBox and MediaBox are not nested"
    wanted, trim = _size_mm(channel), (_mm(page.trim[2] - page.trim[0]), _mm(page.trim[3] - page.trim[1]))
    if any(abs(is_ - should) > _TOLERANCE_MM for is_, should in zip(trim, wanted, strict=True)):
        yield f"the trim is {trim[0]:.1f} × {trim[1]:.1f} mm, the channel says {wanted[0]:.1f} × {wanted[1]:.1f}"
    bleeds = [_mm(abs(inner - outer)) for inner, outer in zip(page.trim, page.bleed, strict=True)]
    if any(abs(each - bleed_mm) > _TOLERANCE_MM for each in bleeds):
        yield f"the bleed is {min(bleeds):.1f} to {max(bleeds):.1f} mm, the channel says {bleed_mm:.1f}"


def _size_mm(channel: Channel) -> tuple[float, float]:
    if channel.fold:
        sheet = roll_fold(channel.fold.size)
        return sheet.width_mm, sheet.height_mm
    return TRIM_SIZES_MM[channel.page.size] if channel.page else (0.0, 0.0)


def _is_inside(inner: Box, outer: Box) -> bool:
    slack = _TOLERANCE_MM / _MM_PER_PT
    return (inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack
            and inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack)


def _mm(points: float) -> float:
    return points * _MM_PER_PT
