"""What press files share: PDF/X-4 in the inks that were agreed, the white around the trim and its marks, lost words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.markup.xhtml import Writer
from pipeline.model.artifact import Design
from pipeline.model.channel import Press
from pipeline.model.letters import OF_WORD, parted
from pipeline.model.manuscript import Section
from pipeline.model.tree import attribute, in_line, notes_in, plain, plain_text, rewrite, with_numbers
from pipeline.tools.press import pdf_x
from pipeline.tools.typesetting import fonts, typesetter
from pipeline.tools.typesetting.typesetter import LaidOut, Written

#: White around the trim that holds bleed, marks and slug line; marks begin and end inside it.
SLUG_MM = 12.7
#: Between the bleed's edge and a mark or a line of text.
GAP_MM = 1.2
MARK_LENGTH_MM = 6.0
#: How far the solid ground of a cover runs on over its fold: one that is off by a hair shows no white line.
WRAP_MM = 1.0
#: A quarter of a point, the thinnest line that a plate holds.
_HAIRLINE_MM = 0.0882
#: The drawing along the foot of a page or side.
_HILLS = "figures/hills.svg"
_VARIANT = "pdf/x-4"
#: In more pieces no word is parted.
_MOST_PIECES = 7
_WORD = re.compile(rf"[{OF_WORD}]+")


def lay_out(html: str, css: tuple[str, ...], press: Press, design: Design) -> LaidOut:
    """Return the document laid out, its colours in the inks of the press."""
    return typesetter.lay_out(html, css, fonts.faces(design), cache=design.cache,
                              profile=design.root / press.profile, variant=_VARIANT)


def write(laid_out: LaidOut, identifier: str, press: Press, design: Design) -> Written:
    """Return the PDF with the boxes and the output intent that PDF/X-4 asks for; its id comes from `identifier`."""
    profile = design.root / press.profile
    return typesetter.write_pdf(laid_out, variant=_VARIANT, identifier=identifier, profile=profile,
                                finish=pdf_x.finisher(press, profile))


# --- the pages ---


@dataclass(frozen=True)
class Mark:
    """A hairline beside the trim: its begin from the trim's left and upper edge, its length, upright or level."""

    left_mm: float
    top_mm: float
    length_mm: float
    is_upright: bool


def crop_marks(width_mm: float, height_mm: float, bleed_mm: float) -> Iterator[Mark]:
    """Yield the eight marks that tell where to cut, two at each corner, clear of the bleed."""
    near = bleed_mm + GAP_MM
    for y in (-near - MARK_LENGTH_MM, height_mm + near):
        yield from (Mark(x, y, MARK_LENGTH_MM, is_upright=True) for x in (0, width_mm))
    for x in (-near - MARK_LENGTH_MM, width_mm + near):
        yield from (Mark(x, y, MARK_LENGTH_MM, is_upright=False) for y in (0, height_mm))


def mark(each: Mark) -> str:
    """Return a mark as a box of the page."""
    if each.is_upright:
        return box("mark upright", each.left_mm, each.top_mm, 0, each.length_mm)
    return box("mark level", each.left_mm, each.top_mm, each.length_mm, 0)


def hills(design: Design, write: Writer) -> str:
    """Return the drawing along the foot, an ornament that tells nothing; a publication may have none."""
    drawn = plain([{"t": "Image", "c": [attribute(), [], [_HILLS, ""]]}])
    return f'<div class="hills">{write.blocks([drawn])}</div>' if _HILLS in design.figures else ""


def box(kind: str, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> str:
    """Return an empty box of a class at its place from the trim's corner; a measure of 0 is left to the style sheet."""
    place = f"left: {left_mm:.4f}mm; top: {top_mm:.4f}mm"
    measures = (("width", width_mm), ("height", height_mm))
    size = "".join(f"; {name}: {value:.4f}mm" for name, value in measures if value)
    return f'<div class="{kind}" style="{place}{size}"></div>'


def marks_drawing(width_mm: float, height_mm: float, marks: Iterable[Mark], colour: str) -> str:
    """Return the marks as an SVG that covers the page and the white around it, for pages that flow."""
    lines = "".join(
        f'M{each.left_mm + SLUG_MM:.4f} {each.top_mm + SLUG_MM:.4f}{"v" if each.is_upright else "h"}'
        f"{each.length_mm:.4f}" for each in marks)
    width, height = width_mm + 2 * SLUG_MM, height_mm + 2 * SLUG_MM
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
            f' viewBox="0 0 {width} {height}"><path d="{lines}" fill="none" stroke="{colour}"'
            f' stroke-width="{_HAIRLINE_MM}"/></svg>')


# --- what was lost ---


def lost_words(sections: Iterable[Section], shown: str) -> list[str]:
    """Return the words of the sections that the text shown lacks; words of pictures are not meant to be seen."""
    written = [word for section in sections for word in _words(_said(section))]
    laid_out = _words(shown)
    if written == laid_out:
        return []
    matcher = SequenceMatcher(None, written, laid_out, autojunk=False)
    changes = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    elsewhere = [word for _, _, _, begin, stop in changes for word in laid_out[begin:stop]]
    missed = (word for _, start, end, _, _ in changes for word in written[start:end])
    return [word for word in missed if not _is_among(word, elsewhere)]


def _is_among(word: str, others: list[str]) -> bool:
    """Take a word out of others: a table too wide for its page has another order, a long word is parted by hyphens."""
    for begin in range(len(others)):
        for end in range(begin + 1, min(begin + _MOST_PIECES, len(others)) + 1):
            if "".join(others[begin:end]) == word:
                del others[begin:end]
                return True
    return False


def _said(section: Section) -> str:
    """Return the words of a section, those of its notes at its end."""
    content = rewrite([section.title, section.blocks], lambda _: [], ("Image",))
    notes = {each["number"]: each["c"] for each in notes_in(content)}
    written = [*in_line(with_numbers(content)), *(in_line(notes[number]) for number in sorted(notes))]
    return "\n".join(map(plain_text, written))


def _words(text: str) -> list[str]:
    return _WORD.findall(parted(text))
