"""A text message does not fit into one message of a phone: 160 septets of GSM 03.38, or 70 characters of UCS-2.

A longer one is cut into parts, which may come in any order or not at all. Brackets and braces, `^ ~ | €` and the
backslash count two; one character outside GSM 03.38, as an accented á, makes the whole message UCS-2. The message is
counted as it is sent: its signs in ASCII, and whom to call. A clinic's number is counted as it is; where there is none,
twenty characters are kept free for it, so that a message fits whatever clinic sends it.
Shorten the `::: sms` of the topic, or `sms-call-number` in labels.yaml.
"""

from pipeline.markup import message
from pipeline.markup.message import Length, length
from pipeline.model.finding import Findings, Place, error
from pipeline.model.manuscript import Manuscript
from pipeline.model.publication import Topic

#: As long as a number gets: + and fifteen digits (ITU-T E.164) in groups.
_LONGEST_NUMBER = "+000 000 0000 000 00"


def check(manuscript: Manuscript) -> Findings:
    edition = manuscript.edition
    if edition.channel.depth != "sms":
        return
    number = message.number_of(edition)
    named = f"with the number {number}" if number else "with room for a clinic’s number"
    for topic in edition.topics:
        taken = length(message.text(edition, topic, number or _LONGEST_NUMBER))
        if taken.over > 0:
            yield error(_place(manuscript, topic),
                        f"{named}, the text message takes {taken.taken} {taken.unit}; one holds {taken.room}",
                        why="a phone would get it in parts, in any order or not at all", fix=_fix(taken),
                        about=number or "")


def _place(manuscript: Manuscript, topic: Topic) -> Place:
    """Return where the message begins, as exactly as it is known."""
    at = next((each["at"] for block in topic.blocks for each in (block, *block["c"]) if each.get("at")), "")
    return manuscript.place_at(at, 0) if at else Place(topic.path)


def _fix(taken: Length) -> str:
    shorter = f"take out {taken.over} character{'s' * (taken.over > 1)}"
    if not taken.foreign:
        return shorter
    said = " ".join(f"“{each}”" for each in taken.foreign)
    return f"say it without {said}, which GSM 03.38 does not have, or {shorter}"
