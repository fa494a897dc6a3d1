"""What runs on the pages of a product: the line that tells what the product is, its page, and the title of the topic.

All are taken out by where they stand, before words are compared: a heading that is lost would else be found again in
the running title of its page, and one that begins with the words of a running title be taken for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.model.manuscript import Manuscript
from pipeline.model.parity import words_of
from pipeline.readback import told
from pipeline.tools.reading.pdf_text import Line

#: In more lines no running title stands.
_MOST_LINES = 3
#: Lines on one level differ by no more, in points.
_LEVEL_PT = 1.0


@dataclass(frozen=True)
class Page:
    """A page of the edition, wherever a file shows it."""

    where: str
    lines: tuple[Line, ...]


def left_out(manuscript: Manuscript, shown: Sequence[Page]) -> list[Page]:
    """Return pages without what runs on them."""
    edition, titles = manuscript.edition, told.titles(manuscript)
    running, heights = words_of(edition.running_title), levels(shown, titles)
    left = []
    for number, page in enumerate(shown, 1):
        folio = words_of(edition.folio(number, len(shown)))
        lines = _without_phrase(_without_title(page.lines, titles, heights), running)
        left.append(replace(page, lines=_without_phrase(lines, folio)))
    return left


def levels(shown: Sequence[Page], titles: Sequence[tuple[str, ...]]) -> list[float]:
    """Return the heights at which the title of a topic runs: no heading of the same words stands at the top twice.

    There are none where no title runs, and where none runs on two pages.
    """
    tops = sorted((words_of(top.text), top.foot) for page in shown if (top := _top(page.lines)))
    feet = [[foot for _, foot in same] for words, same in groupby(tops, key=lambda each: each[0]) if words in titles]
    return [low for each in feet for low, high in pairwise(each) if high - low <= _LEVEL_PT]


def _without_title(
    lines: tuple[Line, ...], titles: Sequence[tuple[str, ...]], heights: Sequence[float]
) -> tuple[Line, ...]:
    top = _top(lines)
    runs = top and words_of(top.text) in titles and any(abs(top.foot - each) <= _LEVEL_PT for each in heights)
    return tuple(line for line in lines if line is not top) if runs else lines


def _top(lines: Sequence[Line]) -> Line | None:
    return max(lines, key=lambda line: line.foot, default=None)


def _without_phrase(lines: tuple[Line, ...], phrase: tuple[str, ...]) -> tuple[Line, ...]:
    """Return lines without the last of them that say nothing but a phrase."""
    for count in range(1, _MOST_LINES + 1):
        for start in range(len(lines) - count, -1, -1):
            if words_of("\n".join(line.text for line in lines[start:start + count])) == phrase:
                return lines[:start] + lines[start + count:]
    return lines
