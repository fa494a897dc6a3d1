"""Writes a manuscript as one HTML document, well-formed as XML, for the typesetter: head, sections, contents."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.binding import bind_ends
from pipeline.markup.picture_file import data_uri, picture_file
from pipeline.markup.stylesheet import ColourSpace
from pipeline.markup.xhtml import RECORDS, Help, Writer
from pipeline.model.artifact import Design
from pipeline.model.manuscript import Edition, Manuscript, Section, listed
from pipeline.model.tree import attributes, plain_text
from pipeline.tools.typesetting import box_tree
from pipeline.tools.typesetting.typesetter import LaidOut

#: No table that needs help.
UNHELPED = Help()


def fitted(lay_out: Callable[[Help], LaidOut]) -> LaidOut:
    """Return a document laid out, each table that is too large for its pages helped as far as it needs."""
    helped = UNHELPED
    while True:
        laid_out = lay_out(helped)
        steps = {each: min(helped.steps.get(each, 0) + 1, RECORDS) for each in box_tree.wide_tables(laid_out.document)}
        long, tall = box_tree.torn_tables(laid_out.document)
        further = Help({**helped.steps, **steps}, helped.long | long, helped.tall | tall)
        if further == helped:
            return laid_out
        helped = further


def document(edition: Edition, body: str) -> str:
    """Return a whole HTML page with the metadata that a PDF takes over."""
    labels, identity = edition.labels, edition.identity
    about_what = plain_text(edition.topics[0].title) if edition.channel.per_topic else labels["subtitle"]
    made_by = f"{identity.id} {identity.version}"
    day = f"{identity.published.isoformat()}T00:00:00Z"
    opening = f"<html lang={quoteattr(edition.language.tag)}{edition.language.writing.attribute}>"
    return (f'<!DOCTYPE html>\n{opening}<head><meta charset="utf-8"/>'
            f"<title>{escape(labels['title'])}: {escape(about_what)}</title>"
            f'<meta name="author" content={quoteattr(identity.publisher)}/>'
            f'<meta name="description" content={quoteattr(edition.description)}/>'
            f'<meta name="generator" content={quoteattr(made_by)}/>'
            f'<meta name="dcterms.created" content={quoteattr(day)}/>'
            f'<meta name="dcterms.modified" content={quoteattr(day)}/>'
            f"</head><body>{body}</body></html>")


def writer(
    manuscript: Manuscript, design: Design, space: ColourSpace, helped: Help = UNHELPED
) -> Writer:
    """Return a writer for print: drawings and pictures stand in the page, facts and places stay marked.

    For a press, `space` is cmyk, and pictures are converted with the channel's profile. `helped` are large tables.
    """
    press = manuscript.edition.channel.press
    profile = design.root / press.profile if press and space == "cmyk" else None
    return Writer(mark_facts=True, helped=helped, labels=manuscript.edition.labels,
                  is_right_to_left=manuscript.edition.language.writing.is_right_to_left,
                  figure=lambda path, text: _shown(design, path, text, profile))


def section(each: Section, write: Writer) -> str:
    """Return one section with its heading; notes stand at its end, no paragraph ends in a line of one short word.

    Heading and the drawing that opens a topic are one element, `opening`, which a sheet may set side by side.
    """
    write.section = each.id
    heading = f"<h1{write.label(each.title)}>{write.inlines(each.title)}</h1>" if each.title else ""
    blocks = bind_ends(each.blocks)
    if blocks and "opener" in attributes(blocks[0])[1]:
        heading, blocks = f'<div class="opening">{heading}{write.blocks(blocks[:1])}</div>', blocks[1:]
    return (f'<section class="{each.kind}" id={quoteattr(each.id)}>{heading}{write.blocks(blocks)}'
            f"{write.endnotes()}</section>\n")


def contents(manuscript: Manuscript, write: Writer) -> str:
    """Return the table of contents: links whose page numbers the typesetter fills in."""
    own = next(each for each in manuscript.sections if each.kind == "contents")
    entries = "".join(
        f'<li><a href="#{each.id}">{write.inlines(each.label)}</a></li>'
        for each in listed(manuscript.sections))
    return (f'<section class="contents" id="contents"><h1>{write.inlines(own.title)}</h1>'
            f"<ol>{entries}</ol></section>")


def _shown(design: Design, path: str, text: str, profile: Path | None) -> str:
    """Return a drawing or a picture as an image that the page carries; with a profile, in CMYK."""
    named = f" data-picture={quoteattr(path)}" if path in design.pictures else ""
    return f'<img src="{data_uri(*picture_file(design, path, profile))}" alt={quoteattr(text)}{named}/>'
