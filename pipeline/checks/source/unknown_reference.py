"""A fact names a source that is not in references.yaml.

The list of references would lack it. Correct the id, or add the reference.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    known = [str(reference["id"]) for reference in source.publication.references]
    for fact in source.publication.facts.values():
        for number, ref in enumerate(fact.named_references):
            if ref not in known:
                key, index = ("sources", number) if number < len(fact.sources) else (
                    "disagreements", number - len(fact.sources))
                place = source.tree.entry_place("source/facts.yaml", "facts", fact.id, key, index, "ref")
                yield error(place, f"no reference has the id “{ref}”",
                            why="readers could not be told where the fact comes from",
                            fix=f"{advice(ref, known)}, or add it to source/references.yaml")
