"""What the tests of the booklets share: the real A5 booklet, laid out from the real source."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import pikepdf
import pypdfium2

from pipeline.formats import booklet_pdf
from pipeline.model.artifact import Artifact, Companion, Design, Draft, Rendering, Verdict
from pipeline.model.manuscript import Manuscript, Section
from tests import real_source
from tests.conftest import ROOT

A5, HALF_LETTER = "jmml-booklet-a5-press", "jmml-booklet-half-letter-press"
_MM_PER_PT = 25.4 / 72


def booklet(channel: str = A5) -> tuple[Manuscript, Design]:
    """Return a booklet's manuscript, which knows its places, and the design."""
    return real_source.manuscript(channel, with_places=True), real_source.design()


@lru_cache(maxsize=2)
def rendering(channel: str = A5) -> Rendering:
    """Return a booklet as it is; made once."""
    return booklet_pdf.render(*booklet(channel))


def draft(change: Callable[[Section], Section | None], css: str = "") -> Draft:
    """Return the A5 booklet with each section changed, or left out for None, and more in its style sheet."""
    manuscript, design = booklet()
    changed = Manuscript(manuscript.edition, tuple(filter(None, map(change, manuscript.sections))))
    looks = replace(design, css={**design.css, "booklet": design.css["booklet"] + css})
    return Draft(changed, booklet_pdf.render(changed, looks))


def artifact(channel: str = A5) -> Artifact:
    """Return a booklet as a finished file."""
    manuscript, _ = booklet(channel)
    output = manuscript.edition.output
    return Artifact(ROOT / "build" / output, f"build/{output}", booklet_pdf.CONTRACT.media_type,
                    rendering(channel).content, manuscript)


def imposed(channel: str = A5) -> Companion:
    """Return the sheets for an office printer."""
    _, design = booklet(channel)
    found = booklet_pdf.companions(artifact(channel), rendering(channel), design, Verdict((), ()))
    return next(each for each in found if each.output.endswith("-imposed.pdf"))


def trims(content: bytes) -> list[tuple[float, float, float, float]]:
    """Return the trim of each page in points."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [tuple(float(edge) for edge in page.trimbox) for page in pdf.pages]  # type: ignore[misc]


def words_in(page: pypdfium2.PdfPage, area: tuple[float, float, float, float]) -> str:
    """Return the text inside an area of a page, spaces and line ends as one space."""
    return " ".join(page.get_textpage().get_text_bounded(*area).replace("\ufffe", "-").split())


def distances_mm(content: bytes) -> list[float]:
    """Return for each page how near to the trim its text comes; what stands outside the trim is no text of the page."""
    found = []
    with pypdfium2.PdfDocument(content) as pdf:
        for page, (left, bottom, right, top) in zip(pdf, trims(content), strict=True):
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            inside = [box for box in boxes if left < box[0] < right and bottom < box[1] < top and box[2] > box[0]]
            found.append(min((_MM_PER_PT * min(box[0] - left, box[1] - bottom, right - box[2], top - box[3])
                              for box in inside), default=99.0))
    return found
