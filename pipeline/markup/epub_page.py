"""Writes the pages of an e-book: one XHTML file a section, the cover, and the contents that reading systems open."""

import uuid
from collections.abc import Mapping
from posixpath import basename
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.imprint_block import QR
from pipeline.markup.xhtml import Writer
from pipeline.model.imprint import Imprint
from pipeline.model.manuscript import Edition, Manuscript, Section, listed
from pipeline.model.pagination import is_page_break, page_breaks
from pipeline.model.tree import Element, Elements, attributes, plain_text, words_alone

CONTENTS_PATH = "nav.xhtml"
STYLE_PATH = "style.css"
QR_PATH = "figures/qr-code.svg"
#: kind of section -> (part of the book, epub:type, DPUB-ARIA role); a type and a role that mean the same.
_MEANINGS = {
    "topic": ("bodymatter", "chapter", "doc-chapter"),
    "questions": ("backmatter", "appendix", "doc-appendix"),
    "contact": ("backmatter", "appendix", "doc-appendix"),
    "glossary": ("backmatter", "glossary", "doc-glossary"),
    "references": ("backmatter", "bibliography", "doc-bibliography"),
    "colophon": ("backmatter", "colophon", "doc-colophon"),
}
_NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def lasting(name: str, imprint: Imprint) -> str:
    """Return the lasting name of a book, of a clinic's own where it has one: a UUID of the name (RFC 9562, 5.5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name if imprint.is_nobody else f"{name}/{imprint.id}").urn


def path_of(section: Section) -> str:
    """Return where a section stands inside the book."""
    return CONTENTS_PATH if section.kind == "contents" else f"text/{section.id}.xhtml"


def file_of(picture: str) -> str:
    """Return where a picture stands inside the book, by its path or by the page that it leads to."""
    return QR_PATH if picture.startswith(QR) else picture


def targets_of(manuscript: Manuscript) -> dict[str, str]:
    """Return what a link to each id has to say from another chapter: `glossary.xhtml#term-donor`."""
    targets: dict[str, str] = {}
    for section in manuscript.sections:
        page = basename(path_of(section))
        targets |= {own: f"{page}#{own}" for element in section.branches if (own := attributes(element)[0])}
        targets[section.id] = page
    return targets


def chapter(section: Section, edition: Edition, targets: Mapping[str, str]) -> str:
    """Return a section as a page of its own, with its notes at its end."""
    write = _writer(section, edition, targets)
    part, epub_type, role = _MEANINGS[section.kind]
    heading = f"title--{section.id}"
    begins, blocks = _parted(section.blocks)
    body = (f'<section class="{section.kind}" id={quoteattr(section.id)} epub:type="{epub_type}" role="{role}"'
            f' aria-labelledby="{heading}">\n{write.blocks(begins)}'
            f'<h1 id="{heading}">{write.inlines(section.title)}</h1>\n'
            f"{write.blocks(blocks)}{write.endnotes()}</section>")
    return _page(edition, escape(plain_text(section.label)), body, part=part, style=f"../{STYLE_PATH}")


def block(shown: Element, labels: dict[str, str]) -> str:
    """Return one block as a chapter shows it."""
    return Writer(figure=_shown, is_interactive=True, is_epub=True, labels=labels).blocks([shown])


def cover(section: Section, edition: Edition) -> str:
    """Return the cover as a page with real words, which grow and are read aloud as all others."""
    label, write = edition.language.labels["cover"], _writer(section, edition, {})
    body = (f'<section class="cover" id={quoteattr(section.id)} epub:type="cover" aria-label={quoteattr(label)}>\n'
            f"{write.cover(section.blocks)}</section>")
    return _page(edition, escape(edition.language.labels["title"]), body, part="frontmatter", style=f"../{STYLE_PATH}",
                 look="cover")


def contents(manuscript: Manuscript) -> str:
    """Return the navigation document: parts of the book, topics with sub-headings, landmarks, pages of the booklet."""
    labels = manuscript.edition.language.labels
    entries = "".join(map(_entry, listed(manuscript.sections)))
    title = escape(labels["contents"])
    own = next((_writer(each, manuscript.edition, {}).blocks(each.blocks) for each in manuscript.sections
                if each.kind == "contents"), "")
    body = (f'{own}<nav class="contents" epub:type="toc" role="doc-toc" id="toc" aria-labelledby="title--toc">\n'
            f'<h1 id="title--toc">{title}</h1>\n<ol>\n{entries}</ol>\n</nav>\n'
            f'<nav epub:type="landmarks" id="landmarks" aria-labelledby="title--landmarks" hidden="hidden">\n'
            f'<h2 id="title--landmarks">{escape(labels["landmarks"])}</h2>\n'
            f"<ol>\n{_landmarks(manuscript)}</ol>\n</nav>{_page_list(manuscript)}")
    return _page(manuscript.edition, title, body, part="frontmatter", style=STYLE_PATH)


def _page_list(manuscript: Manuscript) -> str:
    """Return the links to where the pages of the booklet begin; nothing where no page is known."""
    items = "".join(
        f'<li><a href="{path_of(section)}#page-{page}">{page}</a></li>\n'
        for section in manuscript.sections for page in page_breaks(section))
    title = escape(manuscript.edition.language.labels["page-list"])
    return (f'\n<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-labelledby="title--page-list"'
            f' hidden="hidden">\n<h2 id="title--page-list">{title}</h2>\n<ol>\n{items}</ol>\n</nav>') if items else ""


def _entry(section: Section) -> str:
    path, write = path_of(section), Writer()
    headings = "".join(_sub_entry(path, block, write) for block in section.blocks
                       if block["t"] == "Header" and section.kind == "topic")
    nested = f"\n<ol>\n{headings}</ol>\n" if headings else ""
    return f'<li><a href="{path}">{write.inlines(section.label)}</a>{nested}</li>\n'


def _sub_entry(path: str, heading: Element, write: Writer) -> str:
    return f'<li><a href="{path}#{attributes(heading)[0]}">{write.inlines(words_alone(heading["c"][2]))}</a></li>\n'


def _landmarks(manuscript: Manuscript) -> str:
    labels = manuscript.edition.language.labels
    marks = {"cover": ("cover", labels["cover"]), "contents": ("toc", labels["contents"]),
             "topic": ("bodymatter", labels["start"]), "glossary": ("glossary", labels["glossary-title"]),
             "references": ("bibliography", labels["references-title"])}
    items = []
    for section in manuscript.sections:
        if section.kind in marks:
            epub_type, words = marks.pop(section.kind)
            items.append(f'<li><a epub:type="{epub_type}" href="{path_of(section)}">{escape(words)}</a></li>\n')
    return "".join(items)


def _parted(blocks: Elements) -> tuple[Elements, Elements]:
    """Return the mark of the page that the whole section begins, which stands before its title, and all else."""
    is_first = bool(blocks) and blocks[0]["t"] == "Plain" and all(map(is_page_break, blocks[0]["c"]))
    return (blocks[:1], blocks[1:]) if is_first else ([], blocks)


def _writer(section: Section, edition: Edition, targets: Mapping[str, str]) -> Writer:
    page = basename(path_of(section))

    def href(target: str) -> str:
        known = targets.get(target[1:], target) if target.startswith("#") else target
        return known.removeprefix(page) if known.startswith(f"{page}#") else known

    return Writer(href, figure=_shown, is_interactive=True, is_epub=True, labels=edition.language.labels,
                  is_right_to_left=edition.language.writing.is_right_to_left, section=section.id)


def _shown(path: str, text: str) -> str:
    return f'<img src="../{file_of(path)}" alt={quoteattr(text)}/>'


def _page(edition: Edition, title: str, body: str, *, part: str, style: str, look: str = "inner") -> str:
    tag = quoteattr(edition.language.tag)
    opening = f"<html {_NAMESPACES} lang={tag} xml:lang={tag}{edition.language.writing.attribute}>"
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{opening}\n'
            f'<head>\n<meta charset="utf-8"/>\n<title>{title}</title>\n'
            f'<link rel="stylesheet" type="text/css" href="{style}"/>\n</head>\n'
            f'<body class="{look}" epub:type="{part}">\n<div role="main">\n{body}\n</div>\n</body>\n</html>\n')
