"""A product in braille names no table for a language, or one that liblouis does not have.

A table of liblouis says how a language is contracted: `en-ueb-g2.ctb` is Unified English Braille, contracted. The
tables are in the folder liblouis/tables of the system; the names of those for a language begin with its tag.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source
from pipeline.tools.words import liblouis


def check(source: Source) -> Findings:
    """Yield one finding for each language without a table that is there; nothing while liblouis is not installed."""
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        place, tables = document.place(("braille", "tables")), channel.braille.tables if channel.braille else {}
        for tag in filter(channel.is_in, source.publication.languages if channel.braille else ()):
            table = tables.get(tag)
            if table is None:
                yield error(place, f"there is no braille table for the language “{tag}”",
                            why="the product could not be made", fix=f"add its table: {tag}: <name>.ctb")
            elif liblouis.version() and not liblouis.has_table(table):
                yield error(place, f"liblouis has no table “{table}”",
                            why="the product could not be made", fix="see: ls /usr/share/liblouis/tables")
