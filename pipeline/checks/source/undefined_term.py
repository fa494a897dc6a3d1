"""A mark names a term that the glossary does not explain.

The link would lead nowhere, and words that explain a term would explain none. Correct the id in `{term=...}` or
`{explains=...}`, or add the term to glossary.yaml.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.tree import attributes


def check(source: Source) -> Findings:
    publication = source.publication
    for passage in passages(source):
        is_draft = passage.language.tag in publication.identity.drafts  # which may await the original's terms
        original = publication.languages[publication.identity.original] if is_draft else passage.language
        known = {term.id for language in (passage.language, original) for term in language.terms}
        for element in passage.branches:
            marks = attributes(element)[2]
            named = (marks[key] for key in ("term", "explains") if key in marks)
            for term in (each for each in named if each not in known):
                yield error(passage.place_of(element), f"the glossary has no term “{term}”",
                            why="the link to its explanation would lead nowhere",
                            fix=f"{advice(term, known)}, or add it to source/{passage.language.tag}/glossary.yaml")
