"""Writes a manuscript as one web page that holds all it needs: landmarks, contents, chapters one below the other."""

from collections.abc import Iterable
from itertools import takewhile
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.picture_file import SVG, data_uri, picture_file
from pipeline.markup.risk_drawing import themed
from pipeline.markup.xhtml import Writer
from pipeline.model.artifact import Design
from pipeline.model.manuscript import Edition, Manuscript, Section, listed, title_and_rest
from pipeline.model.risk_figure import is_drawn

#: kind of section -> its role (DPUB-ARIA); a landmark of its own is for what people look up.
_ROLES = {"glossary": "doc-glossary", "references": "doc-bibliography"}
#: What stands before and behind the text itself.
_BEFORE, _BEHIND = ("cover", "contents"), ("colophon",)
#: What a browser may load: nothing but what the page itself holds (Content Security Policy, level 3).
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_START = "start"


def document(manuscript: Manuscript, design: Design, css: str) -> str:
    """Return the page as HTML that is well-formed XML too, so that it can be taken apart again without guessing."""
    edition, labels = manuscript.edition, manuscript.edition.language.labels
    tag = quoteattr(edition.language.tag)
    skip = f'<a class="skip" href="#{_START}">{escape(labels["skip-to-text"])}</a>\n'
    return (f'<!DOCTYPE html>\n<html lang={tag} xml:lang={tag}{edition.language.writing.attribute} xmlns="http://www.w3.org/1999/xhtml">\n'
            f"<head>\n{_head(edition)}<style>\n{css}\n</style>\n</head>\n"
            f"<body>\n{skip}{_body(manuscript, design)}</body>\n</html>\n")


def _head(edition: Edition) -> str:
    labels, identity = edition.language.labels, edition.identity
    named = {"viewport": "width=device-width, initial-scale=1", "color-scheme": "light dark",
             "author": identity.publisher, "description": edition.description,
             "generator": f"{identity.id} {identity.version}",
             "dcterms.created": identity.published.isoformat(), "dcterms.modified": identity.published.isoformat()}
    metas = "".join(f"<meta name={quoteattr(name)} content={quoteattr(value)}/>\n" for name, value in named.items())
    return ('<meta charset="utf-8"/>\n'
            f'<meta http-equiv="Content-Security-Policy" content={quoteattr(_POLICY)}/>\n'
            f"<title>{escape(labels['title'])}: {escape(labels['subtitle'])}</title>\n{metas}")


def _body(manuscript: Manuscript, design: Design) -> str:
    """Return cover and contents, then the text as one landmark, then the colophon."""
    write = Writer(figure=lambda path, text: _picture(design, path, text), is_interactive=True, deeper=1,
                   labels=manuscript.edition.language.labels,
                   is_right_to_left=manuscript.edition.language.writing.is_right_to_left)
    sections = manuscript.sections
    before = list(takewhile(lambda each: each.kind in _BEFORE, sections))
    behind = list(takewhile(lambda each: each.kind in _BEHIND, sections[:len(before) - 1 or None:-1]))[::-1]
    text = sections[len(before):len(sections) - len(behind)]
    return (f"{_written(before, manuscript, write)}"
            f'<main id="{_START}">\n{_written(text, manuscript, write)}</main>\n'
            f"{_written(behind, manuscript, write)}")


def _written(sections: Iterable[Section], manuscript: Manuscript, write: Writer) -> str:
    return "".join(_section(each, manuscript, write) for each in sections)


def _section(section: Section, manuscript: Manuscript, write: Writer) -> str:
    write.section = section.id
    if section.kind == "cover":
        return _cover(section, write)
    if section.kind == "contents":
        return _contents(section, manuscript, write)
    role = f' role="{_ROLES[section.kind]}"' if section.kind in _ROLES else ""
    tag, heading = "footer" if section.kind in _BEHIND else "section", f"title--{section.id}"
    write.heading = heading
    named = f' aria-labelledby="{heading}"' if role else ""
    return (f'<{tag} class="{section.kind}" id={quoteattr(section.id)}{role}{named}>\n'
            f'<h2 id="{heading}">{write.inlines(section.title)}</h2>\n'
            f"{write.blocks(section.blocks)}{write.endnotes()}</{tag}>\n")


def _cover(section: Section, write: Writer) -> str:
    """Return the page's head: the title as its one heading of the first level, whatever the cover shows below it."""
    words, others = title_and_rest(section.blocks)
    return (f'<header class="cover" id={quoteattr(section.id)}>\n<div class="words">\n{write.cover(words)}</div>\n'
            f"{write.blocks(others)}</header>\n")


def _contents(section: Section, manuscript: Manuscript, write: Writer) -> str:
    entries = "".join(f'<li><a href="#{each.id}">{write.inlines(each.label)}</a></li>\n'
                      for each in listed(manuscript.sections))
    return (f'<nav class="contents" id={quoteattr(section.id)} aria-labelledby="title--contents">\n'
            f'<h2 id="title--contents">{write.inlines(section.title)}</h2>\n<ol>\n{entries}</ol>\n</nav>\n')


def _picture(design: Design, path: str, text: str) -> str:
    shown = (SVG, themed(design, path).encode()) if is_drawn(path) else picture_file(design, path)
    return f'<img src="{data_uri(*shown)}" alt={quoteattr(text)}/>'
