"""Tells of each fact what it rests on, who checked it, where it is stated, and what changes with it."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline import sound
from pipeline.checks import examine
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import has_error
from pipeline.model.ledger import Figure
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Source
from pipeline.model.source_tree import SourceTree
from pipeline.model.whereabouts import Appearance, Whereabouts, grouped
from pipeline.stages import load, plan, whereabouts
from pipeline.stages.whereabouts import Shelf
from pipeline.tools.keeping import build_record

_MOST_LETTERS = 100


def of_all(root: Path) -> list[Whereabouts]:
    """Return every fact of the ledger with the marks and the products that state it; no product is opened."""
    source, shelf = _source_and_shelf(root)
    return list(_found(source, source.publication.facts, shelf, whereabouts.products))


def of_one(root: Path, fact: str) -> list[Whereabouts]:
    """Return one fact, with the places of its words in every finished file; raises WrongUsage if there is no such."""
    source, shelf = _source_and_shelf(root)
    known = source.publication.facts
    if fact not in known:
        raise WrongUsage(f"the ledger has no fact “{fact}”{suggestion(fact, known)}; see: list facts")
    return list(_found(source, [fact], shelf, whereabouts.files))


def _found(
    source: Source, facts: Iterable[str], shelf: Shelf | None,
    look: Callable[[str, Shelf], tuple[Appearance, ...]],
) -> Iterator[Whereabouts]:
    stated = whereabouts.statements(source)
    for fact in facts:
        yield Whereabouts(source.publication.facts[fact], source.tree.entry_place("source/facts.yaml", "facts", fact),
                          stated[fact], look(fact, shelf) if shelf else None)


def _source_and_shelf(root: Path) -> tuple[Source, Shelf | None]:
    """Return the source and its products; None for them where the source has errors. Raises WrongUsage if it is none.

    Whoever has just changed a figure in the ledger wants to know where it is stated, errors or not.
    """
    source = sound.told_of(root, "its facts cannot be told", with_places=True)
    return source, None if has_error(examine("source", source)) else _shelf(root, source.tree)


def _shelf(root: Path, tree: SourceTree) -> Shelf:
    """Return the products, read without places: those would make every product look out of date."""
    manuscripts = sound.composed(load.build_publication(tree, root / "build" / ".cache"))
    record, build = build_record.read(root), root / "build"
    stale = plan.stale(list(plan.jobs_for(manuscripts, load.read_design(root))), record, build)
    return Shelf(build, record, tuple(manuscripts), frozenset(job.output for job in stale))


# --- as words ---


def as_text(found: Iterable[Whereabouts]) -> str:
    """Return facts for people, parted by an empty line."""
    return "\n\n".join("\n".join(_lines(each)) for each in found)


def _lines(each: Whereabouts) -> Iterator[str]:
    fact = each.fact
    yield fact.id
    yield f"    {fact.statement}"
    yield f"    ledger      {each.place}"
    yield from (f"    figure      {_figure(number)}" for number in fact.numbers)
    yield f"    qualifiers  {', '.join(fact.qualifiers) or 'none'}"
    yield from (f"    source      {', '.join(filter(None, (source.ref, source.locator)))}" for source in fact.sources)
    yield from (f"    disagrees   {other.ref}: {other.says}" for other in fact.disagreements)
    yield f"    checked     {fact.checked.date} by {fact.checked.by}, look again by {fact.checked.look_again}"
    if fact.confirm_before_release:
        yield "    confirm     before each release"
    yield from ([f"    note        {fact.note}"] if fact.note else [])
    yield from (f"    stated      {one.place}: {_short(one.words)}" for one in each.statements)
    yield from _product_lines(each.appearances)


def _figure(number: Figure) -> str:
    """Return a figure with all that belongs to it; what the source does not give is said openly."""
    parts = [f"{number.value} {number.unit}", f"of {number.denominator}" if number.denominator else number.of,
             f"population: {number.population or 'none given'}",
             f"time frame: {number.time_frame or 'none given'}",
             "may be left out" if number.optional else ""]
    return "; ".join(filter(None, parts))


def _product_lines(appearances: tuple[Appearance, ...] | None) -> Iterator[str]:
    if appearances is None:
        yield "    product     cannot be told while the source has errors; see: check"
    for each in appearances or ():
        state = "" if each.state == "built" else f" ({each.state})"
        file = f"    product     build/{each.output}{state}"
        yield from [": ".join(filter(None, (file, grouped(spot.where), spot.section))) for spot in each.spots] or [file]


def _short(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else words[:_MOST_LETTERS].rsplit(" ", 1)[0] + " …"


def as_json(found: Iterable[Whereabouts]) -> str:
    """Return facts as one JSON array; `products` is null where the source has errors."""
    return json.dumps([_as_data(each) for each in found], ensure_ascii=False, indent=2)


def _as_data(each: Whereabouts) -> dict[str, Any]:
    return {**each.fact.model_dump(mode="json"), "place": str(each.place),
             "stated": [{"path": one.place.path, "line": one.place.line, "column": one.place.column,
                         "words": one.words} for one in each.statements],
             "products": None if each.appearances is None else [
                 {"path": f"build/{one.output}", "state": one.state,
                  "sections": [{"title": spot.section, "where": list(spot.where)} for spot in one.spots]}
                 for one in each.appearances]}
