"""A mark names a term that the glossary does not explain.

The link would lead nowhere. Correct the id in `{term=...}`, or add the term to glossary.yaml.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.tree import attributes


def check(source: Source) -> Findings:
    for passage in passages(source):
        known = {term.id for term in passage.language.terms}
        for element in passage.branches:
            term = attributes(element)[2].get("term")
            if term is not None and term not in known:
                yield error(passage.place_of(element), f"the glossary has no term “{term}”",
                            why="the link to its explanation would lead nowhere",
                            fix=f"{advice(term, known)}, or add it to source/{passage.language.tag}/glossary.yaml")
