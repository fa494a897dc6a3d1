"""Words that state a fact name a gene or a drug that the fact does not.

What holds for one gene change or one drug is wrong for another: somatic PTPN11 is no NRAS. The names are those of the
glossary that are written in capitals, and the `names` of wording.yaml; what the title of the publication names may
stand anywhere, and so may a brand beside its generic name. Take the name out of the marks, or correct the fact.
"""

import re
from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.prose import marks
from pipeline.model.publication import Language, Source
from pipeline.model.spelling import names_of_genes_and_drugs

_CAPITALS = re.compile(r"[0-9]*[A-Z][A-Z0-9]+")


def check(source: Source) -> Findings:
    for mark in marks(source):
        fact, language = source.publication.facts.get(mark.fact), mark.passage.language
        known = f"{fact.statement} {_title(language)}".casefold() if fact else ""
        for name in names_of_genes_and_drugs(language) if fact else ():
            if _is_in(name, mark.text) and not any(each.casefold() in known for each in _alike(name, language)):
                yield error(mark.place, f"the words name “{name}”, the fact “{mark.fact}” does not",
                            why="what holds for one gene or drug is wrong for another",
                            fix="end the marks before it, or correct the statement in source/facts.yaml")


def _alike(name: str, language: Language) -> Iterator[str]:
    """Yield a name and all that means the same: other spellings, the generic name of a brand."""
    yield name
    yield from (each for term in language.terms if name in (term.term, *term.also) for each in (term.term, *term.also))
    yield from (other for pair in language.wording.brands.items() if name in pair for other in pair)


def _title(language: Language) -> str:
    return f"{language.labels.get('title', '')} {language.labels.get('subtitle', '')}"


def _is_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
