"""Writes the contents of an e-book for shelves of the time of EPUB 2, which know no navigation document."""

from collections.abc import Iterator
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.epub_page import path_of
from pipeline.model.manuscript import Manuscript, Section, listed
from pipeline.model.tree import attributes, plain_text, words_alone

PATH, MEDIA_TYPE = "toc.ncx", "application/x-dtbncx+xml"


def ncx(manuscript: Manuscript, identifier: str) -> str:
    """Return the contents as an NCX (OPF 2.0.1, section 2.4.1): sections, and the headings of topics below them."""
    labels = manuscript.edition.language.labels
    numbers = count(1)
    points = "".join(_point(section, numbers) for section in listed(manuscript.sections))
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
            f' xml:lang={quoteattr(manuscript.edition.language.tag)}>\n'
            f'<head><meta name="dtb:uid" content={quoteattr(identifier)}/></head>\n'
            f"<docTitle><text>{escape(labels['title'])}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n")


def _point(section: Section, numbers: Iterator[int]) -> str:
    path = path_of(section)
    own = _opening(next(numbers), plain_text(section.label), path)
    within = [each for each in section.blocks if each["t"] == "Header" and section.kind == "topic"]
    headings = [_opening(next(numbers), plain_text(words_alone(each["c"][2])), f"{path}#{attributes(each)[0]}")
                for each in within]
    return f"{own}{''.join(f'{each}</navPoint>' for each in headings)}</navPoint>\n"


def _opening(number: int, words: str, target: str) -> str:
    return (f'<navPoint id="point-{number}" playOrder="{number}"><navLabel><text>{escape(words)}</text></navLabel>'
            f"<content src={quoteattr(target)}/>")
