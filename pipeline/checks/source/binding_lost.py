"""Words that state a fact give one of its qualifiers to another name: somatic to KRAS, where the fact says PTPN11.

What holds for the one change is wrong for the other. `bindings` of the fact in facts.yaml says to which name a
qualifier belongs: that name has to stand nearest behind it. Set the words in the order of the fact.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.prose import Mark, stated
from pipeline.model.publication import Source
from pipeline.model.spelling import names_of_genes_and_drugs
from pipeline.model.wording import behind_qualifier


def check(source: Source) -> Findings:
    for mark in stated(source):
        fact = source.publication.facts.get(mark.fact)
        for qualifier, name in fact.bindings.items() if fact else ():
            if not all(found == name for found in _named_next(mark, qualifier)):
                yield error(mark.place, f"“{qualifier}” belongs to {name} in the fact “{mark.fact}”",
                            why="what holds for one gene change is wrong for another",
                            fix=f"say {name} right behind the words for “{qualifier}”")


def _named_next(mark: Mark, qualifier: str) -> Iterator[str]:
    """Yield the name that stands nearest behind each wording of a qualifier; nothing where none follows."""
    known = "|".join(map(re.escape, names_of_genes_and_drugs(mark.passage.language)))
    for rest in behind_qualifier(mark.text, qualifier, mark.passage.language.wording):
        found = re.search(rf"(?<!\w)(?:{known})(?!\w)", rest)
        if found:
            yield found[0]
