"""The flow of what clinics hand out: a list is checked as a whole, then each good row gets its products."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline import checks, run, run_bases, sound
from pipeline.model.artifact import Design
from pipeline.model.clinic_list import ClinicList, Row, imprint_of
from pipeline.model.clinic_work import Chunk, Clinic, HandedOut
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Place, Severity, error, has_error
from pipeline.model.publication import Source
from pipeline.run import Outcome, Progress, Waits, Wish
from pipeline.run_bases import Stock
from pipeline.stages import hand_out, load, stamp
from pipeline.stages.clinics import Logos, LogosBelow, of_source, read
from pipeline.tools.keeping import cluster, code_digest, folder_lock, kept, whole_file
from pipeline.tools.keeping.cluster import Cluster
from pipeline.tools.keeping.executors import open_executor, results
from pipeline.tools.keeping.store import Store

#: Clinics in one piece of work: few enough that all processes end together, enough that a piece is worth its journey.
_A_CHUNK = 25
#: Folders of the project, which are not for what clinics get.
_OWN = frozenset({"source", "styles", "pipeline", "tests", "build"})
#: How a URL names a folder of this machine.
_LOCAL = re.compile("^(file|local)://")
#: Pieces of work that wait for each process.
_AHEAD = 2


def code() -> tuple[str, ...]:
    """Return the modules that make what clinics get, which have to be the same wherever they run."""
    return (*code_digest.modules_in("formats"), __name__, run_bases.__name__)


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
    fault gets nothing, and all faults are told. Progress is told of products that are laid out for all, by their paths,
    then of clinics. A fault that one product alone brings to light (a line too long for its
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
    logos = LogosBelow(order.clinics.parent if order.clinics else root / "source")
    good = list(_good(clinics, faults))
    bases = Store(f"{order.out}/.bases" if order.cluster else str(root / "build" / ".cache" / "clinics"))
    with folder_lock.held(root / "build" / ".cache" / "clinics.lock", waits):  # two would replace each other's bases
        whole_file.sweep(root / "build" / ".cache")
        products = run_bases.prepared(root, order.wish, publication, design, bases, progress) if good else ()
    zipped = run_bases.zipped_pages(root, publication, design, products, bases) if order.is_zipped else None
    stock = Stock(root, design, products, bases, run_bases.told(publication), zipped)
    done = list(_handed_out(order, _chunks(stock, clinics, good, logos, order), len(good), progress))
    faults += _placed(clinics, done)
    listed = [each.entry for each in sorted(done, key=lambda each: each.row) if each.entry]
    if good:
        hand_out.close(Store(order.out), stock.told, listed)
    if not has_error(faults):
        faults += _former(Store(order.out), clinics, is_pruning=order.is_pruning)
    made = tuple(str(each.entry["id"]) for each in done if each.made and each.entry)
    return run.outcome_of([*findings, *faults, *kept.told()], sorted(made), len(listed) - len(made))


def hand_out_to(
    clinics: ClinicList, logos: Logos, stock: Stock, out: Path, workers: int, progress: Progress
) -> tuple[list[Finding], list[str]]:
    """Make what each row without a fault wants, a folder and a ZIP a clinic; return all faults, and the clinics' ids.

    What is there and the same stays, so that a run that was ended goes on.
    """
    order, faults = Order(None, str(out), Wish(workers=workers), is_zipped=True), checks.examine("clinics", clinics)
    good = list(_good(clinics, faults))
    chunks = _chunks(stock, clinics, good, logos, order)
    done = list(_handed_out(order, chunks, len(good), progress))
    listed = [each.entry for each in sorted(done, key=lambda each: each.row) if each.entry]
    hand_out.close(Store(order.out), stock.told, listed)
    return [*faults, *_placed(clinics, done)], [str(each["id"]) for each in listed]


def _chunks(
    stock: Stock, clinics: ClinicList, good: Iterable[Row], logos: Logos, order: Order
) -> Iterator[Chunk]:
    for each in _pieces(clinics, good, logos, stock.design):
        yield Chunk(stock.root, each, stock.products, stock.bases, Store(order.out), stock.told, order.is_whole,
                    stock.zipped)


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
    known = run_bases.known(publication)
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


# --- the work ---


def _handed_out(order: Order, chunks: Iterator[Chunk], total: int, progress: Progress) -> Iterator[HandedOut]:
    done = 0
    progress(done, total, "")
    call = cluster.checked(order.cluster, work) if order.cluster else work
    with open_executor(order.wish.workers, order.cluster) as executor:
        for handed_out in results(executor, call, chunks, order.wish.workers * _AHEAD):
            done += len(handed_out)
            progress(done, total, "")
            yield from handed_out


def work(chunk: Chunk) -> list[HandedOut]:
    """Make the products of some clinics, in any process."""
    return hand_out.hand_out(chunk, run_bases.opened)


def _pieces(
    clinics: ClinicList, rows: Iterable[Row], logos: Logos, design: Design
) -> Iterator[tuple[Clinic, ...]]:
    """Yield the clinics of rows without faults, some at a time, each logo read when its turn comes."""
    def clinic(row: Row) -> Clinic:
        imprint, place = imprint_of(clinics, row), Place(row.path or clinics.path, row.cells[0].line)
        shown = stamp.usable(logos.read(imprint.logo.file), design) if imprint.logo else None
        return Clinic(row.number, imprint, place, shown)

    waiting = iter(rows)
    while piece := tuple(map(clinic, islice(waiting, _A_CHUNK))):
        yield piece
