"""The PDF for screens and office printers: tagged (PDF/UA-1), lasting (PDF/A-2a), with bookmarks and contents."""

from pipeline.markup import page, stylesheet
from pipeline.model.artifact import Design, Rendering
from pipeline.model.channel import TRIM_SIZES_MM
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import plain_text
from pipeline.tools import fonts, page_breaks, pdf_tags, pdf_ua, typesetter

MEDIA_TYPE = "application/pdf"
SHEETS = ("base", "reading", "large-print")
VARIANT = "pdf/a-2a"


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the PDF, what the typesetter complained about, and how text meets the ends of pages."""
    laid_out = typesetter.lay_out(html(manuscript, design), css(manuscript, design), fonts.faces(design),
                                  cache=design.cache, variant=VARIANT)
    with pdf_tags.recorded() as made:
        written = typesetter.write_pdf(laid_out, variant=VARIANT, identifier=manuscript.edition.id,
                                       finish=pdf_ua.finisher(made))
    layout = Layout(complaints=laid_out.complaints + written.complaints,
                    flow=page_breaks.measure_flow(laid_out.document))
    return Rendering(written.content, laid_out.pages, layout)


def warm(design: Design) -> None:
    """Load the typesetter and register the fonts."""
    typesetter.warm(fonts.faces(design), design.cache)


def html(manuscript: Manuscript, design: Design) -> str:
    """Return the page that the typesetter is given."""
    write = page.writer(manuscript, design, "srgb")
    destinations = _destinations(manuscript)
    write.leads_to = lambda target: destinations.get(target, target)
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
    scale, sheets = ("large-print", SHEETS) if edition.channel.page.type == "large-print" else ("handout", SHEETS[:2])
    return stylesheet.print_stylesheet(design, "srgb", scale, *sheets) + running


def _destinations(manuscript: Manuscript) -> dict[str, str]:
    """Return where each link within the document leads, in words: to a topic, an explanation, a reference."""
    title_by_kind = {each.kind: plain_text(each.title) for each in manuscript.sections}
    terms, references = title_by_kind.get("glossary", ""), title_by_kind.get("references", "")
    edition = manuscript.edition
    return {
        **{f"#{each.id}": plain_text(each.title) for each in manuscript.sections if each.title},
        **{f"#term-{each.id}": f"{terms}: {each.term}" for each in edition.language.terms},
        **{f"#ref-{each}": f"{references}: {number}" for number, each in enumerate(edition.references, 1)},
    }


def _text(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'

