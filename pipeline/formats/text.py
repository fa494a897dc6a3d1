"""The plain text for e-mail, patient portals and old systems: UTF-8, or ASCII where the channel asks for it."""

from functools import partial
from typing import Any

from pipeline.markup.ascii_form import ascii_form
from pipeline.markup.plain import Look, Writer
from pipeline.model.artifact import Design, Rendering
from pipeline.model.layout import Layout
from pipeline.model.manuscript import Manuscript

MEDIA_TYPE = "text/plain"
SHEETS = ()


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return the text and the words that no line could hold; a character without an ASCII form stays for a check."""
    channel, labels = manuscript.edition.channel, manuscript.edition.language.labels
    is_ascii = channel.text is not None and channel.text.charset == "ascii"
    spell = partial(ascii_form, labels=labels) if is_ascii else str
    writer = Writer(_look(design), labels, spell)
    text = writer.write(manuscript.sections)
    return Rendering(text.encode(), layout=Layout(long_words=tuple(writer.long_words)))


def _look(design: Design) -> Look:
    tokens: dict[str, Any] = design.tokens["plain-text"]
    return Look(**{name.replace("-", "_"): value for name, value in tokens.items()})
