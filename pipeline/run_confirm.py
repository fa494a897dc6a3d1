"""The flow of confirming words: what nobody has held against its source, and the looks that are written down."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import sound
from pipeline.markup import confirmation_sheet
from pipeline.model import confirmable, confirmation
from pipeline.model.confirmation import Open
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Severity
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Publication, Source
from pipeline.stages import load
from pipeline.tools.keeping import clock, whole_file


@dataclass(frozen=True)
class Question:
    """One open unit, in which language it stands, and what a person needs to judge it."""

    tag: str
    words: Open
    shown: str


def questions(root: Path, wanted: Sequence[str]) -> list[Question]:
    """Return what is open of the wanted paths, topics or facts, of all without them; raises WrongUsage for others."""
    source = _source(root)
    found = confirmable.unconfirmed(source.publication)
    _refuse_unknown(source, wanted)
    stated = _stated(source.publication)
    return [Question(tag, each, confirmation_sheet.shown(each, source.publication, stated))
            for tag, opened in found.items() for each in opened if not wanted or _is_wanted(each, wanted)]


def as_json(found: Sequence[Question]) -> str:
    """Return what is open for programs."""
    return json.dumps([{"language": each.tag, "path": f"source/{each.words.path}", "before": each.words.before,
                        "words": each.words.unit.words if each.words.unit else "",
                        "at": each.words.unit.at if each.words.unit else "",
                        "facts": each.words.unit.facts if each.words.unit else []} for each in found],
                      ensure_ascii=False, indent=2)


def confirm(root: Path, looked_at: Sequence[Question], by: str, role: str) -> list[str]:
    """Write down that somebody confirmed these today; return the paths written, from the project's root."""
    publication, written = _source(root).publication, []
    for tag in dict.fromkeys(each.tag for each in looked_at):
        path = root / "source" / tag / "confirmed.yaml"
        units = [each.words.unit for each in looked_at if each.tag == tag and each.words.unit]
        given_up = [(each.words.former.path, each.words.former.digest)
                    for each in looked_at if each.tag == tag and each.words.former]
        look = confirmation.look(by, role, clock.today(), units)
        held = confirmation.with_look(publication.confirmed.get(tag), look, given_up)
        whole_file.write(path, confirmation_sheet.as_yaml(held).encode())
        written.append(path.relative_to(root).as_posix())
    return written


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
    return finding.severity is Severity.ERROR and finding.check != sound.UNCONFIRMED


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
