"""The PDF for screens and office printers: tagged (PDF/UA-1), lasting (PDF/A-2a), with bookmarks and contents."""

import re
from typing import TYPE_CHECKING, Any

from pipeline.markup import page, stylesheet
from pipeline.markup.xhtml import Help
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.channel import Page
from pipeline.model.contract import PRINT, Contract
from pipeline.model.imposition import office_sheet_mm
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.tree import attributes, plain_text
from pipeline.tools.pdf import pdf_tags, pdf_ua
from pipeline.tools.typesetting import box_tree, column_sides, fonts, page_breaks, typesetter
from pipeline.tools.typesetting.typesetter import LaidOut

if TYPE_CHECKING:  # what stamps is loaded where clinics are made
    from pipeline.markup.stamped_pdf import Prepared

CONTRACT = Contract(media_type.PDF, reader="pdf", manner=PRINT, needs=("page",), draws=True, describes_itself=True,
                    sheets=("base", "reading", "pages", "large-print", "sheet", "pair", "close-sheet", "side-by-side"),
                    claims=("PDF/UA-1", "PDF/A-2a"), sets_beside=True)
#: Who makes clinics’ products of it, in markup/.
STAMPED = "stamped_pdf"
VARIANT = "pdf/a-2a"
#: What an office printer leaves white at the edges of a sheet.
SAFE_MM = 5.0
#: The scale of each type of page, and the sheets that follow the shared ones.
_LOOKS = {"standard": ("handout", "pages"), "large-print": ("large-print", "pages", "large-print"),
          "sheet": ("handout", "sheet")}


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the PDF, what the typesetter complained about, and how text meets the ends of pages."""
    laid_out = _laid_out(manuscript, design)
    pdf_ua.keep_links_whole(laid_out.document)
    with pdf_tags.recorded() as made:
        written = typesetter.write_pdf(laid_out, variant=VARIANT, identifier=manuscript.edition.id,
                                       finish=pdf_ua.finisher(made))
    layout = Layout(panels=box_tree.overfull_pages(laid_out.document, "panel", SAFE_MM),
                    tables=column_sides.table_sides(laid_out.document),
                    complaints=laid_out.complaints + written.complaints,
                    flow=page_breaks.measure_flow(laid_out.document))
    return Rendering(written.content, laid_out.pages, layout)


def warm(design: Design) -> None:
    """Load the typesetter and register the fonts."""
    typesetter.warm(fonts.faces(design), design.cache)


def prepare(manuscript: Manuscript, design: Design) -> "Prepared":
    """Return the PDF laid out once for all clinics: it says that somebody hands it out, but not yet who."""
    from pipeline.markup import stamped_pdf
    from pipeline.tools.pdf import pdf_base
    from pipeline.tools.typesetting import slot_boxes

    laid_out = _laid_out(stamped_pdf.with_sample(manuscript), design)
    slot = slot_boxes.take_out(laid_out.document)
    pdf_ua.keep_links_whole(laid_out.document)
    with pdf_tags.recorded() as made:
        finish = pdf_ua.finisher(made)

        def finish_and_mark(document: Any, pdf: Any) -> None:
            finish(document, pdf)
            pdf_tags.tag_of(pdf, made, "contact")[pdf_base.MARK] = "true"

        written = typesetter.write_pdf(laid_out, variant=VARIANT, identifier=manuscript.edition.id,
                                       finish=finish_and_mark)
    return stamped_pdf.prepare(written.content, slot, manuscript, design)


def _laid_out(manuscript: Manuscript, design: Design) -> LaidOut:
    sheets, faces = css(manuscript, design), fonts.faces(design)
    return page.fitted(lambda helped: typesetter.lay_out(html(manuscript, design, helped), sheets, faces,
                                                         cache=design.cache, variant=VARIANT))


def html(manuscript: Manuscript, design: Design, helped: Help = page.UNHELPED) -> str:
    """Return the page that the typesetter is given; `helped` are the tables that are too large for it."""
    write = page.writer(manuscript, design, "srgb", helped)
    destinations = _destinations(manuscript)
    # a number to call is told by its own digits
    write.leads_to = lambda target: destinations.get(target, "" if target.startswith("tel:") else target)
    body = "".join(
        page.contents(manuscript, write) if each.kind == "contents" else page.section(each, write)
        for each in manuscript.sections)
    return page.document(manuscript.edition, body)


def css(manuscript: Manuscript, design: Design) -> tuple[str, str]:
    """Return two style sheets: the looks of all such products; the page's size and running words, in `@page` alone."""
    edition = manuscript.edition
    if edition.channel.page is None:
        raise ValueError(f"channel {edition.channel.id} names no page")
    scale, *more = _LOOKS[edition.channel.page.type]
    said = (("pair", edition.channel.imposition), ("close-sheet", edition.language.tag in edition.channel.close_in),
            ("side-by-side", edition.beside))
    more += [sheet for sheet, is_asked in said if is_asked]
    sheets = stylesheet.print_stylesheet(design, "srgb", scale, "base", "reading", *more)
    around = " ".join(stylesheet.around_page(each.labels, f"[lang={each.tag}]" if edition.beside else ":root")
                      for each in edition.languages)
    return f"{sheets} {around}", _page_rule(edition, edition.channel.page)


def _page_rule(edition: Edition, sheet: Page) -> str:
    """Return the page's size and its running words: the guide's title and, where pages follow, which page it is."""
    width, height = (office_sheet_mm(sheet.trim_mm) if edition.channel.imposition else None) or sheet.trim_mm
    title = stylesheet.quoted(edition.running_title)
    if sheet.type == "large-print" or edition.beside or edition.channel.imposition:  # too long for one line
        title = ' "\\A" '.join(map(stylesheet.quoted, edition.running_title.rsplit(" · ", 1)))
    if sheet.type == "sheet":
        return f"@page {{ size: {width}mm {height}mm; @top-left {{ content: {title} }} }}"
    words = re.split(r"{(pages?)}", edition.folio("{page}", "{pages}"))  # in either order, names of counters between
    number = " ".join(f"counter({each})" if index % 2 else stylesheet.quoted(each) for index, each in enumerate(words))
    return (f"@page {{ size: {width}mm {height}mm; @bottom-left {{ content: {title} }}"
            f" @bottom-right {{ content: {number} }} }}")


def _destinations(manuscript: Manuscript) -> dict[str, str]:
    """Return where each link within the document leads, in words: topic, section, explanation, reference."""
    title_by_kind = {each.kind: plain_text(each.title) for each in manuscript.sections}
    terms, references = title_by_kind.get("glossary", ""), title_by_kind.get("references", "")
    edition = manuscript.edition
    return {
        **{f"#{each.id}": plain_text(each.title) for each in manuscript.sections if each.title},
        **{f"#{attributes(each)[0]}": plain_text(each) for section in manuscript.sections for each in section.blocks
           if each["t"] == "Header"},
        **{f"#term-{each.id}": f"{terms}: {each.term}" for each in edition.language.terms},
        **{f"#ref-{each}": f"{references}: {number}, {edition.sources[each]}"
           for number, each in enumerate(edition.references, 1)},
    }
