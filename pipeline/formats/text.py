"""The plain text for e-mail, patient portals, phones and old systems; the channel says which signs and lines."""

from typing import TYPE_CHECKING

from pipeline.markup import plain
from pipeline.model import media_type
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import IN_WORDS, Contract
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript
from pipeline.model.tokens import PlainText

if TYPE_CHECKING:  # what stamps is loaded where clinics are made
    from pipeline.markup.stamped_text import Prepared

CONTRACT = Contract(media_type.TEXT, reader="text", manner=IN_WORDS, needs=("text",), draws=True)
#: Who makes clinics’ products of it, in markup/.
STAMPED = "stamped_text"


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the text and the words that no line could hold; a character without an ASCII form stays for a check."""
    layout, labels = manuscript.edition.channel.text, manuscript.edition.language.labels
    writer = plain.writer(_look(design), layout, labels)
    text = writer.write(manuscript.sections)
    return Rendering(text.encode(), layout=Layout(long_words=tuple(writer.long_words)))


def prepare(manuscript: Manuscript, design: Design) -> "Prepared":
    """Return the text written once for all clinics."""
    from pipeline.markup import stamped_text

    return stamped_text.prepare(manuscript, lambda marked: render(marked, design).content, _look(design))


def _look(design: Design) -> PlainText:
    return PlainText.model_validate(design.tokens["plain-text"])
