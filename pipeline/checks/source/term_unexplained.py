"""A technical term stands in a topic before the mark that leads to its explanation.

Topics are read in any order, so each explains its terms at their first use. Mark the first use in this topic:
`[graft-versus-host disease]{term=gvhd}`. Headings are passed over.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.publication import Source
from pipeline.model.sentences import TermUse, Text, topic_texts


def check(source: Source) -> Findings:
    for text in topic_texts(source):
        told = set()
        for use in text.uses:
            if use.id not in told and not text.sentence_at(use.start).is_heading:
                told.add(use.id)
                if not _is_explained(text, use):
                    words = text.words[use.start:use.end]
                    yield warning(text.place(use.start), f"“{words}” is used before it is explained",
                                  why="a reader who starts here would not know the term",
                                  fix=f"mark its first use in this topic: [{words}]{{term={use.id}}}")


def _is_explained(text: Text, use: TermUse) -> bool:
    """Tell whether a term is marked before the end of its first use, or stands inside the mark of another."""
    return any(mark.start < use.end and (mark.id == use.id or mark.end > use.start) for mark in text.marked)
