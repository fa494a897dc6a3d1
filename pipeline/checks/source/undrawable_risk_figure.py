"""A topic shows the drawing of a fact that cannot be drawn, or shows it where no drawing can stand.

`![](risk:transplant-remission)` stands alone in a paragraph, and nothing stands in its brackets: kind and counts come
from the ledger, words from figures.yaml. Drawn are shares of people (whole numbers of a denominator of 100 at most) and
spans of up to twelve months, one figure or a range.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import Passage, passages
from pipeline.model.publication import Source
from pipeline.model.risk_figure import TARGET, fact_of_target, risk_figure
from pipeline.model.tree import Element

_WHY = "the page would have a blank where families look for a number"


def check(source: Source) -> Findings:
    for passage in passages(source):
        elements = passage.branches
        alone = {id(each["c"][0]) for each in elements if each["t"] == "Para" and len(each["c"]) == 1}
        for element in elements:
            fact = fact_of_target(element["c"][2][0]) if element["t"] == "Image" else None
            if fact is not None:
                fault = _fault(source, passage, fact) or _misplaced(element, is_alone=id(element) in alone)
                if fault:
                    yield error(passage.place_of(element), fault[0], why=_WHY, fix=fault[1])


def _fault(source: Source, passage: Passage, name: str) -> tuple[str, str] | None:
    """Return why a fact cannot be drawn in a language, and the mend."""
    fact, words = source.publication.facts.get(name), passage.language.figures
    path = f"source/{passage.language.tag}/figures.yaml"
    if fact is None:
        return f"the ledger has no fact “{name}”", advice(name, source.publication.facts)
    if risk_figure(fact) is None:
        return (f"the figures of the fact “{name}” cannot be drawn",
                "draw a share of people, or a span of months; say the others in words")
    if name not in words:
        return f"{path} has no words for the drawing of “{name}”", f"{advice(name, words)}, or add them to {path}"
    return None


def _misplaced(image: Element, *, is_alone: bool) -> tuple[str, str] | None:
    if not is_alone:
        return "the drawing of a fact stands among other words", "give it a paragraph of its own"
    if image["c"][1] or image["c"][2][1]:
        return "the words in the brackets of a drawn fact are not printed", f"write ![]({TARGET}…) and nothing else"
    return None
