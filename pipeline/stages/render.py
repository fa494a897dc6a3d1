"""Makes one product: lays it out, examines it, and only if nothing is wrong puts it in place, whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import checks, formats
from pipeline.model.artifact import Artifact, Companion, Design, Draft, Verdict
from pipeline.model.failure import INSTALL_LOCKED
from pipeline.model.finding import Finding, Place, has_error, note
from pipeline.model.job import Job, Made
from pipeline.model.manuscript import Manuscript
from pipeline.model.pagination import with_page_breaks
from pipeline.tools.keeping import build_record, digest, page_record, whole_file
from pipeline.tools.keeping.workers import forked_pool
from pipeline.tools.typesetting import measured


@dataclass(frozen=True)
class Result:
    """What became of a job: the product and what goes with it; `made` is empty where an error kept them out."""

    output: str
    made: tuple[Made, ...]
    findings: tuple[Finding, ...]


def render_all(jobs: list[Job], design: Design, build: Path, workers: int) -> Iterator[Result]:
    """Yield the result of each job in order; several processes work side by side where it pays.

    Jobs that list the page numbers of a booklet are the last ones, and done here as soon as that is laid out.
    """
    if min(workers, len(jobs)) < 2:
        yield from (render(job, design, build) for job in jobs)
        return
    for name in sorted({job.manuscript.edition.channel.format for job in jobs}):
        formats.warm(name, design)
    checks.load("draft", "artifact", "press")
    waiting = [job for job in jobs if job.manuscript.printed]
    done: dict[str, Result] = {}
    with forked_pool(workers, (jobs, design, build)) as run:
        for result in run(_render_numbered, range(len(jobs) - len(waiting))):
            done |= {job.output: render(job, design, build) for job in waiting
                     if job.manuscript.printed and job.manuscript.printed.edition.output == result.output}
            yield result
    yield from (done.get(job.output) or render(job, design, build) for job in waiting)


def _render_numbered(shared: tuple[list[Job], Design, Path], number: int) -> Result:
    jobs, design, build = shared
    return render(jobs[number], design, build)


def render(job: Job, design: Design, build: Path) -> Result:
    """Make one product and what goes with it; the result tells what was found."""
    edition = job.manuscript.edition
    format_, contract = formats.find(edition.channel.format), edition.contract
    manuscript = with_printed_pages(job, design, build)
    rendering = format_.render(manuscript, design)
    if rendering.layout and rendering.layout.page_starts:
        page_record.write(build, job.key, rendering.layout.page_starts)
    product = _artifact(job, build, Companion(job.output, contract.media_type, rendering.content, contract.reader,
                                              rendering.pages))
    judged = checks.examine("artifact", product)
    findings = checks.examine("draft", Draft(manuscript, rendering)) + judged
    if has_error(findings):
        return Result(job.output, (), tuple(findings))
    finished = [(product, rendering.pages)]
    verdict = Verdict(checks.rules_for("artifact", product), tuple(judged))
    for companion in formats.companions(product, rendering, design, verdict):
        finished.append((_artifact(job, build, companion), companion.pages))
        findings += checks.examine("artifact", finished[-1][0])
    if has_error(findings):
        return Result(job.output, (), tuple(findings))
    build_record.begin(build, [artifact.name.removeprefix("build/") for artifact, _ in finished])
    for artifact, _ in finished:
        whole_file.write(artifact.path, artifact.content)
    made = tuple(_made(job, artifact, pages, findings) for artifact, pages in finished)
    return Result(job.output, made, tuple(findings))


def with_printed_pages(job: Job, design: Design, build: Path) -> Manuscript:
    """Return the manuscript, marked where the pages of its booklet begin; lays that out where no build has kept it."""
    printed = job.manuscript.printed
    if printed is None:
        return job.manuscript
    starts = page_record.read(build, job.printed_key)
    if starts is None:
        layout = formats.find(printed.edition.channel.format).render(printed, design).layout
        starts = layout.page_starts if layout else ()
        page_record.write(build, job.printed_key, starts)
    return with_page_breaks(job.manuscript, starts)


def _artifact(job: Job, build: Path, file: Companion) -> Artifact:
    return Artifact(build / file.output, f"build/{file.output}", file.media_type, file.content, job.manuscript,
                    is_companion=file.output != job.output, reader=file.reader)


def _made(job: Job, artifact: Artifact, pages: int | None, findings: list[Finding]) -> Made:
    edition = job.manuscript.edition
    return Made(
        output=artifact.name.removeprefix("build/"),
        product=job.output,
        key=job.key,
        sha256=digest.of_bytes(artifact.content),
        bytes=len(artifact.content),
        pages=pages,
        media_type=artifact.media_type,
        reader=artifact.reader,
        language=edition.language.tag,
        channel=edition.channel.id,
        format=edition.channel.format,
        imprint=edition.imprint.id,
        facts=dict(sorted(job.manuscript.sources.items())),
        findings=() if artifact.is_companion else (*findings, *_left_out()),
    )


def _left_out() -> tuple[Finding, ...]:
    """Return the note that mends which only save time were left out: the same for all products, so told once."""
    names = measured.left_out()
    said = (f"WeasyPrint is not the one that was measured, so these short cuts are left out: {', '.join(names)}")
    return (note(Place("requirements.lock"), said, why="the products are right; a build takes longer",
                 fix=f"run: {INSTALL_LOCKED}").of("mend-left-out"),) if names else ()
