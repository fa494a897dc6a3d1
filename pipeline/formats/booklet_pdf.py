"""The saddle-stitched booklet for a print shop: one PDF/X-4, single pages in reading order, a multiple of four."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.markup import page, press_companions, press_sheet, stylesheet
from pipeline.markup.press_sheet import SLUG_MM, WRAP_MM, crop_marks, hills, lost_words, marks_drawing
from pipeline.markup.xhtml import Help, Writer
from pipeline.model import media_type
from pipeline.model.artifact import Artifact, Companion, Design, Rendering, Verdict
from pipeline.model.channel import Imposition, Press
from pipeline.model.contract import PRINT, Contract
from pipeline.model.imposition import PAGES_A_SHEET, office_sheet_mm, saddle_stitch
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.standing import slug_words
from pipeline.model.tree import Element, Elements, div, is_div, rewrite
from pipeline.tools.press import imposition
from pipeline.tools.typesetting import box_tree, column_sides, fonts, page_breaks, page_starts, typesetter
from pipeline.tools.typesetting.typesetter import LaidOut

if TYPE_CHECKING:  # what stamps is loaded where clinics are made
    from pipeline.markup.stamped_pdf import Prepared

#: Parts that the style sheet sets at a panel's foot; what flows above has to end before them.
PINNED = frozenset({"cover-picture", "colophon", "hills"})
#: What stands on the outside back, whatever the number of pages; the contents leave it out.
_BACK = ("contact", "colophon")
CONTRACT = Contract(media_type.PDF, reader="pdf", manner=replace(PRINT, unlisted=_BACK), draws=True,
                    needs=("page", "press", "imposition"), describes_itself=True, numbers_pages=True,
                    sheets=("base", "panels", "booklet", "pages", *press_companions.SHEETS))
#: Who makes clinics’ products of it, in markup/.
STAMPED = "stamped_pdf"
#: The parts to write on, each of them a page.
_RULED = ("notes", "visits", "medicines")
#: What the heading and the label of the notes take from the lines of their page.
_HEADING_LINES = 4


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the PDF, how cover and back fit, and every page whose text leaves its frame."""
    press, _ = _agreed(manuscript)
    laid_out = _laid_out(manuscript, design)
    written = press_sheet.write(laid_out, manuscript.edition.id, press, design)
    layout = Layout(
        panels=(*box_tree.measure_panels(laid_out.document, "panel", PINNED),
                *box_tree.overfull_pages(laid_out.document, "panel", press.safe_mm)),
        lost_text=_lost(manuscript, box_tree.texts_by_panel(laid_out.document, "part")),
        tables=column_sides.table_sides(laid_out.document),
        complaints=laid_out.complaints + written.complaints,
        pictures=box_tree.placed_pictures(laid_out.document),
        flow=page_breaks.measure_flow(laid_out.document),
        page_starts=page_starts.page_starts(laid_out.document, "part"))
    return Rendering(written.content, laid_out.pages, layout)


def companions(
    artifact: Artifact, rendering: Rendering, design: Design, verdict: Verdict
) -> Iterator[Companion]:
    """Yield job ticket, proof, and the pages as an office printer needs them: two side by side, on both sides."""
    if artifact.manuscript is None:
        return
    yield from press_companions.companions(artifact, design, verdict)
    yield _imposed(artifact.manuscript, rendering, design)


def _imposed(manuscript: Manuscript, rendering: Rendering, design: Design) -> Companion:
    press, settings = _agreed(manuscript)
    pages, room_mm = rendering.pages or 0, _mm(design, "margin-inner") - press.safe_mm
    sides = saddle_stitch(pages, paper_mm=settings.paper_thickness_mm, room_mm=room_mm, flip=settings.flip,
                          is_right_to_left=manuscript.edition.language.writing.is_right_to_left)
    sheet = office_sheet_mm(_trim_mm(manuscript))
    if sheet is None:
        raise ValueError(f"no office sheet takes two pages of {manuscript.edition.id}")
    content = imposition.impose(rendering.content, sides, sheet, flip=settings.flip, twins=stylesheet.twins(design))
    output = PurePosixPath(manuscript.edition.output)
    return Companion(str(output.with_stem(f"{output.stem}-imposed")), media_type.PDF, content, "imposed-sheets",
                     pages // 2)


def warm(design: Design) -> None:
    """Load the typesetter and register the fonts."""
    typesetter.warm(fonts.faces(design), design.cache)


def prepare(manuscript: Manuscript, design: Design) -> "Prepared":
    """Return the PDF laid out once for all clinics: it says that somebody hands it out, but not yet who."""
    from pipeline.markup import stamped_pdf
    from pipeline.tools.typesetting import slot_boxes

    press, _ = _agreed(manuscript)
    laid_out = _laid_out(stamped_pdf.with_sample(manuscript), design)
    slot = slot_boxes.take_out(laid_out.document)
    written = press_sheet.write(laid_out, manuscript.edition.id, press, design)
    return stamped_pdf.prepare(written.content, slot, manuscript, design, design.root / press.profile)


def _laid_out(manuscript: Manuscript, design: Design) -> LaidOut:
    """Return the pages, without the ruled ones before the back that would begin a sheet of their own."""
    press, _ = _agreed(manuscript)
    sheets = css(manuscript, design)
    drawn = page.fitted(lambda helped: press_sheet.lay_out(html(manuscript, design, helped), sheets, press, design))
    return typesetter.without_pages(drawn, range(drawn.pages - drawn.pages % PAGES_A_SHEET, drawn.pages))


def html(manuscript: Manuscript, design: Design, helped: Help = page.UNHELPED) -> str:
    """Return cover, pages that flow, ruled pages to fill a sheet, and the back; `helped` are large tables."""
    write = page.writer(manuscript, design, "cmyk", helped)
    inner = [each for each in _without_back(manuscript).sections if each.kind != "cover"]
    body = "".join(_part(each, manuscript, design, write) for each in inner)
    lines = '<div class="line"></div>' * _lines(manuscript, design)
    spare = f'<div class="notes-page">{lines}</div>' * (PAGES_A_SHEET - 1)
    return page.document(manuscript.edition, "".join((
        _panel("cover", [each for each in manuscript.sections if each.kind == "cover"], write, ""), body, spare,
        _panel("back", [each for each in manuscript.sections if each.kind in _BACK], write,
               f'{hills(design, write)}<div class="wrap"></div>'))))


def css(manuscript: Manuscript, design: Design) -> tuple[str, str]:
    """Return two style sheets: tokens in CMYK and the looks of all such products; the page's and the shop's sizes."""
    press, _ = _agreed(manuscript)
    width, height = _trim_mm(manuscript)
    slug, back = (_slug_line(manuscript, which) for which in ('page " counter(page) "', "back"))
    running = f"content: {stylesheet.quoted(manuscript.edition.running_title)}"
    sizes = (f"@page {{ size: {width}mm {height}mm; bleed: {SLUG_MM}mm; background-repeat: no-repeat;"
             f" background-image: {_marks(manuscript, design)} }}"
             f" @page {{ @bottom-center {{ content: {slug} }} }} @page back {{ @bottom-center {{ content: {back} }} }}"
             f" @page :left {{ @bottom-right {{ {running} }} }} @page :right {{ @bottom-left {{ {running} }} }}"
             f" :root {{ --slug: {SLUG_MM}mm; --bleed: {press.bleed_mm}mm; --safe: {press.safe_mm}mm }}"
             f" .panel {{ width: {width}mm; height: {height}mm }} .wrap {{ width: {WRAP_MM + press.bleed_mm}mm }}"
             f" {stylesheet.around_page(manuscript.edition.language.labels)}")
    return stylesheet.print_stylesheet(design, "cmyk", "booklet", "base", "panels", "booklet", "pages"), sizes


def _agreed(manuscript: Manuscript) -> tuple[Press, Imposition]:
    channel = manuscript.edition.channel
    if channel.press is None or channel.imposition is None:
        raise ValueError(f"channel {channel.id} names no press or no imposition")
    return channel.press, channel.imposition


def _trim_mm(manuscript: Manuscript) -> tuple[float, float]:
    channel = manuscript.edition.channel
    if channel.page is None:
        raise ValueError(f"channel {channel.id} names no page")
    return channel.page.trim_mm


# --- pages ---


def _panel(name: str, sections: list[Section], write: Writer, ornament: str) -> str:
    """Return an outer page as one box with one child that is never broken, so that too much text can be measured."""
    content = "".join(_named(each, page.section(each, write)) for each in sections)
    return (f'<div class="panel {name}" data-name="{name}"><div class="ground"></div>{ornament}'
            f'<div class="fit">{content}</div></div>\n')


def _part(each: Section, manuscript: Manuscript, design: Design, write: Writer) -> str:
    if each.kind == "contents":
        return _named(each, page.contents(_without_back(manuscript), write))
    return _named(each, page.section(_with_room(each, _lines(manuscript, design)), write))


def _without_back(manuscript: Manuscript) -> Manuscript:
    """Return what the contents list: nobody looks up the page number of the back."""
    return replace(manuscript, sections=tuple(each for each in manuscript.sections if each.kind not in _BACK))


def _named(section: Section, markup: str) -> str:
    return f'<div class="part" data-name="{section.id}">{markup}</div>\n'


def _with_room(section: Section, lines: int) -> Section:
    """Return a page to write on with as many lines as its heading leaves room for; other sections as they are."""
    if section.id not in _RULED:
        return section

    def filled(block: Element) -> Elements | None:
        if not is_div(block, "room-to-write"):
            return None
        (_, classes, _), inner = block["c"]
        return [div(inner, "", *classes, lines=str(lines - _HEADING_LINES))]

    return replace(section, blocks=rewrite(section.blocks, filled, ("Div",)))


def _lines(manuscript: Manuscript, design: Design) -> int:
    """Return how many lines to write on fill a page."""
    height = _trim_mm(manuscript)[1] - _mm(design, "margin-top") - _mm(design, "margin-bottom")
    return int(height / _mm(design, "line-distance"))


def _mm(design: Design, token: str) -> float:
    return float(str(design.tokens["booklet"][token]).removesuffix("mm"))


def _marks(manuscript: Manuscript, design: Design) -> str:
    """Return the crop marks as a picture in CSS; it lies behind each page, since what flows knows no page."""
    press, _ = _agreed(manuscript)
    width, height = _trim_mm(manuscript)
    marks = crop_marks(width, height, press.bleed_mm) if "crop" in press.marks else ()
    drawing = marks_drawing(width, height, marks, stylesheet.colours(design, "cmyk")["text"])
    return f'url("data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}")'


def _slug_line(manuscript: Manuscript, which: str) -> str:
    """Return what the print shop reads below the trim of a page, as CSS content."""
    edition, (press, _), (width, height) = manuscript.edition, _agreed(manuscript), _trim_mm(manuscript)
    name = PurePosixPath(edition.output).name
    return (f'"{name}, {edition.identity.version}, {which}, trim {width:g} × {height:g} mm,'
            f' bleed {press.bleed_mm:.1f} mm, {press.condition.identifier}, {slug_words(edition.standing)}"')


# --- what was lost ---


def _lost(manuscript: Manuscript, shown: dict[str, str]) -> str:
    """Return the words of the manuscript that no page shows, section by section, in order."""
    return " ".join(word for each in manuscript.sections for word in lost_words([each], shown.get(each.id, "")))
