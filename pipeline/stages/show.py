"""Writes the report: one page that opens from the disk, thumbnails beside it; no product, and in no sums."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.edition.edition_reading_level import load_of_edition
from pipeline.markup import report_page
from pipeline.model import media_type
from pipeline.model.artifact import Design
from pipeline.model.finding import Finding
from pipeline.model.job import Job, Made
from pipeline.model.manuscript import Edition
from pipeline.model.overview import Answer, Card, InLanguage, OpenWords, Overview, Row, group_of, named
from pipeline.model.publication import Publication
from pipeline.model.readability import flesch_kincaid, smog
from pipeline.model.standing import standing
from pipeline.tools.keeping import layout_record, making_record, whole_file
from pipeline.tools.pictures import thumbnails

#: Where the report stands below build/, and its pictures below that.
FOLDER, _PICTURES = "report", "pages"
#: So many pages of a product are shown; the others are a click away.
_MOST_PAGES = 8


@dataclass(frozen=True)
class Shelf:
    """What the report tells of: every product's job, what is in place, what validators said of it (by its path)."""

    build: Path
    publication: Publication
    jobs: Sequence[Job]
    made: Mapping[str, Made]
    said: Mapping[str, Sequence[Finding] | None]


def write(shelf: Shelf, findings: Sequence[Finding], built: Sequence[str] | None, design: Design) -> None:
    """Write the report where it would not be the same; `built` are the files made anew, None where nobody built."""
    before = making_record.last_overview(shelf.build)
    made_anew = before.built if built is None and before else tuple(built or ())
    shown = _overview(shelf, made_anew)
    _forget(shelf)
    if shown != before:
        making_record.keep_overview(shelf.build, shown)
    _put(shelf.build, report_page.page(shown, findings, design))


def write_broken(build: Path, findings: Sequence[Finding], design: Design) -> None:
    """Write the report of a source that cannot be built from: what is wrong, over what the last build made."""
    before = making_record.last_overview(build)
    if before:
        _put(build, report_page.page(before, findings, design, is_broken=True))


def _put(build: Path, page: str) -> None:
    file = build / FOLDER / "index.html"
    content = page.encode("utf-8", "backslashreplace")  # a file may have a name that is no text
    if not file.is_file() or file.read_bytes() != content:
        whole_file.write(file, content)


def _forget(shelf: Shelf) -> None:
    """Remove what is kept of products that are no more."""
    making_record.forget(shelf.build, {job.key for job in shelf.jobs} | {each.key for each in shelf.made.values()})
    known = {each.sha256 for each in shelf.made.values()}
    for folder in (shelf.build / FOLDER / _PICTURES).glob("*"):
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)


def _overview(shelf: Shelf, built: tuple[str, ...]) -> Overview:
    publication = shelf.publication
    identity, first = publication.identity, next(iter(publication.languages.values()))
    return Overview(
        first.labels["title"], identity.version, identity.published.isoformat(), identity.next_review.isoformat(),
        len(identity.spine), tuple(sorted((_card(job, shelf) for job in shelf.jobs), key=_order)),
        tuple(Row(fact.id, fact.statement) for fact in publication.facts.values()),
        tuple(_in_language(publication, tag) for tag in publication.languages),
        tuple(OpenWords(each.unit.at or f"source/{each.path}" if each.unit else f"source/{each.path}",
                        each.unit.words if each.unit else "", each.before) for each in publication.open_words), built)


def _order(card: Card) -> tuple[int, str, str]:
    return card.group, card.language, card.path


def _in_language(publication: Publication, tag: str) -> InLanguage:
    held, topics = standing(publication, tag), publication.languages[tag].topics
    return InLanguage(tag, sum(each in topics for each in publication.identity.spine), tag in publication.confirmed,
                      sum(each.path.startswith(f"{tag}/") for each in publication.open_words),
                      tuple(f"{each.name} ({each.role}, {each.date})" for each in held.approvals),
                      tuple(each.id for each in held.missing))


# --- one product ---


def _card(job: Job, shelf: Shelf) -> Card:
    edition, made = job.manuscript.edition, shelf.made.get(job.output)
    kind = edition.contract.media_type
    making = making_record.read(shelf.build, made.key) if made else None
    beside = sorted(each.output for each in shelf.made.values() if each.product == job.output != each.output)
    return Card(
        path=job.output, name=named(edition), group=group_of(edition.channel, kind),
        language=edition.language.tag, column=edition.channel.id,
        topic=edition.topics[0].id if edition.channel.per_topic and edition.topics else "", state=_state(job, made),
        bytes=made.bytes if made else 0, pages=made.pages if made else None, sha256=made.sha256 if made else "",
        companions=tuple(beside), thumbnails=_thumbnails(shelf.build, made, kind) if made else (),
        slack_mm=_slack(shelf.build, made.key) if made else (), grades=_grades(edition),
        rules=len(making.rules) if making else 0, findings=made.findings if made else (),
        answers=_answers(making.left, shelf.said.get(job.output)) if making else (),
        cpu_s=making.cpu_s if making else None,
        pages_by_fact=_pages(made, making.pages_by_fact if making else {}) if made else {})


def _pages(made: Made, known: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return by fact that a product states the pages where it does, none where it has no pages."""
    return {fact: known.get(fact, ()) for fact in made.facts}


def _state(job: Job, made: Made | None) -> str:
    if made is None:
        return "not built"
    return "built" if made.key == job.key else "not up to date"


def _answers(rules: Iterable[str], said: Sequence[Finding] | None) -> tuple[Answer, ...]:
    return tuple(Answer(rule, None if said is None else tuple(each for each in said if each.check == rule))
                 for rule in rules)


def _slack(build: Path, key: str) -> tuple[tuple[str, float], ...]:
    """Return the height that is left in each panel of a folded sheet, and on a sheet of one page."""
    held = layout_record.read(build, key)
    panels = held[0].panels if held and held[0] else ()
    return tuple((each.name or f"page {each.page}", round(each.slack_mm, 1)) for each in panels)


def _grades(edition: Edition) -> tuple[float, float] | None:
    if edition.language.wording.syllables is None or edition.channel.depth == "sms" or edition.described:
        return None
    load = load_of_edition(edition)
    return round(flesch_kincaid(load), 1), round(smog(load), 1)


def _thumbnails(build: Path, made: Made, kind: str) -> tuple[str, ...]:
    """Return the pictures of a product's first pages, by its digest; they are drawn where they are not there."""
    if kind not in (media_type.PDF, media_type.EPUB) or not (build / made.output).is_file():
        return ()
    folder = build / FOLDER / _PICTURES / made.sha256
    count = min(made.pages or 1, _MOST_PAGES)
    names = [f"{number}.webp" for number in range(1, count + 1)]
    if not all((folder / name).is_file() for name in names):
        content = (build / made.output).read_bytes()
        drawn = thumbnails.of_pdf(content, count) if kind == media_type.PDF else thumbnails.of_book(content)
        for name, picture in zip(names, drawn, strict=False):
            whole_file.write(folder / name, picture)
    return tuple(f"{_PICTURES}/{made.sha256}/{name}" for name in names if (folder / name).is_file())
