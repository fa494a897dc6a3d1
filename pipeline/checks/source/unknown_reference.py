"""A fact names a source that is not in references.yaml.

The list of references would lack it. Correct the id, or add the reference.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    known = [str(reference["id"]) for reference in source.publication.references]
    for fact in source.publication.facts.values():
        named = [("sources", *each) for each in enumerate(fact.sources)]
        for key, index, each in (*named, *(("disagreements", *each) for each in enumerate(fact.disagreements))):
            if each.ref not in known:
                place = source.tree.entry_place("source/facts.yaml", "facts", fact.id, key, index, "ref")
                yield error(place, f"no reference has the id “{each.ref}”",
                            why="readers could not be told where the fact comes from",
                            fix=f"{advice(each.ref, known)}, or add it to source/references.yaml")
