"""The folded sheet for a print shop: one PDF/X-4, a page a side, panels where the folds put them, marks in the slug."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pipeline.markup import page, press_companions, press_sheet, stylesheet
from pipeline.markup.press_sheet import (
    GAP_MM,
    MARK_LENGTH_MM,
    SLUG_MM,
    WRAP_MM,
    Mark,
    box,
    crop_marks,
    hills,
    lost_words,
    mark,
)
from pipeline.markup.xhtml import Help, Writer
from pipeline.model import media_type
from pipeline.model.artifact import Artifact, Companion, Design, Rendering, Verdict
from pipeline.model.channel import Fold, Imposition, Panel, Press
from pipeline.model.contract import PRINT, Contract
from pipeline.model.fold import Face, FoldedSheet, Side
from pipeline.model.imposition import office_sheet_mm
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.standing import slug_words
from pipeline.tools.press import imposition
from pipeline.tools.typesetting import box_tree, column_sides, fonts, typesetter
from pipeline.tools.typesetting.typesetter import LaidOut

if TYPE_CHECKING:  # what stamps is loaded where clinics are made
    from pipeline.markup.stamped_pdf import Prepared

CONTRACT = Contract(media_type.PDF, reader="pdf", manner=PRINT, needs=("fold", "press"), draws=True,
                    describes_itself=True,
                    sheets=("base", "panels", "press", "leaflet", "card", "close", *press_companions.SHEETS))
#: Who makes clinics’ products of it, in markup/.
STAMPED = "stamped_pdf"
#: Parts that the style sheet sets at a panel's foot; what flows above has to end before them.
PINNED = frozenset({"cover-picture", "colophon"})
#: What a look adds to the sheets that all have; its sizes have its name.
_LOOKS = {"brochure": (), "leaflet": ("leaflet",), "card": ("card",)}
#: Of a fold mark.
_DASHES = 3


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the PDF and how each panel fits; text that no panel shows is told, never lost in silence."""
    _, press = _agreed(manuscript)
    laid_out = lay_out(manuscript, design)
    written = press_sheet.write(laid_out, manuscript.edition.id, press, design)
    layout = Layout(panels=box_tree.measure_panels(laid_out.document, "panel", PINNED),
                    lost_text=_lost(manuscript, box_tree.texts_by_panel(laid_out.document, "panel")),
                    pictures=box_tree.placed_pictures(laid_out.document),
                    tables=column_sides.table_sides(laid_out.document),
                    complaints=laid_out.complaints + written.complaints)
    return Rendering(written.content, laid_out.pages, layout)


def companions(
    artifact: Artifact, rendering: Rendering, design: Design, verdict: Verdict
) -> Iterator[Companion]:
    """Yield job ticket, proof and, where the channel says how an office prints it, the sheet for that."""
    yield from press_companions.companions(artifact, design, verdict)
    if artifact.manuscript and artifact.manuscript.edition.channel.imposition:
        yield _office_sheet(artifact.manuscript, artifact.manuscript.edition.channel.imposition, rendering, design)


def _office_sheet(
    manuscript: Manuscript, settings: Imposition, rendering: Rendering, design: Design
) -> Companion:
    sheet = manuscript.edition.sheet
    size = office_sheet_mm((sheet.width_mm / 2, sheet.height_mm))
    if size is None:
        raise ValueError(f"no office sheet is as large as {manuscript.edition.id}")
    content = imposition.place(rendering.content, size, flip=settings.flip, twins=stylesheet.twins(design))
    output = PurePosixPath(manuscript.edition.output)
    return Companion(str(output.with_stem(f"{output.stem}-imposed")), media_type.PDF, content, "pdf", rendering.pages)


def warm(design: Design) -> None:
    """Load the typesetter and register the fonts."""
    typesetter.warm(fonts.faces(design), design.cache)


def prepare(manuscript: Manuscript, design: Design) -> "Prepared":
    """Return the PDF laid out once for all clinics: it says that somebody hands it out, but not yet who."""
    from pipeline.markup import stamped_pdf
    from pipeline.tools.typesetting import slot_boxes

    _, press = _agreed(manuscript)
    laid_out = lay_out(stamped_pdf.with_sample(manuscript), design)
    slot = slot_boxes.take_out(laid_out.document)
    written = press_sheet.write(laid_out, manuscript.edition.id, press, design)
    return stamped_pdf.prepare(written.content, slot, manuscript, design, design.root / press.profile)


def lay_out(manuscript: Manuscript, design: Design) -> LaidOut:
    """Return the sides of the sheet, laid out."""
    sheets, press = css(manuscript, design), _agreed(manuscript)[1]
    return page.fitted(lambda helped: press_sheet.lay_out(html(manuscript, design, helped), sheets, press, design))


def html(manuscript: Manuscript, design: Design, helped: Help = page.UNHELPED) -> str:
    """Return the sides of the sheet, each one page: grounds, panels, marks, slug line; `helped` are large tables."""
    fold, _ = _agreed(manuscript)
    write = page.writer(manuscript, design, "cmyk", helped)
    sheet, foot = manuscript.edition.sheet, hills(design, write)
    return page.document(manuscript.edition,
                         "".join(_side(side, sheet, manuscript, write, foot) for side in fold.printed(sheet)))


def css(manuscript: Manuscript, design: Design) -> tuple[str, str]:
    """Return two style sheets: tokens in CMYK and the looks of all such products; the sheet's and the shop's sizes."""
    fold, press = _agreed(manuscript)
    sheet = manuscript.edition.sheet
    sizes = (f"@page {{ size: {sheet.width_mm}mm {sheet.height_mm}mm; margin: 0; bleed: {SLUG_MM}mm }}"
             f" :root {{ --bleed: {press.bleed_mm}mm; --safe: {press.safe_mm}mm }}"
             f" .side {{ width: {sheet.width_mm}mm; height: {sheet.height_mm}mm }}")
    more = [*_LOOKS[fold.look], *(["close"] if _is_close(manuscript) else [])]
    return stylesheet.print_stylesheet(design, "cmyk", fold.look, "base", "panels", "press", *more), sizes


def _is_close(manuscript: Manuscript) -> bool:
    edition = manuscript.edition
    return edition.language.tag in edition.channel.close_in


def _agreed(manuscript: Manuscript) -> tuple[Fold, Press]:
    channel = manuscript.edition.channel
    if channel.fold is None or channel.press is None:
        raise ValueError(f"channel {channel.id} names no fold or no press")
    return channel.fold, channel.press


# --- a side of the sheet ---


def _side(side: Side, sheet: FoldedSheet, manuscript: Manuscript, write: Writer, foot: str) -> str:
    fold, press = _agreed(manuscript)
    names = {face.name for face in side.faces}
    grounds = "".join(_ground(face, sheet, press.bleed_mm) for face in sorted(side.faces, key=_is_cover))
    panels = "".join(_panel(side, panel, _sections(panel, manuscript), write)
                     for panel in fold.panels if panel.name in names)
    return (f'<div class="side {side.name}">{grounds}{foot if side.name == "inside" else ""}{panels}'
            f"{_slug_line(side, sheet, manuscript)}{''.join(_marks(side, sheet, press))}</div>\n")


def _sections(panel: Panel, manuscript: Manuscript) -> list[Section]:
    """Return what stands on a panel; `topics` there means all of them, as it does everywhere."""
    by_part = dict(zip(manuscript.edition.parts, manuscript.sections, strict=True))
    return [section for name, section in by_part.items()
            if name in panel.parts or (name.startswith("topic:") and "topics" in panel.parts)]


def _is_cover(face: Face) -> bool:
    """Tell whether a panel has the solid ground of a cover, which is drawn over what it wraps."""
    return face.name.partition("-")[0] == "cover"


def _ground(face: Face, sheet: FoldedSheet, bleed_mm: float) -> str:
    """Return the panel's ground: into the bleed at the edges of the sheet; a cover's, a little way round each fold."""
    wrap, right = WRAP_MM if _is_cover(face) else 0.0, face.left_mm + face.width_mm
    is_last = abs(right - sheet.width_mm) < 1e-6
    left = face.left_mm - (bleed_mm if face.left_mm == 0 else wrap)
    right += bleed_mm if is_last else wrap
    return box(f"ground {_class(face.name)}", left, -bleed_mm, right - left, sheet.height_mm + 2 * bleed_mm)


def _class(name: str) -> str:
    """Return the classes of a panel: its name, and what it is where two share the cover."""
    return f"cover {name}" if name.startswith("cover-") else name


def _panel(side: Side, panel: Panel, sections: list[Section], write: Writer) -> str:
    """Return the panel with one child that is never broken, so that too much text can be measured.

    Where its text runs over several panels, the gap between its columns lies on the folds.
    """
    face, columns = side.face(panel.name, panel.to or panel.name), side.count(panel.name, panel.to or panel.name)
    content = "".join(page.section(section, write) for section in sections)
    content = f'<div class="wide" style="columns: {columns}">{content}</div>' if columns > 1 else content
    return (f'<div class="panel {_class(face.name)}" data-name="{face.name}"'
            f' style="left: {face.left_mm}mm; width: {face.width_mm}mm; --between: {panel.space_mm:g}mm">'
            f'<div class="fit">{content}</div></div>\n')


# --- marks and slug line ---


def _marks(side: Side, sheet: FoldedSheet, press: Press) -> Iterator[str]:
    if "crop" in press.marks:
        yield from map(mark, crop_marks(sheet.width_mm, sheet.height_mm, press.bleed_mm))
    if "fold" in press.marks:
        near, step = press.bleed_mm + GAP_MM, MARK_LENGTH_MM / (_DASHES - 0.5)
        for y in (-near - MARK_LENGTH_MM, sheet.height_mm + near):
            yield from (mark(Mark(x, y + dash * step, step / 2, is_upright=True))
                        for x in side.folds_mm for dash in range(_DASHES))


def _slug_line(side: Side, sheet: FoldedSheet, manuscript: Manuscript) -> str:
    """Return what the print shop reads below the trim: a phrase under each panel, clear of the fold marks."""
    edition, (_, press) = manuscript.edition, _agreed(manuscript)
    folds = " and ".join(f"{fold:.1f}" for fold in side.folds_mm)
    phrases = [f"{PurePosixPath(edition.output).name}, {edition.identity.version}, {side.name}",
               f"trim {sheet.width_mm:g} × {sheet.height_mm:g} mm, bleed {press.bleed_mm:.1f} mm,"
               f" {slug_words(edition.standing)}",
               f"{f'folds {folds} mm from the left, ' if folds else ''}{press.condition.identifier}"]
    last = min(len(phrases), len(side.faces)) - 1
    shown = [*phrases[:last], ", ".join(phrases[last:])]
    top = sheet.height_mm + press.bleed_mm + GAP_MM
    return "".join(f'<div class="slug" style="left: {face.left_mm + 4}mm; top: {top}mm">{escape(phrase)}</div>'
                   for face, phrase in zip(side.faces, shown, strict=False))


# --- what was lost ---


def _lost(manuscript: Manuscript, shown: dict[str, str]) -> str:
    """Return the words of the manuscript that its panels do not show, panel by panel, in order."""
    missing = [word for panel in _agreed(manuscript)[0].panels
               for word in lost_words(_sections(panel, manuscript), shown.get(panel.name, ""))]
    return " ".join(missing)
