"""Contracted braille for a braille display or an embosser: a braille file (BRF) of pages of cells in ASCII."""

from functools import partial

from pipeline.markup.braille import BrailleWriter
from pipeline.markup.braille_pages import pages
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import IN_WORDS, Contract
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript
from pipeline.tools.words import liblouis

CONTRACT = Contract(media_type.BRAILLE, reader="braille", manner=IN_WORDS, needs=("braille",))
#: A line ends as on every embosser, a page with a form feed.
_END_OF_LINE, _END_OF_PAGE = "\r\n", "\f"


def warm(_design: Design) -> None:
    """Load liblouis, so that forked processes share it; what is missing is told by whoever needs it."""
    liblouis.version()


def render(manuscript: Manuscript, _design: Design) -> Rendering:
    """Return the pages of cells, the words that no line could hold, and the characters that braille does not have."""
    language, layout = manuscript.edition.language, manuscript.edition.channel.braille
    if layout is None:
        raise ValueError(f"the channel {manuscript.edition.channel.id} has no setting for braille")
    table = layout.tables[language.tag]
    brackets = "()" if liblouis.unknown("[]", table) else "[]"
    writer = BrailleWriter(layout.cells, language.labels, partial(liblouis.translate, table=table), brackets)
    paged = pages(writer.write(manuscript.sections), cells=layout.cells, lines=layout.lines)
    content = "".join(_END_OF_LINE.join([*page, ""]) + _END_OF_PAGE for page in paged)
    measured = Layout(long_words=tuple(writer.long_words), unwritten=liblouis.unknown(writer.characters, table),
                      misread=tuple(sorted(writer.misread.items())))
    # what has no cells is told, and the product not made
    return Rendering(content.encode("ascii", errors="replace"), pages=len(paged), layout=measured)
