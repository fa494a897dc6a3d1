"""Draws pages small, as the report shows them (pdfium and Pillow)."""

import io
from collections.abc import Iterator
from typing import Any

from pipeline.tools.reading import epub_reader, pdf_text

#: Twice as wide as they are shown, for fine screens.
WIDTH_PX = 320
#: A page whose small print can be read.
_READ_PX = 900
_QUALITY, _EFFORT = 60, 2
_COVER = "cover.jpg"


def of_pdf(content: bytes, most: int) -> Iterator[bytes]:
    """Yield the first pages of a PDF inside their trim, as WebP; raises ToolFailed where pdfium cannot read it."""
    with pdf_text.opened(content, "draw") as document:
        for number in range(min(most, len(document))):
            yield _drawn(document[number], WIDTH_PX)


def of_page(content: bytes, number: int) -> bytes:
    """Return one page of a PDF, from 0, so large that it can be read; raises ToolFailed where pdfium cannot."""
    with pdf_text.opened(content, "draw") as document:
        return _drawn(document[number], _READ_PX)


def of_book(content: bytes) -> Iterator[bytes]:
    """Yield the cover of an e-book, as WebP, if it has one."""
    from PIL import Image

    for entry in epub_reader.entries(content):
        if entry.path.endswith(_COVER):
            with Image.open(io.BytesIO(entry.content)) as cover:
                yield _packed(cover.resize((WIDTH_PX, round(cover.height * WIDTH_PX / cover.width))))


def _drawn(page: Any, width_px: int) -> bytes:
    left, bottom, right, top = page.get_trimbox()
    page.set_cropbox(left, bottom, right, top)
    return _packed(page.render(scale=width_px / (right - left)).to_pil())


def _packed(picture: Any) -> bytes:
    held = io.BytesIO()
    picture.convert("RGB").save(held, "WEBP", quality=_QUALITY, method=_EFFORT)
    return held.getvalue()
