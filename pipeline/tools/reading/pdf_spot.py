"""Finds where on a page of a PDF some words stand (pdfium)."""

from functools import lru_cache

from pipeline.tools.reading.pdf_text import opened


@lru_cache(maxsize=256)
def spot(content: bytes, words: tuple[str, ...]) -> tuple[int, tuple[float, float, float, float]] | None:
    """Return where a PDF shows the first of some words that it holds; None where it holds none of them.

    That is the page, from 1, and left, top, width and height of the words inside its trim, in percent of that.
    """
    with opened(content, "search") as document:
        for each in words:
            for number, page in enumerate(document, 1):
                text = page.get_textpage()
                found = text.search(each).get_next()
                if found:
                    text.count_rects(*found)
                    return number, _within(page.get_trimbox(), text.get_rect(0))
    return None


def _within(trim: tuple[float, ...], box: tuple[float, ...]) -> tuple[float, float, float, float]:
    (left, bottom, right, top), (from_left, from_bottom, to_right, to_top) = trim, box
    across, up = 100 / (right - left), 100 / (top - bottom)
    return ((from_left - left) * across, (top - to_top) * up,
            (to_right - from_left) * across, (to_top - from_bottom) * up)
