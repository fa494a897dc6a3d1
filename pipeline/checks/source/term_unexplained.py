"""A technical term stands in a topic before the mark that leads to its explanation.

Topics are read in any order, so each explains its terms at their first use. Mark the first use in this topic:
`[graft-versus-host disease]{term=gvhd}`. Headings are passed over.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, warning
from pipeline.model.publication import Source
from pipeline.model.sentences import Text, occurrences, term_wordings, topic_texts


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each term of a topic whose first use is not marked."""
    for text in topic_texts(source):
        wordings = term_wordings(text.passage.language.terms)
        told = set()
        for wording, start, end in occurrences(text.words, wordings):
            term = wordings[wording]
            if term not in told and not text.sentence_at(start).is_heading:
                told.add(term)
                if not _is_explained(text, term, start, end):
                    yield warning(text.place(start), f"“{text.words[start:end]}” is used before it is explained",
                                  why="a reader who starts here would not know the term",
                                  fix=f"mark its first use in this topic: [{text.words[start:end]}]{{term={term}}}")


def _is_explained(text: Text, term: str, start: int, end: int) -> bool:
    """Tell whether a term is marked before the end of its first use, or stands inside the mark of another."""
    return any(mark.start < end and (mark.id == term or mark.end > start)
               for mark in text.marked)
