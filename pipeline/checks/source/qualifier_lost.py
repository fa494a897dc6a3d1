"""Words that state a fact drop one of its qualifiers (“up to”, “may”, “some”).

Without it, a hope becomes a promise, or some children become all. Word the qualifier inside the marks as wording.yaml
says it, or add another wording there, if it means exactly the same. The words of one under `before_figure` count right
before a figure alone (not “up to now”), those under `lower_case` not with a capital inside a sentence (in May).
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import stated
from pipeline.model.publication import Source
from pipeline.model.wording import has_qualifier


def check(source: Source) -> Findings:
    for mark in stated(source):
        fact = source.publication.facts.get(mark.fact)
        wording = mark.passage.language.wording
        for qualifier in fact.qualifiers if fact else ():
            wordings = wording.qualifiers.get(qualifier, ())
            if wordings and not has_qualifier(mark.text, qualifier, wording):
                yield error(mark.place, f"the words drop “{qualifier}” of the fact “{mark.fact}”",
                            why="the fact says more than its sources without it",
                            fix=f"say inside the marks: {' / '.join(wordings[:4])}")
