"""A topic has no text message for the product that sends one, or its message is more than one plain paragraph.

Write one `::: sms` in the topic, its last block: one main message in one paragraph, its facts marked, without links,
notes or pictures. Whom to call is added by the build. A message shows on a locked phone: say no more than it has to.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import topics
from pipeline.model.publication import Source
from pipeline.model.tree import is_div, walk

_REFUSED = ("Link", "Note", "Image", "LineBreak")
_FIX = "write one “::: sms” with one paragraph, without links, notes and pictures"


def check(source: Source) -> Findings:
    if not any(channel.depth == "sms" for channel in source.publication.channels):
        return
    for topic in topics(source):
        messages = [block for block in topic.blocks if is_div(block, "sms")]
        if len(messages) != 1:
            yield error(topic.place, f"the topic has {len(messages) or 'no'} text message{'s' * (len(messages) > 1)}",
                        why="there is one text message for each topic", fix=_FIX)
        for each in messages:
            blocks = each["c"][1]
            if [block["t"] for block in blocks] != ["Para"] or any(one["t"] in _REFUSED for one in walk(blocks)):
                yield error(topic.place_of(each), "the text message is more than one paragraph of plain words",
                            why="a phone shows neither lists nor links behind words", fix=_FIX)
