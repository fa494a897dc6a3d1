"""Links a book both ways: from the use of a term to its explanation, and from the explanation back to its uses."""

from dataclasses import replace

from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.tree import Element, Elements, attributes, div, link, para, rewrite, words

#: topic -> its title, by term.
_Uses = dict[str, dict[str, Elements]]


def with_ways_back(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript: the first use of a term in a topic has an id, its explanation links back to each topic."""
    uses: _Uses = {}
    sections = [_with_ids(section, uses) if section.kind == "topic" else section for section in manuscript.sections]
    before, after = manuscript.edition.language.labels["term-used-in"].split("{topics}")
    explained = (_explained(section, uses, before, after) if section.kind == "glossary" else section
                 for section in sections)
    return replace(manuscript, sections=tuple(explained))


def _with_ids(section: Section, uses: _Uses) -> Section:
    """Return the topic, the first link to each term with an id; `uses` learns of it."""
    def name(element: Element) -> Elements | None:
        _, classes, _ = attributes(element)
        term = element["c"][2][0].removeprefix("#term-")
        if "term" not in classes or section.id in uses.setdefault(term, {}):
            return None
        uses[term][section.id] = section.label
        (_, *others), *rest = element["c"]
        return [{**element, "c": [[_id_of(term, section.id), *others], *rest]}]

    return replace(section, blocks=rewrite(section.blocks, name, ("Link",)))


def _explained(section: Section, uses: _Uses, before: str, after: str) -> Section:
    def add(element: Element) -> Elements:
        return [{**element, "c": [[term, _with_way_back(term, meanings, uses, before, after)]
                                  for term, meanings in element["c"]]}]

    return replace(section, blocks=rewrite(section.blocks, add, ("DefinitionList",)))


def _with_way_back(
    term: Elements, meanings: list[Elements], uses: _Uses, before: str, after: str
) -> list[Elements]:
    """Return the meanings of a term, the last one with links to where the term is first used."""
    identifier = next((attributes(each)[0].removeprefix("term-") for each in term if each["t"] == "Span"
                       and attributes(each)[0].startswith("term-")), "")
    topics = uses.get(identifier)
    if not topics:
        return meanings
    links = [each for topic, title in topics.items()
             for each in (link(title, f"#{_id_of(identifier, topic)}", "back"), *words("; "))][:-2]
    back = div([para([*words(before), *links, *words(after)])], "", "used-in")
    return [*meanings[:-1], [*meanings[-1], back]]


def _id_of(term: str, topic: str) -> str:
    return f"use--{term}--{topic}"
