"""The flow of a release: who has approved what, all that is missing, and the release itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import run, sound
from pipeline.markup import review_sheet
from pipeline.model import release_gate
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Place, refused
from pipeline.model.job import Record
from pipeline.model.measures import Product, products
from pipeline.model.publication import Source
from pipeline.run import Outcome, Progress
from pipeline.stages import inspection, load, manifest, plan
from pipeline.stages.release import Release, is_released, last, reading_of, taken, write
from pipeline.tools.keeping import build_record, clock, kept


def release(root: Path, against: Path | None, progress: Progress, *, is_rehearsal: bool) -> Outcome:
    """Write build/release/<version>/ where nothing is missing; else the outcome's findings say what is.

    `against` is the release to compare with, without it the one before. A rehearsal writes nothing.
    """
    source, findings = sound.read_source(root, clock.today(), with_drafts=False)
    findings = sound.insisted(findings)
    if source is None:
        return run.outcome_of(findings)
    written = sound.examined(root, source)
    record, design = build_record.read(root), load.read_design(root)
    made = {output: each for output, each in record.made.items() if each.language in source.publication.languages}
    ready = Release(source.publication, list(written.manuscripts), made, _judged(written, findings))
    folder, reading = root / "build" / "release" / ready.version, reading_of(ready)
    former = against or last(folder.parent, ready.version)
    missing = release_gate.missing(source, clock.today(), ready.products)
    missing += release_gate.untold(source) if former else []
    finished = [refused(each) for each in _products_in_order(root, source, written, record, progress)]
    outcome = run.outcome_of([*findings, *written.findings, *missing, *finished, *taken(folder, reading),
                              *kept.told()])
    if is_rehearsal or outcome.has_errors or outcome.has_warnings:
        return outcome
    if is_released(folder, reading):
        return replace(outcome, unchanged=len(reading.files))
    told = manifest.content(source.publication, made.values())
    files = write(ready, root / "build", folder, former, design, told)
    return replace(outcome, built=tuple(f"release/{ready.version}/{name}" for name in files))


def _products_in_order(
    root: Path, source: Source, written: sound.Written, record: Record, progress: Progress
) -> list[Finding]:
    """Return what keeps the finished products from being released; nobody examines them while some are old."""
    jobs = list(plan.jobs_for(list(written.manuscripts), load.read_design(root), sound.texts_of(source)))
    old = inspection.missing(plan.stale(jobs, record, root / "build"))
    if old:
        message = "the products are not built from the source as it is now"
        return [replace(old[0], place=Place("build"), message=message)]
    return run.drafts_asked(root, source, jobs, record) + run.inspected(root, jobs, record, progress)


def review(root: Path) -> Iterator[str]:
    """Yield for each language its approvals, the lines to add for those that are missing, and its cards."""
    source, findings = sound.read_source(root, clock.today(), with_drafts=False)
    if source is None:
        raise WrongUsage("source/ has errors, so there is nothing to review; see: check")
    judged = _judged(sound.examined(root, source), findings)
    for tag in source.publication.languages:
        yield from review_sheet.lines(source.publication, tag, judged)


def _judged(written: sound.Written, findings: list[Finding]) -> tuple[Product, ...]:
    """Return the products that cards are filled in for; `findings` are those of the source."""
    return products(written.manuscripts, findings, written.findings)
