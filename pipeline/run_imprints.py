"""The flow of what clinics hand out: a list is checked as a whole, then each good row gets its products."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline import checks, formats, run, sound
from pipeline.markup import report_page
from pipeline.model import media_type
from pipeline.model.artifact import Design
from pipeline.model.clinic_list import ClinicList, Known, Row, imprint_of
from pipeline.model.clinic_work import Chunk, Clinic, ClinicProduct, HandedOut, Zipped
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Place, Severity, error, has_error
from pipeline.model.job import Job
from pipeline.model.overview import group_of, named
from pipeline.model.publication import Publication, Source
from pipeline.run import Outcome, Progress, Waits, Wish
from pipeline.stages import hand_out, load, plan, render, stamp, unstamped
from pipeline.stages.clinics import logo, of_source, read
from pipeline.stages.hand_out import Make
from pipeline.tools.keeping import cluster, code_digest, digest, folder_lock, kept, layout_record, whole_file
from pipeline.tools.keeping.cluster import Cluster
from pipeline.tools.keeping.executors import open_executor, results
from pipeline.tools.keeping.store import Store
from pipeline.tools.keeping.workers import forked_pool
from pipeline.tools.pictures import thumbnails

#: Clinics in one piece of work: few enough that all processes end together, enough that a piece is worth its journey.
_A_CHUNK = 25
#: Folders of the project, which are not for what clinics get.
_OWN = frozenset({"source", "styles", "pipeline", "tests", "build"})
#: How a URL names a folder of this machine.
_LOCAL = re.compile("^(file|local)://")
#: How a base begins: a file that is the same for all, one to stamp, a manuscript to write from.
_AS_IT_IS, _STAMPED, _WRITTEN = b"=", b"+", b"*"
#: Pieces of work that wait for each process.
_AHEAD = 2


def code() -> tuple[str, ...]:
    """Return the modules that make what clinics get, which have to be the same wherever they run."""
    return (*code_digest.modules_in("formats"), __name__)


@dataclass(frozen=True)
class Order:
    """What the caller asked for: the list (none: source/imprints/), where the folders go, which products, who works."""

    clinics: Path | None
    out: str
    wish: Wish
    cluster: Cluster | None = None
    is_pruning: bool = False
    is_whole: bool = False
    is_draft: bool = False
    is_zipped: bool = False


def imprint(root: Path, order: Order, progress: Progress, waits: Waits = lambda: None) -> Outcome:
    """Make every good clinic's products that are not there yet; the outcome's `built` are the clinics' folders.

    While words are not confirmed nothing is made, unless drafts are asked for. Every row is checked first; one with a
    fault gets nothing, and all faults are told. A fault that one product alone brings to light (a line too long for its
    place) keeps that product from being made, or all where clinics are whole.
    """
    _spare_project(root, order.out)
    if order.cluster:
        cluster.greet(order.cluster)
    source, findings = sound.read_source(root, with_drafts=order.is_draft)
    unconfirmed = [each for each in findings if each.check in sound.UNCONFIRMED]
    if source is None or (unconfirmed and not order.is_draft):
        return run.outcome_of(sound.insisted(findings))
    publication, design = source.publication, load.read_design(root)
    clinics, faults = _checked(root, order.clinics, source, design)
    logos = order.clinics.parent if order.clinics else root / "source"
    good = list(_good(clinics, faults))
    bases = Store(f"{order.out}/.bases" if order.cluster else str(root / "build" / ".cache" / "clinics"))
    with folder_lock.held(root / "build" / ".cache" / "clinics.lock", waits):  # two would replace each other's bases
        whole_file.sweep(root / "build" / ".cache")
        products = prepared(root, order.wish, publication, design, bases) if good else ()
    told = _told(publication)
    zipped = zipped_pages(root, publication, design, products, bases) if order.is_zipped else None
    chunks = (Chunk(root, each, products, bases, Store(order.out), told, order.is_whole, zipped)
              for each in _pieces(clinics, good, logos, design))
    done = list(_handed_out(order, chunks, len(good), progress))
    faults += _placed(clinics, done)
    listed = [each.entry for each in sorted(done, key=lambda each: each.row) if each.entry]
    if good:
        hand_out.close(Store(order.out), told, listed)
    if not has_error(faults):
        faults += _former(Store(order.out), clinics, is_pruning=order.is_pruning)
    made = tuple(str(each.entry["id"]) for each in done if each.made and each.entry)
    return run.outcome_of([*findings, *faults, *kept.told()], sorted(made), len(listed) - len(made))


def _spare_project(root: Path, out: str) -> None:
    """Raise WrongUsage for a folder that is the project's own; all of build/, since `clean` empties it."""
    local = _LOCAL.sub("", out)
    folder = Path(local).resolve()
    if "://" in local or not folder.is_relative_to(root.resolve()):
        return
    first = folder.relative_to(root.resolve()).parts[:1]
    if not first or first[0] in _OWN or first[0].startswith("."):
        raise WrongUsage(f"--out {out} is a folder of the project itself, which clinics’ folders would fill; "
                         "name one of its own, such as handed-out")


# --- the list ---


def _checked(
    root: Path, path: Path | None, source: Source, design: Design
) -> tuple[ClinicList, list[Finding]]:
    logo_fault = partial(stamp.logo_fault, design=design)
    publication = source.publication
    known = Known(tuple(each.id for each in publication.channels if not each.describes), tuple(publication.languages))
    found = read(path, known, logo_fault) if path else of_source(
        source.tree, publication, known, root / "source", logo_fault)
    return found, checks.examine("clinics", found)


def _good(clinics: ClinicList, faults: list[Finding]) -> Iterator[Row]:
    """Yield the rows that no fault stands in; none where the list as a whole cannot be trusted."""
    if not clinics.is_trusted:
        return
    wrong = {(fault.place.path, fault.place.line) for fault in faults if fault.severity is Severity.ERROR}
    yield from (row for row in clinics.formed()
                if not wrong & {(row.path or clinics.path, cell.line) for cell in row.cells})


def _placed(clinics: ClinicList, done: list[HandedOut]) -> Iterator[Finding]:
    """Yield what stamping found, at the cell that it names; a fault of one line once for all products."""
    rows = {row.number: row for row in clinics.rows}
    for each in done:
        by_fault: dict[tuple[str, str, str], list[Finding]] = {}
        for finding in each.findings:
            by_fault.setdefault((finding.field, finding.about, finding.fix), []).append(finding)
        for (field, _, _), same in by_fault.items():
            row, first, outputs = rows[each.row], same[0], sorted({finding.output for finding in same} - {""})
            more = f" and {len(outputs) - 1} more product{'s' if len(outputs) > 2 else ''}" if outputs[1:] else ""
            message = f"{first.message}, in {first.output}{more}" if outputs else first.message
            found = _of_field(clinics, row, replace(first, message=message))
            yield replace(found, field=field, about=first.about, output=first.output).of(
                first.check or "imprint-does-not-fit")


def _of_field(clinics: ClinicList, row: Row, found: Finding) -> Finding:
    """Return a finding at the cell that a person can change; of the row as a whole, where no cell is known."""
    if found.field in clinics.columns:
        return clinics.fault(row, clinics.cell(row, found.field), found.message, why=found.why, fix=found.fix)
    spot = "" if row.imprint else f"row {row.number}: "
    return error(Place(row.path or clinics.path, row.cells[0].line, 1), spot + found.message, why=found.why,
                 fix=found.fix)


def _former(out: Store, clinics: ClinicList, *, is_pruning: bool) -> list[Finding]:
    """Return what is told of clinics no longer on the list; with pruning, remove them instead."""
    names = list(hand_out.former(out, {clinics.id(row) for row in clinics.formed()}))
    for name in names if is_pruning else ():
        hand_out.remove(out, name)
    return [] if is_pruning else [hand_out.told_former(out.address, name) for name in names]


# --- the products ---


def prepared(
    root: Path, wish: Wish, publication: Publication, design: Design, bases: Store, progress: Progress = lambda *_: None
) -> tuple[ClinicProduct, ...]:
    """Return every product, those asked for with what they are made from kept where each process finds it."""
    manuscripts = [each for each in sound.composed(publication) if not each.edition.described]  # records name no clinic
    asked = {each.edition.output for each in run.wished(manuscripts, wish)}
    code = {name: code_digest.of_modules([formats.module_of(name), stamp.__name__, unstamped.__name__])
            for name in formats.names()}
    jobs = [replace(job, key=digest.of_data([job.key, job.printed_key, code[job.manuscript.edition.channel.format]]))
            for job in plan.jobs_for(manuscripts, design)]
    hand_out.forget_bases(bases, {job.key for job in jobs})
    due = [job for job in jobs if job.output in asked and hand_out.kept_base(bases, job.key) is None]
    for name in sorted({job.manuscript.edition.channel.format for job in due}):
        formats.warm(name, design)
    for job in due:  # what is damaged is thrown away by the process that tells of it
        layout_record.read(root / "build", job.printed_key)
    with forked_pool(wish.workers, (due, design, root, bases)) as run_on:
        for number, _ in enumerate(run_on(_prepare, range(len(due)))):
            progress(number + 1, len(due), due[number].output)
    return tuple(ClinicProduct(
        job.output, channel.id, job.manuscript.edition.language.tag, channel.format,
        job.manuscript.edition.contract.media_type, job.key, hand_out.kept_base(bases, job.key) or "",
        is_shared=not unstamped.says_who(job.manuscript), is_asked=job.output in asked,
        name=named(job.manuscript.edition), group=group_of(channel, job.manuscript.edition.contract.media_type),
    ) for job in jobs for channel in (job.manuscript.edition.channel,))


def _prepare(shared: tuple[list[Job], Design, Path, Store], number: int) -> None:
    """Lay out one product for all clinics: to be stamped, or as it is, or as a manuscript."""
    jobs, design, root, bases = shared
    manuscript = render.with_printed_pages(jobs[number], design, root / "build")
    if not unstamped.says_who(manuscript):
        base = _AS_IT_IS + formats.find(manuscript.edition.channel.format).render(manuscript, design).content
    elif stamp.can_stamp(manuscript):
        base = _STAMPED + stamp.prepare(manuscript, design).as_json()
    else:
        base = _WRITTEN + unstamped.Unstamped(replace(manuscript, printed=None), design).as_json()
    hand_out.keep_base(bases, jobs[number].key, base)


def zipped_pages(
    root: Path, publication: Publication, design: Design, products: Iterable[ClinicProduct], bases: Store
) -> Zipped:
    """Return what the page in each ZIP shows: no clinic's name, so that a page is the same whoever else is listed."""
    drawn = {each.output: picture for each in products if each.media_type == media_type.PDF
             for picture in thumbnails.of_pdf(_bare(hand_out.base_of(bases, each.key), root), 1)}
    labels = next(iter(publication.languages.values())).labels
    return Zipped(labels["title"], publication.identity.version, report_page.css(design, has_fonts=False), drawn)


def _bare(base: bytes, root: Path) -> bytes:
    """Return a PDF as it is before its clinic."""
    content: bytes = base[1:] if base[:1] == _AS_IT_IS else stamp.from_json(base[1:], root).prepared.pdf.content
    return content


def page_of(base: bytes, root: Path) -> int:
    """Return the number of the page, from 0, on which a PDF says who hands it out; the first where it says nothing."""
    page: int = stamp.from_json(base[1:], root).prepared.slot.page if base[:1] == _STAMPED else 0
    return page


# --- the work ---


def _handed_out(order: Order, chunks: Iterator[Chunk], total: int, progress: Progress) -> Iterator[HandedOut]:
    done = 0
    call = cluster.checked(order.cluster, work) if order.cluster else work
    with open_executor(order.wish.workers, order.cluster) as executor:
        for handed_out in results(executor, call, chunks, order.wish.workers * _AHEAD):
            done += len(handed_out)
            progress(done, total, "")
            yield from handed_out


def work(chunk: Chunk) -> list[HandedOut]:
    """Make the products of some clinics, in any process."""
    return hand_out.hand_out(chunk, opened)


def opened(base: bytes, root: Path) -> Make:
    """Return what makes clinics' files from a base."""
    kind, content = base[:1], base[1:]
    if kind == _AS_IT_IS:
        return lambda *_: content
    if kind == _STAMPED:
        return partial(stamp.stamp, stamp.from_json(content, root))
    return partial(unstamped.make, unstamped.from_json(content, root))


def _pieces(
    clinics: ClinicList, rows: Iterable[Row], logos: Path, design: Design
) -> Iterator[tuple[Clinic, ...]]:
    """Yield the clinics of rows without faults, some at a time, each logo read when its turn comes."""
    def clinic(row: Row) -> Clinic:
        imprint, place = imprint_of(clinics, row), Place(row.path or clinics.path, row.cells[0].line)
        shown = stamp.usable(logo(logos, imprint.logo.file), design) if imprint.logo else None
        return Clinic(row.number, imprint, place, shown)

    waiting = iter(rows)
    while piece := tuple(map(clinic, islice(waiting, _A_CHUNK))):
        yield piece


def _told(publication: Publication) -> dict[str, str]:
    identity = publication.identity
    return {"publication": identity.id, "version": identity.version, "published": identity.published.isoformat()}
