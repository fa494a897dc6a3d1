"""Draws the pages in which two PDFs differ, each beside what was there before (pdfium and Pillow)."""

import io
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pipeline.tools.reading import pdf_text

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

#: How wide a page is drawn, in pixels: small print can still be read. Fewer colours keep the record small.
_WIDTH, _COLOURS = 620, 48


@dataclass(frozen=True)
class DrawnPage:
    """A page inside its trim: its number from 1, and a PNG."""

    number: int
    png: bytes


def differing(
    old: bytes, new: bytes, versions: tuple[str, str] = ("", "")
) -> list[tuple[DrawnPage | None, DrawnPage | None]]:
    """Return the pages that differ, before and now; None where a page has no counterpart.

    Lines that hold the words of the old or the new version, and what stands outside the trim, do not count. Raises
    ToolFailed for what is no PDF.
    """
    (before, before_bare), (now, now_bare) = (
        _pictures(content, version) for content, version in zip((old, new), versions, strict=True))
    pairs: list[tuple[DrawnPage | None, DrawnPage | None]] = []
    matcher = SequenceMatcher(None, before_bare, now_bare, autojunk=False)
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind != "equal":
            pairs += [(_drawn(before, one), _drawn(now, other))
                      for one, other in zip_longest(range(begin, end), range(start, stop))]
    return pairs


def _drawn(pictures: list["Picture"], index: int | None) -> DrawnPage | None:
    if index is None:
        return None
    from PIL import Image

    content = io.BytesIO()
    picture = pictures[index].convert("P", palette=Image.Palette.ADAPTIVE, colors=_COLOURS)
    picture.save(content, "PNG", optimize=True)
    return DrawnPage(index + 1, content.getvalue())


def _pictures(content: bytes, version: str) -> tuple[list["Picture"], list[bytes]]:
    """Return each page as it is drawn, and its pixels without the lines that name the version."""
    with pdf_text.opened(content, "draw") as document:
        drawn = [_picture(page) for page in document]
        return drawn, [_without(picture, page, version) for picture, page in zip(drawn, document, strict=True)]


def _picture(page: Any) -> "Picture":
    left, bottom, right, top = page.get_trimbox()
    page.set_cropbox(left, bottom, right, top)
    drawn: Picture = page.render(scale=_WIDTH / (right - left)).to_pil().convert("RGB")
    return drawn


def _without(picture: "Picture", page: Any, words: str) -> bytes:
    left, _, right, top = page.get_trimbox()
    scale, bare = _WIDTH / (right - left), picture.copy()
    text = page.get_textpage()
    search = text.search(words) if words else None
    while search and (found := search.get_next()):
        for number in range(text.count_rects(*found)):
            _, low, _, high = text.get_rect(number)
            bare.paste("white", (0, round((top - high) * scale) - 2, picture.width, round((top - low) * scale) + 2))
    return bare.tobytes()
