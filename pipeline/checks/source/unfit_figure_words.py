"""The words of a drawing in figures.yaml do not fit the fact that it is made from.

The build fills in {low}, {high} and {of} from the ledger; other braces would be printed as they stand. A range has
striped units, and `striped` says what they mean; without a range nothing is striped.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source
from pipeline.model.risk_figure import FigureWords, placeholders, risk_figure, risk_figures, unknown_placeholders

_WHY = "the drawing would say something else than the ledger"


def check(source: Source) -> Findings:
    for language in source.publication.languages.values():
        for words in language.figures.values():
            for key, fault, fix in _faults(source, words):
                place = source.tree.entry_place(f"source/{language.tag}/figures.yaml", "figures", words.id, key)
                yield error(place, fault, why=_WHY, fix=fix)


def _faults(source: Source, words: FigureWords) -> Iterator[tuple[str, str, str]]:
    """Yield the key, what is wrong, and the mend."""
    fact = source.publication.facts.get(words.id)
    figure = risk_figure(fact) if fact else None
    if fact is None or figure is None:
        yield ("id", f"the ledger has no fact “{words.id}” that can be drawn",
               f"{advice(words.id, risk_figures(source.publication.facts))}, or delete the words")
        return
    for key, name in unknown_placeholders(words, fact):
        known = ", ".join(f"{{{each}}}" for each in sorted(placeholders(fact)))
        yield key, f"the ledger cannot fill in “{{{name}}}”", f"the fact “{fact.id}” gives {known}"
    if bool(figure.striped) != bool(words.striped):
        yield (("id", f"the drawing of “{fact.id}” has striped units that nothing explains", "add “striped”")
               if figure.striped else
               ("striped", f"the drawing of “{fact.id}” has no striped units", "delete “striped”"))
