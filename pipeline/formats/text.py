"""The plain text for e-mail, patient portals, phones and old systems; the channel says which signs and lines."""

from typing import Any

from pipeline.markup.ascii_form import spelling
from pipeline.markup.flowing import FlowingWriter
from pipeline.markup.plain import Look, Writer
from pipeline.model.artifact import Design, Rendering
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript

MEDIA_TYPE = "text/plain"
SHEETS = ()


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the text and the words that no line could hold; a character without an ASCII form stays for a check."""
    layout, labels = manuscript.edition.channel.text, manuscript.edition.language.labels
    kind = FlowingWriter if layout is not None and layout.lines == "flowing" else Writer
    writer = kind(_look(design), labels, spelling(layout, labels))
    text = writer.write(manuscript.sections)
    return Rendering(text.encode(), layout=Layout(long_words=tuple(writer.long_words)))


def _look(design: Design) -> Look:
    tokens: dict[str, Any] = design.tokens["plain-text"]
    return Look(**{name.replace("-", "_"): value for name, value in tokens.items()})
