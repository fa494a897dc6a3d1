"""Makes one product: lays it out, examines it, and only if nothing is wrong puts it in place, whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from pipeline import checks, formats
from pipeline.model.artifact import Artifact, Companion, Design, Draft, Rendering, Verdict
from pipeline.model.failure import INSTALL_LOCKED, OverLimit
from pipeline.model.finding import Finding, Place, error, has_error, note
from pipeline.model.job import Job, Made
from pipeline.model.layout import traced
from pipeline.model.manuscript import Manuscript
from pipeline.model.media_type import PDF
from pipeline.model.overview import Making
from pipeline.model.pagination import with_page_breaks
from pipeline.readback import stated
from pipeline.tools.keeping import build_record, clock, digest, layout_record, making_record, whole_file
from pipeline.tools.keeping.workers import forked_pool
from pipeline.tools.typesetting import measured


@dataclass(frozen=True)
class Result:
    """What became of a job: the product and what goes with it; `made` is empty where an error kept them out.

    `written` are the files that were not there as they are.
    """

    output: str
    made: tuple[Made, ...]
    findings: tuple[Finding, ...]
    written: tuple[str, ...] = ()


def render_all(jobs: list[Job], design: Design, build: Path, workers: int) -> Iterator[Result]:
    """Yield the result of each job in order; several processes work side by side where it pays.

    The same pages on several sizes of paper are one process's work: it keeps their styles. Jobs that list the page
    numbers of a booklet are the last ones, and done here as soon as that is laid out.
    """
    if min(workers, len(jobs)) < 2:
        yield from (render(job, design, build) for job in jobs)
        return
    for name in sorted({job.manuscript.edition.channel.format for job in jobs if not job.made}):
        formats.warm(name, design)
    checks.load("draft", "artifact", "press")
    for job in jobs:  # what is damaged is thrown away by the process that tells of it
        layout_record.read(build, job.key)
    waiting = [job for job in jobs if job.manuscript.printed]
    groups = [[*group] for _, group in groupby(jobs[:len(jobs) - len(waiting)], lambda job: job.apart_from_paper)]
    done: dict[str, Result] = {}
    with forked_pool(workers, (groups, design, build)) as run:
        for result in chain.from_iterable(run(_render_group, range(len(groups)))):
            done |= {job.output: render(job, design, build) for job in waiting
                     if job.manuscript.printed and job.manuscript.printed.edition.output == result.output}
            yield result
    yield from (done.get(job.output) or render(job, design, build) for job in waiting)


def _over_limit(job: Job, limit: OverLimit) -> Finding:
    return error(Place(f"build/{job.output}"), f"this product cannot be written: {limit}",
                 why="what a program writes without end is never finished",
                 fix="say less in this product, or part it").of("product-over-limit")


def _render_group(shared: tuple[list[list[Job]], Design, Path], number: int) -> list[Result]:
    groups, design, build = shared
    return [render(job, design, build) for job in groups[number]]


def render(job: Job, design: Design, build: Path) -> Result:
    """Make one product and what goes with it, or ask the rules again of one that stands; tell what was found."""
    contract, begun_s = job.manuscript.edition.contract, clock.cpu_s()
    try:
        manuscript, rendering = rendered(job, design, build)
    except OverLimit as limit:
        return Result(job.output, (), (_over_limit(job, limit),))
    product = _artifact(job, build, Companion(job.output, contract.media_type, rendering.content, contract.reader,
                                              rendering.pages))
    verdict = checks.verdict(product)
    findings = [*ask(manuscript, rendering), *verdict.findings]
    if has_error(findings):
        return Result(job.output, (), tuple(findings))
    finished = [(product, rendering.pages)]
    for companion in formats.companions(product, rendering, design, verdict):
        finished.append((_artifact(job, build, companion), companion.pages))
        findings += checks.examine("artifact", finished[-1][0])
    if has_error(findings):
        return Result(job.output, (), tuple(findings))
    made = tuple(_made(job, artifact, pages, findings) for artifact, pages in finished)
    written = tuple(each.output for each in made
                    if job.made is None or digest.of_file(build / each.output) != each.sha256)
    build_record.begin(build, written)
    for artifact, _ in finished:
        if artifact.name.removeprefix("build/") in written:
            whole_file.write(artifact.path, artifact.content)
    _keep_making(job, build, product, verdict, begun_s)
    return Result(job.output, made, tuple(findings), written)


def _keep_making(job: Job, build: Path, product: Artifact, verdict: Verdict, begun_s: float) -> None:
    """Keep for the report what is known of a product now; what it cost, and its pages, from the first time."""
    held = making_record.read(build, job.key)
    pages = held.pages_by_fact if held else stated.pages_by_fact(product) if product.media_type == PDF else {}
    cpu_s = held.cpu_s if held else round(clock.cpu_s() - begun_s, 3)
    making_record.write(build, job.key, Making(pages, cpu_s, verdict.rules, verdict.left))


def rendered(job: Job, design: Design, build: Path) -> tuple[Manuscript, Rendering]:
    """Return a product and what it was written from: as it stands where it does, else written anew."""
    manuscript, held = with_printed_pages(job, design, build), layout_record.read(build, job.key)
    if job.made and held:
        layout = traced(held[0], manuscript) if held[0] else None
        return manuscript, Rendering((build / job.output).read_bytes(), job.made.pages, layout)
    rendering = formats.render(manuscript, design)
    if held is None:  # the first time, without places: lines of the source change and leave the product as it is
        layout_record.write(build, job.key, rendering.layout)
    return manuscript, rendering


def ask(manuscript: Manuscript, rendering: Rendering) -> list[Finding]:
    """Return what the rules for drafts find of a rendering and of what its layout measured."""
    return checks.examine("draft", Draft(manuscript, rendering))


def with_printed_pages(job: Job, design: Design, build: Path) -> Manuscript:
    """Return the manuscript, marked where the pages of its booklet begin; lays that out where no build has kept it."""
    printed = job.manuscript.printed
    if printed is None:
        return job.manuscript
    held = layout_record.read(build, job.printed_key)
    layout = held[0] if held else rendered(Job(printed, job.printed_key), design, build)[1].layout
    return with_page_breaks(job.manuscript, layout.page_starts if layout else ())


def _artifact(job: Job, build: Path, file: Companion) -> Artifact:
    return Artifact(build / file.output, f"build/{file.output}", file.media_type, file.content, job.manuscript,
                    is_companion=file.output != job.output, reader=file.reader)


def _made(job: Job, artifact: Artifact, pages: int | None, findings: list[Finding]) -> Made:
    edition, told = job.manuscript.edition, () if artifact.is_companion else (*findings, *_left_out())
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
        findings=told,
        rules=job.asked(has_findings=bool(told)),
    )


def _left_out() -> tuple[Finding, ...]:
    """Return the note that mends which only save time were left out: the same for all products, so told once."""
    names = measured.left_out()
    said = (f"WeasyPrint is not the one that was measured, so these short cuts are left out: {', '.join(names)}")
    return (note(Place("requirements.lock"), said, why="the products are right; a build takes longer",
                 fix=f"run: {INSTALL_LOCKED}").of("mend-left-out"),) if names else ()
