"""Writes the text message of a topic, tells whom to call, and measures how much of one message that takes."""

from dataclasses import dataclass

from pipeline.markup.cells import UNBROKEN, wrap
from pipeline.model import tree
from pipeline.model.ascii_form import spelling
from pipeline.model.manuscript import Edition
from pipeline.model.publication import Topic
from pipeline.model.tree import Element, words

#: The 7-bit alphabet and its extension, whose characters take an escape and themselves (3GPP TS 23.038, 6.2.1).
_BASIC = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                   "¿abcdefghijklmnopqrstuvwxyzäöñüà")
_EXTENDED = frozenset("\f^{}\\[~]|€")
#: What one message holds (3GPP TS 23.040, 9.2.3.24: 140 octets).
_SEPTETS, _UNITS = 160, 70


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


@dataclass(frozen=True)
class Length:
    """How long a message is, in `unit`, of how much; `foreign` are the characters that are not in GSM 03.38."""

    taken: int
    room: int
    foreign: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """Return what is counted."""
        return "UCS-2 characters" if self.foreign else "septets"

    @property
    def over(self) -> int:
        """Return how much does not fit; 0 or less where all fits."""
        return self.taken - self.room


def length(text: str) -> Length:
    """Return how long a message is as a phone sends it: one character outside GSM 03.38 makes all of it UCS-2."""
    foreign = tuple(dict.fromkeys(each for each in text if each not in _BASIC | _EXTENDED))
    if foreign:
        return Length(len(text.encode("utf-16-le")) // 2, _UNITS, foreign)
    return Length(len(text) + sum(each in _EXTENDED for each in text), _SEPTETS)
