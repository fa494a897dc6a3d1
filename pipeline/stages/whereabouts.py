"""Finds where a fact is stated: at which marks of the source, and on which pages, lines or chapters of each product."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.artifact import Artifact
from pipeline.model.job import Record
from pipeline.model.manuscript import Manuscript
from pipeline.model.prose import marks
from pipeline.model.publication import Source
from pipeline.model.tree import facts_in, plain_text
from pipeline.model.whereabouts import Appearance, Spot, State, Statement
from pipeline.readback import parity


@dataclass(frozen=True)
class Shelf:
    """The products of a source as they stand in build/; `stale` holds the paths of those that are not up to date."""

    build: Path
    record: Record
    manuscripts: tuple[Manuscript, ...]
    stale: frozenset[str]

    def state(self, output: str, product: str) -> State:
        """Return whether a file is there, and whether the source has changed since its product was made."""
        if not (self.build / output).is_file():
            return "not built"
        return "not up to date" if product in self.stale else "built"


def statements(source: Source) -> dict[str, tuple[Statement, ...]]:
    """Return by fact the marks that state it, in every language, in the order of their places.

    Of marks of one fact in each other, the inner one speaks: a drawing's caption, without what its looks mean.
    """
    found: dict[str, list[Statement]] = {fact: [] for fact in source.publication.facts}
    for mark in marks(source):
        if mark.fact in found and mark.fact not in facts_in(mark.element["c"][1]):
            found[mark.fact].append(Statement(mark.place, " ".join(mark.text.split())))
    return {fact: tuple(sorted(each, key=lambda one: one.place)) for fact, each in found.items()}


def products(fact: str, shelf: Shelf) -> tuple[Appearance, ...]:
    """Return the products that state a fact, and nothing of what stands in them."""
    return tuple(Appearance(product, shelf.state(product, product)) for product, _ in _stating(fact, shelf))


def files(fact: str, shelf: Shelf) -> tuple[Appearance, ...]:
    """Return the products that state a fact and the files that go with them, with the places of its words in each."""
    found = []
    for product, manuscript in _stating(fact, shelf):
        for output, kind in shelf.record.kinds(manuscript).items():
            state = shelf.state(output, product)
            places = {} if state == "not built" else _places(fact, shelf.build / output, kind, manuscript,
                                                             is_companion=output != product)
            spots = _spots(fact, manuscript, places) if places or output == product else ()
            found.append(Appearance(output, state, spots))
    return tuple(found)


def _stating(fact: str, shelf: Shelf) -> Iterator[tuple[str, Manuscript]]:
    return ((each.edition.output, each) for each in shelf.manuscripts if fact in each.stated_facts)


def _places(
    fact: str, path: Path, kind: tuple[str, str], manuscript: Manuscript, *, is_companion: bool
) -> dict[str, tuple[str, ...]]:
    """Return by section where a file shows the words that state a fact."""
    media_type, reader = kind
    artifact = Artifact(path, path.name, media_type, path.read_bytes(), manuscript, is_companion=is_companion,
                        reader=reader)
    found: dict[str, dict[str, None]] = {}
    for sentence, where in parity.places(artifact):
        if fact in sentence.facts:
            found.setdefault(sentence.section, {}).update(dict.fromkeys(where))
    return {section: tuple(where) for section, where in found.items()}


def _spots(fact: str, manuscript: Manuscript, places: dict[str, tuple[str, ...]]) -> tuple[Spot, ...]:
    """Return the sections that state a fact, in the order of the edition."""
    return tuple(Spot(plain_text(section.title) or section.id, places.get(section.id, ()))
                 for section in manuscript.sections
                 if section.id in places or fact in section.facts)
