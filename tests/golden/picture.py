"""Draws the README's picture: pages of finished PDFs, row by row."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image

#: The picture: width, margin and gap in pixels, and the table the pages lie on.
_WIDTH, _MARGIN, _GAP = 1600, 48, 32
_TABLE, _SHADOW = "#e9ecec", "#c3cbcb"


def contact_sheet(rows: list[list[tuple[Path, int]]]) -> bytes:
    """Return a PNG with one row of pages after the other; a page is a PDF and a page number from 0.

    The pages of a row are as high as each other and fill the width.
    """
    inner = _WIDTH - 2 * _MARGIN
    drawn = [_row([_page(path, number) for path, number in row], inner) for row in rows]
    height = sum(row[0].height for row in drawn) + _GAP * (len(rows) - 1) + 2 * _MARGIN
    sheet = Image.new("RGB", (_WIDTH, height), _TABLE)
    top = _MARGIN
    for row in drawn:
        left = _MARGIN
        for page in row:
            sheet.paste(_SHADOW, (left + 5, top + 5, left + page.width + 5, top + page.height + 5))
            sheet.paste(page, (left, top))
            left += page.width + _GAP
        top += row[0].height + _GAP
    content = io.BytesIO()
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(content, "PNG", optimize=True)
    return content.getvalue()


def _page(path: Path, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        picture: Image.Image = document[number].render(scale=1.6).to_pil().convert("RGB")
    return picture


def _row(pages: list[Image.Image], width: int) -> list[Image.Image]:
    """Return the pages scaled to one height, so that with their gaps they fill the width."""
    shape = sum(page.width / page.height for page in pages)
    height = int((width - _GAP * (len(pages) - 1)) / shape)
    return [page.resize((int(page.width * height / page.height), height)) for page in pages]
