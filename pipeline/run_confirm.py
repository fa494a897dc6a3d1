"""The flow of confirming words: what nobody has held against its source, and the looks that are written down."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import sound
from pipeline.markup import confirmation_sheet
from pipeline.model import confirmable, confirmation, pairing
from pipeline.model.confirmation import Former, Open, Unit
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Severity
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Publication, Source
from pipeline.model.translation import Pair, said
from pipeline.stages import load
from pipeline.tools.keeping import clock, whole_file


@dataclass(frozen=True)
class Question:
    """One open unit, in which language it stands, and what a person needs to judge it.

    `pair` lays it beside the original where it stands in a translation. What a translation leaves out is asked for,
    too, with neither a unit nor former words.
    """

    tag: str
    words: Open
    shown: str
    pair: Pair | None = None

    @property
    def is_left_out(self) -> bool:
        """Tell whether the question is whether the translation may do without something."""
        return self.pair is not None and not self.pair.units


def questions(root: Path, wanted: Sequence[str]) -> list[Question]:
    """Return what is open of the wanted paths, topics or facts, of all without them; raises WrongUsage for others."""
    source = _source(root)
    _refuse_unknown(source, wanted)
    stated = _stated(source.publication)
    return [Question(tag, each, confirmation_sheet.shown(each, source.publication, stated, pair), pair)
            for tag, opened in confirmable.unconfirmed(source.publication).items()
            for each, pair in _beside_original(source.publication, tag, opened)
            if not wanted or _is_wanted(each, wanted)]


def _beside_original(
    publication: Publication, tag: str, opened: Sequence[Open]
) -> Iterator[tuple[Open, Pair | None]]:
    """Yield what is open beside its original, then what else has to be held against it."""
    pairs = pairing.of_language(publication, tag) if tag in publication.identity.translations else []
    pair_of = {_spot(unit): pair for pair in pairs for unit in pair.units}
    asked = {_spot(each.unit) for each in opened if each.unit}
    for each in opened:
        yield each, pair_of.get(_spot(each.unit)) if each.unit else None
    for pair in (each for each in pairs if each.state != "current"):
        for unit in (each for each in pair.units if _spot(each) not in asked):
            yield Open(unit, unit.path, Former(unit.path, unit.digest, unit.words)), pair
        if not pair.units and tag not in publication.identity.drafts:
            yield Open(None, pair.path), pair


def _spot(unit: Unit) -> tuple[object, ...]:
    return unit.path, unit.at, unit.entry, unit.said


def as_json(found: Sequence[Question]) -> str:
    """Return what is open for programs."""
    return json.dumps([{"language": each.tag, "path": f"source/{each.words.path}", "before": each.words.before,
                        "words": each.words.unit.words if each.words.unit else "",
                        "at": each.words.unit.at if each.words.unit else "",
                        "facts": each.words.unit.facts if each.words.unit else [],
                        "original": said(each.pair.original) if each.pair else "",
                        "original_before": each.pair.before if each.pair else ""} for each in found],
                      ensure_ascii=False, indent=2)


def confirm(root: Path, looked_at: Sequence[Question], by: str, role: str) -> list[str]:
    """Write down that somebody confirmed these today; return the paths written, from the project's root."""
    publication, written = _source(root).publication, []
    for tag in dict.fromkeys(each.tag for each in looked_at):
        units = [each.words.unit for each in looked_at if each.tag == tag and each.words.unit]
        given_up = [(each.words.former.path, each.words.former.digest)
                    for each in looked_at if each.tag == tag and each.words.former]
        look = confirmation.look(by, role, clock.today(), units)
        held = confirmation.with_look(publication.confirmed.get(tag), look, given_up)
        written.append(_written(root, tag, "confirmed.yaml", confirmation_sheet.as_yaml(held)))
        if tag in publication.identity.translations:
            pairs = pairing.of_language(publication, tag)
            kept = pairing.kept(pairs, publication.translated.get(tag), _held(pairs, looked_at))
            written.append(_written(root, tag, "translated.yaml", confirmation_sheet.translated_as_yaml(kept)))
    return written


def _written(root: Path, tag: str, name: str, text: str) -> str:
    """Write a file of a language; return its path from the project's root."""
    path = root / "source" / tag / name
    whole_file.write(path, text.encode())
    return path.relative_to(root).as_posix()


def _held(pairs: Sequence[Pair], looked_at: Sequence[Question]) -> list[Pair]:
    """Return the pairs of which somebody confirmed each unit that was open, or that it is left out."""
    spots = {_spot(each.words.unit) for each in looked_at if each.words.unit}
    left_out = [each.pair.origin for each in looked_at if each.pair and each.is_left_out]
    return [pair for pair in pairs if (pair.units and all(_spot(each) in spots for each in pair.units))
            or (not pair.units and pair.origin in left_out)]


def _stated(publication: Publication) -> dict[str, list[str]]:
    """Return by fact the places that state it."""
    found: dict[str, list[str]] = {}
    for tag in publication.languages:
        for each in confirmable.units(publication, tag):
            for fact in each.facts:
                found.setdefault(fact, []).append(each.at or f"source/{each.path}")
    return {fact: list(dict.fromkeys(places)) for fact, places in found.items()}


def _source(root: Path) -> Source:
    """Return the source with lines; what is wrong beside open words has to be mended first."""
    source, findings = sound.read_source(root)
    if source is None or any(map(_is_in_the_way, findings)):
        raise WrongUsage("source/ has errors, so nobody can tell what its words are; see: check")
    tree = source.tree
    return Source(tree, load.build_publication(tree, root / "build" / ".cache", with_places=True))


def _is_in_the_way(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.check not in sound.UNCONFIRMED


def _refuse_unknown(source: Source, wanted: Sequence[str]) -> None:
    known = [*source.publication.facts, *source.publication.identity.spine,
             *(path.removeprefix("source/") for path in source.tree.files)]
    for each in wanted:
        if _inner(each) not in known:
            raise WrongUsage(f"there is no path, topic or fact “{each}”{suggestion(each, known)}")


def _is_wanted(words: Open, wanted: Sequence[str]) -> bool:
    unit = words.unit
    names = {words.path, *((unit.subject, *unit.facts) if unit else (Path(words.path).stem,))}
    return any(_inner(each) in names for each in wanted)


def _inner(path: str) -> str:
    return path.removeprefix("source/")
