"""A full edition does not state every fact of the ledger.

A handout or e-book of full depth with all topics is meant to tell everything; a fact that stands only in words kept for
another channel is not told. State it in words that every channel prints.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.manuscript import Manuscript


def check(manuscript: Manuscript) -> Findings:
    edition = manuscript.edition
    is_whole = {topic.id for topic in edition.topics} >= set(edition.identity.spine)
    if edition.channel.depth != "full" or not is_whole:
        return
    for fact in sorted(set(edition.facts) - set(manuscript.stated_facts)):
        yield error(Place("source/facts.yaml", detail=f"fact {fact}"), f"build/{edition.output} does not state it",
                    why="a full edition is meant to tell everything",
                    fix="state it in words that are not kept for another channel")
