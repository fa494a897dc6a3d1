"""A product is not made in a language that it cannot be right in.

A folded sheet or a booklet for a language that is read from the right opens at its other side, which is not laid out
yet, and no two languages stand side by side that run from two sides; a text in ASCII has no form for another script
than Latin; braille needs the table of a language. Handouts, e-book, web page, Word and texts in UTF-8 are made.
`languages` in a channel's file lists those that it is made in.
"""

from pipeline.model import left_out
from pipeline.model.finding import Findings
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    yield from left_out.told(source, source.publication.languages)
