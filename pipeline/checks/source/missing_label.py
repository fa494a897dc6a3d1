"""A language lacks a word that the interface prints.

A product would have a blank where a heading or a sentence belongs. Add the label to labels.yaml. Beside those that
every publication has, each role that review.yaml requires has one: `role-clinician`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.labels import REQUIRED
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    """Yield one finding for each label that a language lacks or leaves empty."""
    drafts = source.publication.identity.drafts  # which take it from the original
    for language in (each for each in source.publication.languages.values() if each.tag not in drafts):
        path = f"source/{language.tag}/labels.yaml"
        roles = [f"role-{role.id}" for role in source.publication.review.required]
        for name in (*REQUIRED, *roles):
            if not language.labels.get(name, "").strip():
                spare = set(language.labels) - set(REQUIRED)
                yield error(source.tree.place(path, (name,)), f"the label “{name}” is missing{suggestion(name, spare)}",
                            why="a product would have a blank in its place", fix=f"add a line “{name}: ...”")
