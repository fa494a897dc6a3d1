"""A page or a folded sheet cannot be made as its channel says: paper, press or folding machine would refuse.

Each page and each fold says its size, by name or in millimetres. A fold has its own panels (`cover`, `flap`, ...), each
named once; text may run `to` a panel on its right of the same width. The sheet, with the bleed and marks around it, has
to go on the press (`press.largest_sheet_mm`), and each panel through the folding machine (`press.smallest_panel_mm`).
A saddle-stitched booklet has a multiple of four pages. What an office prints has to go on a sheet of its printer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.markup.press_sheet import SLUG_MM
from pipeline.model.channel import TRIM_SIZES_MM, Channel, Fold, Press
from pipeline.model.finding import Findings, error
from pipeline.model.fold import FoldedSheet, Side, panels_of
from pipeline.model.imposition import PAGES_A_SHEET, office_sheet_mm
from pipeline.model.publication import Source

#: Rounding, far below what a machine can tell.
_SAME_MM = 0.01


@dataclass(frozen=True)
class _Fault:
    """What cannot be made: the location in the channel's file, what is wrong, why, how to mend it."""

    at: tuple[str | int, ...]
    message: str
    why: str
    fix: str


def check(source: Source) -> Findings:
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        for fault in _faults(channel):
            yield error(document.place(fault.at), fault.message, why=fault.why, fix=fault.fix)


def _faults(channel: Channel) -> Iterator[_Fault]:
    unsized = [name for name, paper in (("page", channel.page), ("fold", channel.fold))
               if paper and not paper.names_size]
    for name in unsized:
        yield _Fault((name,), f"this {name} needs one size: by its name, or a width and a height",
                     "nobody knows how large the paper is",
                     f"write size: {' or '.join(TRIM_SIZES_MM)}; or write width_mm: and height_mm:")
    if unsized:
        return
    if channel.fold:
        yield from _of_names(channel.fold)
        yield from _of_folding(channel.fold, channel.press)
    if channel.press:
        yield from _of_press(channel, channel.press)
    yield from _of_office(channel)


def _of_names(fold: Fold) -> Iterator[_Fault]:
    """Yield what is wrong with the names of panels: of another fold, named twice, in no row."""
    known, met = panels_of(fold.style), set[str]()
    for index, panel in enumerate(fold.panels):
        at = ("fold", "panels", index)
        strange = next((name for name in (panel.name, panel.to) if name and name not in known), None)
        if strange:
            yield _Fault((*at, "name"), f"a {fold.sheet.name} has no panel “{strange}”", "nobody would see it",
                         f"write one of {', '.join(known)}")
            continue
        covered = _covered(fold.sheet, panel.name, panel.to or panel.name)
        if not covered:
            yield _Fault((*at, "to"), f"“{panel.to}” does not stand on the right of “{panel.name}”",
                         "text runs from left to right, on one side", "name a panel further right, or none")
        elif max(covered.values()) - min(covered.values()) > _SAME_MM:
            yield _Fault((*at, "to"), f"the panels from “{panel.name}” to “{panel.to}” differ in width",
                         "a column of the text would lie across a fold", "give each panel its own text")
        if again := met & covered.keys():
            yield _Fault((*at, "name"), f"the panel “{min(again)}” is filled twice", "one text would hide the other",
                         "name each panel once")
        met |= covered.keys()


def _covered(sheet: FoldedSheet, first: str, last: str) -> dict[str, float]:
    """Return the panels from one to another and their widths; none where they do not stand so."""
    names = {face.name: side for side in sheet.sides for face in side.faces}
    side: Side = names[first]
    row = [face.name for face in side.faces]
    if last not in row:
        return {}
    return {face.name: face.width_mm for face in side.faces[row.index(first):row.index(last) + 1]}


def _of_folding(fold: Fold, press: Press | None) -> Iterator[_Fault]:
    sheet, size = fold.sheet, _size_of(fold)
    if fold.allowance_mm is not None and not sheet.tucked:
        yield _Fault(("fold", "allowance_mm"), f"a {sheet.name} has no panel that lies inside others",
                     "its panels are all alike", "leave allowance_mm out")
    if press is None or fold.style == "single":
        return
    narrow = min((face for face in sheet.sides[0].faces), key=lambda face: face.width_mm)
    least = max(press.smallest_panel_mm, 2 * press.safe_mm + _SAME_MM)
    if narrow.width_mm < least:
        yield _Fault(size, f"the panel “{narrow.name}” would be {narrow.width_mm:.1f} mm wide, and the shop folds none"
                           f" below {press.smallest_panel_mm:g} mm",
                     "a folding machine cannot hold it, and words do not fit between its margins",
                     "take a wider sheet, a fold with fewer panels, or lower press.smallest_panel_mm if it agrees")
    if sheet.height_mm < least:
        yield _Fault(size, f"the sheet is {sheet.height_mm:g} mm high, and the shop folds none below"
                           f" {press.smallest_panel_mm:g} mm",
                     "a folding machine cannot hold it", "take a higher sheet, or one that is not folded")


def _of_press(channel: Channel, press: Press) -> Iterator[_Fault]:
    sheet, at = _printed_mm(channel), _size_of(channel.fold) if channel.fold else ("page",)
    if sheet is None:
        return
    whole = [length + 2 * SLUG_MM for length in sheet]
    if any(is_ > most for is_, most in zip(sorted(whole), sorted(press.largest_sheet_mm), strict=True)):
        yield _Fault(at, f"with bleed and marks the sheet is {whole[0]:.0f} × {whole[1]:.0f} mm; the shop prints up to"
                         f" {press.largest_sheet_mm[0]:g} × {press.largest_sheet_mm[1]:g} mm",
                     "the press does not take it", "take a smaller sheet, or a shop with a larger press")


def _printed_mm(channel: Channel) -> tuple[float, float] | None:
    """Return the flat sheet; of a booklet, two pages side by side."""
    if channel.fold:
        return channel.fold.sheet.width_mm, channel.fold.sheet.height_mm
    return (2 * channel.page.trim_mm[0], channel.page.trim_mm[1]) if channel.page else None


def _of_office(channel: Channel) -> Iterator[_Fault]:
    sheet, imposition = _printed_mm(channel), channel.imposition
    if imposition is None or sheet is None:
        return
    if imposition.pages and imposition.pages % PAGES_A_SHEET:
        yield _Fault(("imposition", "pages"), f"{imposition.pages} pages do not fill sheets of {PAGES_A_SHEET}",
                     "a saddle-stitched booklet is made of sheets with four pages each",
                     f"agree on {imposition.pages + -imposition.pages % PAGES_A_SHEET} pages")
    if office_sheet_mm((sheet[0] / 2, sheet[1])) is None:
        yield _Fault(("imposition",), f"no office printer takes a sheet of {sheet[0]:g} × {sheet[1]:g} mm",
                     "the largest sheets there are A3 and 11 × 17 in", "leave imposition out, or take a smaller size")


def _size_of(fold: Fold) -> tuple[str | int, ...]:
    return ("fold", "size" if fold.size else "width_mm")
