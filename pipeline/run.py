"""The flow of a build, on one screen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from pipeline import checks, sound
from pipeline.model import drafts
from pipeline.model.artifact import Design
from pipeline.model.failure import MachineFailed, WrongUsage
from pipeline.model.finding import Finding, Severity, has_error, told_once
from pipeline.model.job import Job, Made, Record
from pipeline.model.manuscript import Manuscript
from pipeline.model.nearest import suggestion
from pipeline.model.output_path import unfitness
from pipeline.model.press_terms import USUAL_TERMS, PressTerms, terms_of
from pipeline.model.publication import Source
from pipeline.stages import inspection, load, manifest, plan, render, show
from pipeline.stages.preflight import preflight as examine_file
from pipeline.stages.render import Result
from pipeline.tools.keeping import build_record, clock, folder_lock, kept, layout_record, whole_file, workers

#: Told after each product: how many are done, how many there are, the one just made.
Progress = Callable[[int, int, str], None]
#: Told what is found in the source, before the first product is made.
Found = Callable[[Sequence[Finding]], None]
#: Called once where another command is at work in the folder, before waiting for it.
Waits = Callable[[], None]


@dataclass(frozen=True)
class Wish:
    """What the caller asked for: globs over products, languages, how many processes may work, which product first."""

    only: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    workers: int = 2
    first: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.only or self.languages)


@dataclass(frozen=True)
class Outcome:
    """What a run found and made; `built` are paths below build/, `unchanged` counts files that were up to date.

    Each finding stands once, in order of place. `is_broken` where the source could not be built from at all.
    """

    findings: tuple[Finding, ...]
    built: tuple[str, ...] = ()
    unchanged: int = 0
    is_broken: bool = False

    @property
    def has_warnings(self) -> bool:
        """Tell whether `--strict` stops here."""
        return any(finding.severity is Severity.WARNING or finding.is_unexamined for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        """Tell whether an author has to act."""
        return has_error(self.findings)


def build(
    root: Path, wish: Wish, progress: Progress, waits: Waits = lambda: None, found: Found = lambda _: None
) -> Outcome:
    """Make every product that is not up to date; files in place are whole and free of errors.

    One build at a time works in a folder: two would each leave the other's products out of record and manifest.
    """
    with folder_lock.held(root / "build" / ".cache" / "build.lock", waits):
        return _build(root, wish, progress, found)


#: What a design is read from.
_DRAWN_WITH = ("styles", "source/figures", "source/imprints")


def _build(root: Path, wish: Wish, progress: Progress, found: Found) -> Outcome:
    workers.collect_seldom()
    whole_file.sweep(root / "build")
    inputs, record = build_record.inputs_digest(root), build_record.read(root)
    source, findings = sound.read_source(root, spares_others=True)
    if source is None:
        _show_broken(root, findings)
        return replace(outcome_of(findings), is_broken=True)
    design = load.read_design(root)
    written = sound.examined(root, source)
    found([*findings, *written.findings])
    jobs = _jobs(written, source, wish, design)
    due = plan.due(jobs, record, root / "build", wish.first)
    worked, stopped_by = _work(root, due, design, wish.workers, progress)
    results = _with_places(root, source, due, design, worked)
    lost = build_record.lost(root / "build", record)
    made = _merge(record, results, written.sound - lost)
    built = [output for result in results for output in result.written]
    asked = {job.output for job in jobs}
    remembered = [finding for each in made.values() for finding in each.findings]
    problems = [finding for result in results for finding in _eased(source, due, result.output, result.findings)]
    outcome = outcome_of([*findings, *written.findings, *problems, *remembered], built,
                         sum(made[output].product in asked for output in made.keys() - built))
    _remove_orphans(root / "build", {*record.made, *build_record.begun(root / "build")} - made.keys())
    manifest.write(root / "build", source.publication, made.values())
    is_complete = wish.is_whole and not outcome.has_errors and not stopped_by
    build_record.write(root, Record(inputs if is_complete else "", outcome.findings, made, plan.outside(jobs)))
    layout_record.forget(root / "build", {each.key for each in made.values()} | {job.printed_key for job in jobs})
    if stopped_by:
        raise stopped_by
    _show(root, source, written, jobs, made, outcome, design, has_built=True)
    if is_complete:
        build_record.nothing_to_do(root)  # reads all that was left, so that the next build need not
    return replace(outcome, findings=(*outcome.findings, *kept.told()))


def _eased(source: Source, jobs: Iterable[Job], output: str, findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return what is found in a product; in one of a draft no error, since it stops nobody."""
    edition = next(job.manuscript.edition for job in jobs if job.output == output)
    return drafts.eased(findings) if edition.language.tag in source.publication.identity.drafts else findings


def outcome_of(findings: Iterable[Finding], built: Iterable[str] = (), unchanged: int = 0) -> Outcome:
    """Return what a run found, each finding once and in order, and made."""
    return Outcome(tuple(sorted(set(findings))), tuple(built), unchanged)


def check(root: Path, wish: Wish, progress: Progress) -> Outcome:
    """Examine the source and every finished product at full depth; a product that is not up to date is an error."""
    source, findings = sound.read_source(root, clock.today(), spares_others=True)
    if source is None:
        return outcome_of(findings)
    written = sound.examined(root, source)
    design, record = load.read_design(root), build_record.read(root)
    jobs = _jobs(written, source, wish, design)
    ours = [job for job in jobs if job.manuscript.edition.language.tag in source.publication.identity.drafts]
    findings += written.findings
    for each, told in (([job for job in jobs if job not in ours], list), (ours, drafts.eased)):
        findings += told(inspection.missing(plan.stale(each, record, root / "build")))
        findings += told(drafts_asked(root, source, each, record))
        findings += told(inspected(root, each, record, progress))
    outcome = outcome_of([*sound.insisted(findings), *kept.told()], unchanged=len(jobs))
    if wish.is_whole:
        _show(root, source, written, jobs, record.made, outcome, design, has_built=False)
    return outcome


def _show(
    root: Path, source: Source, written: sound.Written, jobs: list[Job], made: Mapping[str, Made], outcome: Outcome,
    design: Design, *, has_built: bool,
) -> None:
    """Write the report about all products, whichever were asked for."""
    if len(jobs) < len(written.sound):
        jobs = _jobs(written, source, Wish(), design)
    shelf = show.Shelf(root / "build", source.publication, jobs, made,
                       {job.output: inspection.said(job, root) for job in jobs})
    show.write(shelf, outcome.findings, outcome.built if has_built else None, design)


def _show_broken(root: Path, findings: list[Finding]) -> None:
    """Say in the report that nothing can be built, unless what is wrong is of the files that the report is drawn with.

    These may be links to anything, pipes, or too large to be read.
    """
    if not any(each.place.path.startswith(_DRAWN_WITH) for each in findings):
        show.write_broken(root / "build", outcome_of(findings).findings, load.read_design(root))


def drafts_asked(root: Path, source: Source, jobs: list[Job], record: Record) -> list[Finding]:
    """Return what the rules for drafts find of products that are up to date: as it was told, or asked again."""
    rules, build, design = {each.rule for each in checks.checks_of("draft")}, root / "build", load.read_design(root)
    due = plan.due(jobs, record, build)
    told = [each for job in jobs if job.output not in {each.output for each in due}
            for each in record.made[job.output].findings if each.check in rules]

    def ask(jobs: Iterable[Job]) -> list[Finding]:
        return [each for job in jobs for each in render.ask(*render.rendered(job, design, build))]

    again = [job for job in due if job.made]
    return told + (ask(sound.located(root, source, again)) if ask(again) else [])


def inspected(root: Path, jobs: list[Job], record: Record, progress: Progress) -> list[Finding]:
    """Return what the checks of full depth find in finished products."""
    findings = []
    for number, job in enumerate(jobs, 1):
        findings += inspection.inspect(job, root, record)
        progress(number, len(jobs), job.output)
    return told_once(findings)


def preflight(root: Path, files: tuple[Path, ...], channel: str | None, progress: Progress) -> Outcome:
    """Examine files of any program; `channel` says what was agreed for them, without it what any shop asks for."""
    terms = _agreed_terms(root, channel) if channel else USUAL_TERMS
    findings: list[Finding] = []
    for number, path in enumerate(files, 1):
        findings += examine_file(path, terms)
        progress(number, len(files), str(path))
    return outcome_of(told_once(findings), unchanged=len(files))


def _agreed_terms(root: Path, channel: str) -> PressTerms:
    """Return what a channel agreed with its print shop; raises WrongUsage where there is no such agreement."""
    source, _ = sound.read_source(root)
    if source is None:
        raise WrongUsage("source/ has errors, so no channel can be asked; see: check")
    agreed = {each.id: terms for each in source.publication.channels if (terms := terms_of(each))}
    if channel not in agreed:
        raise WrongUsage(f"no channel for the press is called “{channel}”{suggestion(channel, agreed)}; they are: "
                         + ", ".join(sorted(agreed)))
    terms = agreed[channel]
    return replace(terms, profile=str(root / terms.profile)) if terms.profile else terms


def _jobs(written: sound.Written, source: Source, wish: Wish, design: Design) -> list[Job]:
    """Return the jobs of the products that the caller asked for and nothing is wrong with."""
    chosen = wished(written.manuscripts, wish, is_all=not source.held_back)
    return list(plan.jobs_for([each for each in chosen if each.edition.output in written.sound], design,
                              sound.texts_of(source)))


def wished(manuscripts: Sequence[Manuscript], wish: Wish, *, is_all: bool = True) -> list[Manuscript]:
    """Return the manuscripts that the caller asked for.

    Raises WrongUsage for a wish that names nothing, where these are all; what is held back may be named.
    """
    chosen = [each for each in manuscripts if _is_wished(each, wish)]
    if not is_all:
        return chosen
    languages = {each.edition.language.tag for each in manuscripts}
    if unknown := sorted(set(wish.languages) - languages):
        raise WrongUsage(f"there is no language “{unknown[0]}”; there is: {', '.join(sorted(languages))}")
    for pattern in wish.only:
        if not any(fnmatch(name, pattern) for each in manuscripts for name in _names(each)):
            known = [name for each in manuscripts for name in _names(each)]
            raise WrongUsage(f"no product is called “{pattern}”{suggestion(pattern, known)}; see: list products")
    return chosen


def _is_wished(manuscript: Manuscript, wish: Wish) -> bool:
    is_named = not wish.only or any(fnmatch(name, each) for name in _names(manuscript) for each in wish.only)
    return is_named and (not wish.languages or manuscript.edition.language.tag in wish.languages)


def _names(manuscript: Manuscript) -> tuple[str, ...]:
    edition = manuscript.edition
    return (f"build/{edition.output}", edition.output, edition.id, edition.channel.id, edition.channel.format)


def _work(
    root: Path, due: list[Job], design: Design, workers: int, progress: Progress
) -> tuple[list[Result], BaseException | None]:
    """Return the result of each job, in order, and what stopped the work before the last: somebody, the machine."""
    results = []
    try:
        for result in render.render_all(due, design, root / "build", workers):
            results.append(result)
            progress(len(results), len(due), result.output)
    except (KeyboardInterrupt, MachineFailed, OSError, MemoryError) as fault:
        return results, fault
    return results, None


def _with_places(
    root: Path, source: Source, due: list[Job], design: Design, results: list[Result]
) -> list[Result]:
    """Return the results, those with findings made again from the same source read with lines and columns."""
    done = list(zip(due, results, strict=False))  # an interrupted build has fewer results
    again = sound.located(root, source, [job for job, result in done if result.findings]) if any(
        result.findings for result in results) else []
    told = {job.output: render.render(job, design, root / "build") for job in again}
    return [replace(told.get(result.output, result), written=result.written) for result in results]


def _merge(record: Record, results: list[Result], known: frozenset[str]) -> dict[str, Made]:
    """Return what is in place now: made this time, up to date, or not asked for; what failed is not."""
    worked_on = {result.output for result in results}
    kept = {output: made for output, made in record.made.items()
            if made.product in known and made.product not in worked_on}
    return {**kept, **{each.output: each for result in results for each in result.made}}


def _remove_orphans(build: Path, outputs: set[str]) -> None:
    """Remove products that no channel makes any more, or whose text now has an error, or that a killed build left."""
    for output in outputs:
        path = build / output
        is_inside = path.parent.resolve().is_relative_to(build.resolve())  # a folder may be a link to somewhere else
        if is_inside and not unfitness(output) and (path.is_file() or path.is_symlink()):
            path.unlink()
