"""The PDF for screens and office printers: tagged (PDF/UA-1), with bookmarks, contents and page numbers."""

from pipeline.markup import page, stylesheet
from pipeline.model.artifact import Design, Rendering
from pipeline.model.channel import TRIM_SIZES_MM
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript
from pipeline.tools import fonts, pdf_ua, typesetter

MEDIA_TYPE = "application/pdf"
SHEETS = ("base", "reading")
VARIANT = "pdf/ua-1"


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the PDF and what the typesetter complained about."""
    laid_out = typesetter.lay_out(html(manuscript, design), css(manuscript, design), fonts.faces(design),
                                  cache=design.cache, variant=VARIANT)
    written = typesetter.write_pdf(laid_out, variant=VARIANT, identifier=manuscript.edition.id,
                                   finish=pdf_ua.finish)
    return Rendering(written.content, laid_out.pages, Layout(complaints=laid_out.complaints + written.complaints))


def warm(design: Design) -> None:
    """Load the typesetter and register the fonts."""
    typesetter.warm(fonts.faces(design), design.cache)


def html(manuscript: Manuscript, design: Design) -> str:
    """Return the page that the typesetter is given."""
    write = page.writer(manuscript, design, "srgb")
    body = "".join(
        page.contents(manuscript, write) if each.kind == "contents" else page.section(each, write)
        for each in manuscript.sections)
    return page.document(manuscript.edition, body)


def css(manuscript: Manuscript, design: Design) -> str:
    """Return the style sheet: tokens, shared looks, this format's looks, the page's size and running words."""
    edition = manuscript.edition
    if edition.channel.page is None:
        raise ValueError(f"channel {edition.channel.id} names no page")
    width, height = TRIM_SIZES_MM[edition.channel.page.size]
    labels = edition.language.labels
    before, between = labels["page"].split("{page}")
    between, after = between.split("{pages}")
    running = (f"@page {{ size: {width}mm {height}mm; @bottom-left {{ content: {_text(labels['title'])} }}"
               f" @bottom-right {{ content: {_text(before)} counter(page) {_text(between)} counter(pages)"
               f" {_text(after)} }} }}")
    return stylesheet.stylesheet(design, "srgb", "handout", *SHEETS) + running


def _text(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'

