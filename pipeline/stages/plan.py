"""Decides what has to be made: a job for each edition, its key the digest of all that can change its bytes."""

from collections.abc import Iterator
from dataclasses import astuple, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline import formats
from pipeline.markup.localized import localized
from pipeline.model.artifact import Design
from pipeline.model.job import Job, Record
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.standing import told
from pipeline.tools.keeping import code_digest, digest
from pipeline.tools.typesetting import fonts
from pipeline.tools.words import liblouis

#: The functions of a format that make clinics' products alone.
_FOR_CLINICS = frozenset({"prepare", "stamp"})


def jobs_for(manuscripts: list[Manuscript], design: Design, texts: str = "") -> Iterator[Job]:
    """Yield the job of each manuscript; `texts` is the digest of the source, lines and all."""
    shared = digest.of_tree(design.root, ("styles/tokens.yaml", "styles/fonts"))
    keys: dict[str, str] = {}

    def key_of(manuscript: Manuscript) -> str:
        if manuscript.edition.id not in keys:
            about = [shared, _looks(manuscript, design), _terms(manuscript), _words(manuscript)]
            keys[manuscript.edition.id] = digest.of_data(about)
        return keys[manuscript.edition.id]

    for manuscript in manuscripts:
        key, printed_key = key_of(manuscript), key_of(manuscript.printed) if manuscript.printed else ""
        yield Job(manuscript, digest.of_data([key, printed_key]) if printed_key else key, printed_key, rules(), texts)


@lru_cache(maxsize=1)
def rules() -> str:
    """Return the digest of the rules that drafts and finished files are asked; those of editions are always asked."""
    return code_digest.of_modules(["pipeline.checks", *code_digest.modules_in(
        "checks/draft", "checks/artifact", "checks/press", "readback", "readback/readers")])


def due(jobs: list[Job], record: Record, build: Path, first: str = "") -> list[Job]:
    """Return the jobs to do: products that are stale, and those that stand but have to be asked again.

    The one that somebody waits for comes first, then the longest, the same pages on several sizes of paper one after
    the other, those that list the page numbers of another product last.
    """
    old = {job.output for job in stale(jobs, record, build)}
    asked = [replace(job, made=made) for job in jobs if job.output not in old for made in (record.made[job.output],)
             if made.rules != job.asked(has_findings=bool(made.findings))]
    return sorted(_in_order([*(job for job in jobs if job.output in old), *asked]),
                  key=lambda job: job.output != first or bool(job.printed_key))


def stale(jobs: list[Job], record: Record, build: Path) -> list[Job]:
    """Return the jobs whose product is not there as recorded under the same key."""
    return [job for job in jobs if not _is_made(job, record, build)]


def _in_order(jobs: list[Job]) -> list[Job]:
    def order(job: Job) -> Any:
        channel = job.manuscript.edition.channel
        return bool(job.printed_key), channel.page is None, channel.per_topic, job.apart_from_paper, job.output

    return sorted(jobs, key=order)


def outside(jobs: list[Job]) -> dict[str, str]:
    """Return the digests of the files that are not the project's and decide bytes of its products, by path."""
    path = liblouis.library_file() if any(job.manuscript.edition.channel.braille for job in jobs) else ""
    return {path: digest.of_file(path) or ""} if path else {}


def _is_made(job: Job, record: Record, build: Path) -> bool:
    made = [each for each in record.made.values() if each.product == job.output]
    return bool(made) and all(
        each.key == job.key and digest.of_file(build / each.output) == each.sha256 for each in made)


def _looks(manuscript: Manuscript, shared: Design) -> Any:
    """Return what a product's looks depend on beyond the shared tokens: code, sheets, fonts, drawings, profile."""
    channel, design = manuscript.edition.channel, localized(shared, manuscript)
    profile = (channel.press.profile,) if channel.press else ()
    return [_code(formats.module_of(channel.format)), digest.of_tree(design.root, profile),
            liblouis.version() if channel.braille else "",
            [design.css[sheet] for sheet in manuscript.edition.contract.sheets], fonts.of_script(design),
            design.figures, {path: digest.of_bytes(content) for path, content in design.pictures.items()}]


@lru_cache(maxsize=64)
def _code(format_: str) -> str:
    """Return the digest of the code that writes a format's products, and of the packages that it runs with."""
    render = digest.of_file(code_digest.PACKAGE / "stages" / "render.py")  # what it imports is the checks, too
    return digest.of_data([code_digest.of_modules([format_], _FOR_CLINICS), render])


def _terms(manuscript: Manuscript) -> Any:
    """Return what a product is told to be, as data."""
    edition, labels = manuscript.edition, manuscript.edition.language.labels
    # the manifest tells the sources of each stated fact, in words or not
    return [edition.id, edition.output, manuscript.sources, edition.channel.model_dump(), edition.imprint.model_dump(),
            edition.identity.model_dump(), told(edition.standing, labels), edition.language.tag, labels,
            [astuple(each) for each in edition.described], _terms_beside(edition)]


def _terms_beside(edition: Edition) -> Any:
    """Return what the other language of a product adds to its terms."""
    return edition.beside and [edition.beside.language.tag, edition.beside.language.labels, edition.beside.description]


def _words(manuscript: Manuscript) -> str:
    """Return the digest of what a product says."""
    return digest.of_nested([[each.id, each.kind, each.title, each.blocks] for each in manuscript.sections])
