"""Decides what has to be made: a job for each edition, its key the digest of all that can change its bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.model.artifact import Design
from pipeline.model.job import Job, Record
from pipeline.model.manuscript import Manuscript
from pipeline.model.standing import told
from pipeline.tools.keeping import digest
from pipeline.tools.words import liblouis

#: The code that every format stands on.
_SHARED_CODE = ("pipeline/markup", "pipeline/tools", "pipeline/model", "pipeline/formats/__init__.py",
                "requirements.lock")


def jobs_for(manuscripts: list[Manuscript], design: Design) -> Iterator[Job]:
    """Yield the job of each manuscript."""
    shared = digest.of_tree(design.root, (*_SHARED_CODE, "styles/tokens.yaml", "styles/fonts"))
    # a job ticket names the checks that its press file has passed
    rules = digest.of_tree(design.root, ("pipeline/checks",))
    keys: dict[str, str] = {}

    def key_of(manuscript: Manuscript) -> str:
        if manuscript.edition.id not in keys:
            about = [shared, _looks(manuscript, design, rules), _terms(manuscript), _words(manuscript)]
            keys[manuscript.edition.id] = digest.of_data(about)
        return keys[manuscript.edition.id]

    for manuscript in manuscripts:
        key, printed_key = key_of(manuscript), key_of(manuscript.printed) if manuscript.printed else ""
        yield Job(manuscript, digest.of_data([key, printed_key]) if printed_key else key, printed_key)


def stale(jobs: list[Job], record: Record, build: Path) -> list[Job]:
    """Return the jobs whose product is not there as recorded under the same key: the longest first.

    Those that list the page numbers of another product come last.
    """
    due = [job for job in jobs if not _is_made(job, record, build)]
    return sorted(due, key=lambda job: (bool(job.printed_key), job.manuscript.edition.channel.page is None, job.output))


def outside(jobs: list[Job]) -> dict[str, str]:
    """Return the digests of the files that are not the project's and decide bytes of its products, by path."""
    path = liblouis.library_file() if any(job.manuscript.edition.channel.braille for job in jobs) else ""
    return {path: digest.of_file(path) or ""} if path else {}


def _is_made(job: Job, record: Record, build: Path) -> bool:
    made = [each for each in record.made.values() if each.product == job.output]
    return bool(made) and all(
        each.key == job.key and digest.of_file(build / each.output) == each.sha256 for each in made)


def _looks(manuscript: Manuscript, design: Design, rules: str) -> Any:
    """Return what a product's looks depend on beyond the shared tokens: its format, sheets, drawings, profile."""
    channel = manuscript.edition.channel
    module = f"pipeline/formats/{channel.format.replace('-', '_')}.py"
    profile = (channel.press.profile,) if channel.press else ()
    return [digest.of_tree(design.root, (module, *profile)), rules if channel.press else "",
            liblouis.version() if channel.braille else "",
            [design.css[sheet] for sheet in manuscript.edition.contract.sheets],
            design.figures, {path: digest.of_bytes(content) for path, content in design.pictures.items()}]


def _terms(manuscript: Manuscript) -> Any:
    """Return what a product is told to be, as data."""
    edition, labels = manuscript.edition, manuscript.edition.language.labels
    # the manifest tells the sources of each stated fact, in words or not
    return [edition.id, edition.output, manuscript.sources, edition.channel.model_dump(), edition.imprint.model_dump(),
            edition.identity.model_dump(), told(edition.standing, labels), edition.language.tag, labels]


def _words(manuscript: Manuscript) -> str:
    """Return the digest of what a product says."""
    return digest.of_nested([[each.id, each.kind, each.title, each.blocks] for each in manuscript.sections])
