"""Words that state a fact negate more, or less, than the fact does: “may never cure” for “may still cure”.

One such word turns a hope into its loss, or a danger into none. Words in the marks of a fact hold as many negating
words (`negation` in wording.yaml) as its statement in facts.yaml, which is in the publication's first language;
“untreated” and “without treatment” count as “not treated”. What another fact marks inside counts for that one alone.
A phrase that negates something beside the point of a fact (“no cancer treatment for now”) is listed there under
`optional`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.prose import Mark, marks
from pipeline.model.publication import Language, Source
from pipeline.model.tree import Element, Elements, fact_of, plain_text, rewrite
from pipeline.model.wording import negations_in


def check(source: Source) -> Findings:
    facts, languages = source.publication.facts, source.publication.languages
    for language in languages.values():
        yield from _unknown_facts(source, language)
    own = next((each.wording.negation for each in languages.values()), None)
    for mark in marks(source):
        negation, fact = mark.passage.language.wording.negation, facts.get(mark.fact)
        if own and negation and fact:
            stated = negations_in(fact.statement, own, fact.id)
            said = negations_in(_words(mark), negation, fact.id)
            if len(said) != len(stated):
                ledger = source.tree.entry_place("source/facts.yaml", "facts", fact.id, "statement")
                yield error(mark.place,
                            f"the words negate with {_listed(said)}, the fact “{fact.id}” with {_listed(stated)}",
                            why="the words may say the reverse of the fact",
                            fix=f"say what the fact says: {fact.statement} ({ledger})", others=(ledger,))


def _words(mark: Mark) -> str:
    """Return the words of a mark without those of another fact inside it."""
    def own(element: Element) -> Elements | None:
        return [] if fact_of(element) not in (None, mark.fact) else None

    return plain_text(rewrite(mark.element["c"][1], own, ("Span", "Div")))


def _listed(words: list[str]) -> str:
    return " and ".join(f"“{word}”" for word in words) or "nothing"


def _unknown_facts(source: Source, language: Language) -> Findings:
    path, known = f"source/{language.tag}/wording.yaml", source.publication.facts
    for fact in language.wording.negation.optional if language.wording.negation else ():
        if fact not in known:
            yield error(source.tree.place(path, ("negation", "optional", fact)), f"the ledger has no fact “{fact}”",
                        why="its phrases would stand for nothing", fix=advice(fact, known))
