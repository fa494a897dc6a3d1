"""references.yaml holds a reference that no fact names as its source.

Readers would be told of a source that backs nothing here. Name it under `sources` of the facts that it bears out, or
delete it. What disagrees with a fact stands under its `disagreements`.
"""

from pipeline.model.finding import Findings, warning
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    facts = source.publication.facts.values()
    cited = {ref for fact in facts for ref in fact.named_references}
    for index, reference in enumerate(source.publication.references):
        if reference["id"] not in cited:
            yield warning(source.tree.place("source/references.yaml", ("references", index, "id")),
                          f"no fact names “{reference['id']}” as its source",
                          why="readers would be told of a source that backs nothing here",
                          fix="name it under `sources` of the facts that it bears out, or delete it")
