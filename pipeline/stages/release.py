"""Writes a release, whole or not at all: the finished files, what they say, what changed, who approved it, all sums."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.markup import change_record
from pipeline.model.artifact import Design
from pipeline.model.cards import FilledCard, filled
from pipeline.model.changes import Changes, Reading, Spoken, changes, reading_from
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Place, error
from pipeline.model.job import Made
from pipeline.model.manuscript import Manuscript
from pipeline.model.measures import Product
from pipeline.model.publication import Publication
from pipeline.model.standing import content_digest, standing
from pipeline.readback import told as readback
from pipeline.tools.keeping import digest, whole_file
from pipeline.tools.pictures import page_pairs

#: What a release says, for the next one to be compared with.
_READING = "content.json"


@dataclass(frozen=True)
class Release:
    """All that a release is made of; `products` are those that cards are filled in for."""

    publication: Publication
    manuscripts: Sequence[Manuscript]
    made: Mapping[str, Made]
    products: Sequence[Product]

    @property
    def version(self) -> str:
        """Return the version, which names the release's folder."""
        return self.publication.identity.version


@dataclass(frozen=True)
class Held:
    """What products say, and the folder in which their files stand."""

    reading: Reading
    folder: Path


def reading_of(release: Release) -> Reading:
    """Return what a release says."""
    return Reading(
        release.version,
        {each.edition.output: tuple(Spoken(sentence.section, sentence.text) for sentence in readback.sentences(each))
         for each in release.manuscripts},
        {fact.id: fact.model_dump(mode="json") for fact in release.publication.facts.values()},
        {output: made.sha256 for output, made in sorted(release.made.items())},
        {tag: content_digest(release.publication, tag) for tag in release.publication.languages})


def taken(folder: Path, reading: Reading) -> list[Finding]:
    """Return a finding where other files were released under this version already."""
    if read(folder) is None or is_released(folder, reading):
        return []
    return [error(Place("source/publication.yaml"), f"version {reading.version} was released with other files",
                  why="what people hold in their hands has to be told apart by its version",
                  fix="raise `version` in source/publication.yaml, then: make all").of("version-released")]


def is_released(folder: Path, reading: Reading) -> bool:
    """Tell whether exactly these files stand in the folder as a release."""
    there = read(folder)
    return there is not None and there.files == reading.files


def last(releases: Path, version: str) -> Path | None:
    """Return the folder of the highest version below this one, None for the first release."""
    below = [folder for folder in releases.glob("[0-9]*.[0-9]*.[0-9]*")
             if (folder / _READING).is_file() and _numbers(folder.name) < _numbers(version)]
    return max(below, key=lambda folder: _numbers(folder.name), default=None)


def write(
    release: Release, build: Path, folder: Path, against: Path | None, design: Design, manifest: bytes
) -> list[str]:
    """Write the release into its folder; return the paths written, from that folder.

    Raises WrongUsage where `against` is no release.
    """
    former = _former(against)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for output in release.made:
        whole_file.write(part / output, (build / output).read_bytes())
    whole_file.write(part / "manifest.json", manifest)
    for name, content in _records(release, build, former, against, design):
        whole_file.write(part / name, content)
    names = sorted(path.relative_to(part).as_posix() for path in part.rglob("*") if path.is_file())
    whole_file.write(part / "SHA256SUMS", digest.sums({name: digest.of_file(part / name) or "" for name in names}))
    part.rename(folder)
    return [*names, "SHA256SUMS"]


def _former(against: Path | None) -> Reading | None:
    former = read(against) if against else None
    if against and former is None:
        raise WrongUsage(f"{against} holds no release to compare with: {_READING} is missing or damaged")
    return former


def read(folder: Path) -> Reading | None:
    """Return what a release says, by its folder; None where that is none."""
    try:
        return reading_from(json.loads((folder / _READING).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


# --- what a release tells of itself ---


def _records(
    release: Release, build: Path, former: Reading | None, against: Path | None, design: Design
) -> Iterator[tuple[str, bytes]]:
    reading = reading_of(release)
    wording = {each.edition.output: each.edition.language.wording for each in release.manuscripts}
    difference = changes(former, reading, wording) if former else None
    words = {each.edition.output: each.edition.language.labels for each in release.manuscripts}
    pages = pages_between(Held(former, against), Held(reading, build), words) if former and against else {}
    labels = next(iter(release.publication.languages.values())).labels
    page = change_record.page(labels["title"], release.version, difference, pages, design)
    yield _READING, _json(reading.as_data())
    yield "changes.json", _json(told(difference, pages, release.version))
    yield "changes.html", page.encode()
    yield "review.json", _json(_review(release))


def pages_between(old: Held, new: Held, labels: Mapping[str, Mapping[str, str]]) -> change_record.PagePairs:
    """Return the pages that differ, by product; what goes with a product shows the same pages again.

    `labels` gives by product the words of its language; lines that name the version do not count.
    """
    found = {}
    for output in sorted(old.reading.sentences.keys() & new.reading.sentences.keys()):
        sums = [each.reading.files.get(output) for each in (old, new)]
        if output.endswith(".pdf") and all(sums) and sums[0] != sums[1]:
            content = [(each.folder / output).read_bytes() for each in (old, new)]
            named = labels[output]["colophon-version"]
            names = [named.format(version=each.reading.version) for each in (old, new)]
            found[output] = page_pairs.differing(content[0], content[1], (names[0], names[1]))
    return found


def told(difference: Changes | None, pages: change_record.PagePairs, version: str) -> dict[str, Any]:
    """Return how a version differs, for programs."""
    drawn = {output: [[one.number if one else None, other.number if other else None] for one, other in pairs]
             for output, pairs in pages.items()}
    return {"version": version, **(asdict(difference) if difference else {"since": None}), "pages": drawn}


def _review(release: Release) -> dict[str, Any]:
    publication = release.publication
    return {
        "version": release.version,
        "next_review": publication.identity.next_review.isoformat(),
        "languages": {tag: {
            "content": content_digest(publication, tag),
            "approvals": [each.model_dump(mode="json") for each in standing(publication, tag).approvals],
            "cards": _cards(filled(publication.review, (each for each in release.products if each.language == tag))),
        } for tag in publication.languages},
    }


def _cards(cards: Iterable[FilledCard]) -> list[dict[str, Any]]:
    return [{"id": each.card.id, "product": each.channel, "name": each.card.name, "score": each.score,
             "passes": each.card.passes, "items": [
                 {"number": reply.item.number, "asks": reply.item.asks, "answer": reply.answer, "by": reply.by}
                 for reply in each.replies]} for each in cards]


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False, default=str) + "\n").encode()
