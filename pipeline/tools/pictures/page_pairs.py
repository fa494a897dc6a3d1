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


def differing(old: bytes, new: bytes) -> list[tuple[DrawnPage | None, DrawnPage | None]]:
    """Return the pages that differ, before and now; None where a page has no counterpart.

    What stands outside the trim (a slug line with the version) does not count. Raises ToolFailed for what is no PDF.
    """
    before, now = _pictures(old), _pictures(new)
    pairs: list[tuple[DrawnPage | None, DrawnPage | None]] = []
    matcher = SequenceMatcher(None, [each.tobytes() for each in before], [each.tobytes() for each in now],
                              autojunk=False)
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


def _pictures(content: bytes) -> list["Picture"]:
    with pdf_text.opened(content, "draw") as document:
        return list(map(_picture, document))


def _picture(page: Any) -> "Picture":
    left, bottom, right, top = page.get_trimbox()
    page.set_cropbox(left, bottom, right, top)
    drawn: Picture = page.render(scale=_WIDTH / (right - left)).to_pil().convert("RGB")
    return drawn
