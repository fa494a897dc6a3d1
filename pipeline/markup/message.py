"""Writes the text message of a topic: what its author wrote for it, and whom to call."""

from pipeline.markup.cells import UNBROKEN, wrap
from pipeline.model import tree
from pipeline.model.ascii_form import spelling
from pipeline.model.manuscript import Edition
from pipeline.model.publication import Topic
from pipeline.model.tree import Element, words


def paragraph(edition: Edition, topic: Topic, number: str | None) -> Element:
    """Return the message as one paragraph; it ends in the number to call, where there is one."""
    labels = edition.language.labels
    call = labels["sms-call-number"].format(number=number) if number else labels["sms-call"]
    said = [each for block in topic.blocks for each in (*block["c"], {"t": "Space"})]
    return tree.para([*said, *words(call)])


def text(edition: Edition, topic: Topic, number: str | None) -> str:
    """Return the message as it is sent."""
    said = tree.plain_text(paragraph(edition, topic, number))
    return " ".join(wrap(spelling(edition.channel.text, edition.language.labels)(said), UNBROKEN))


def number_of(edition: Edition) -> str | None:
    """Return the number of whoever hands it out: their first, which is the one for questions."""
    return next((phone.number for phone in edition.imprint.phones), None)
