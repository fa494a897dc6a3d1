"""The flow of what clinics' products are made from: laid out once for all, and kept where each process finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline import formats, run, sound
from pipeline.markup import report_page
from pipeline.model import media_type
from pipeline.model.artifact import Design
from pipeline.model.clinic_list import Known
from pipeline.model.clinic_work import ClinicProduct, Zipped
from pipeline.model.finding import Place
from pipeline.model.imprint import Imprint
from pipeline.model.job import Job
from pipeline.model.overview import group_of, named
from pipeline.model.publication import Publication
from pipeline.run import Progress, Wish
from pipeline.stages import hand_out, plan, render, stamp, unstamped
from pipeline.stages.hand_out import Make
from pipeline.tools.keeping import code_digest, digest, layout_record
from pipeline.tools.keeping.store import Store
from pipeline.tools.keeping.workers import forked_pool
from pipeline.tools.pictures import thumbnails

#: How a base begins: a file that is the same for all, one to stamp, a manuscript to write from.
_AS_IT_IS, _STAMPED, _WRITTEN = b"=", b"+", b"*"
#: Whose name stands in an e-book while its cover is looked at, which shows none.
_ANYBODY = Imprint(id="anybody", name="Anybody")


@dataclass(frozen=True, eq=False)
class Stock:
    """What clinics' products are made from: where their bases lie, of which version, what the page in a ZIP shows."""

    root: Path
    design: Design
    products: tuple[ClinicProduct, ...]
    bases: Store
    told: dict[str, str]
    zipped: Zipped | None


def prepared(
    root: Path, wish: Wish, publication: Publication, design: Design, bases: Store, progress: Progress
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
        base = _AS_IT_IS + formats.render(manuscript, design).content
    elif stamp.can_stamp(manuscript):
        base = _STAMPED + stamp.prepare(manuscript, design).as_json()
    else:
        base = _WRITTEN + unstamped.Unstamped(replace(manuscript, printed=None), design).as_json()
    hand_out.keep_base(bases, jobs[number].key, base)


def zipped_pages(
    root: Path, publication: Publication, design: Design, products: Sequence[ClinicProduct], bases: Store
) -> Zipped:
    """Return what the page in each ZIP shows: no clinic's name, so that a page is the same whoever else is listed."""
    drawn = {each.output: picture for each in products
             for picture in islice(_pictures(each, hand_out.base_of(bases, each.key), root), 1)}
    covers = {each.language: drawn[each.output] for each in products
              if each.media_type == media_type.EPUB and each.output in drawn}
    drawn |= {each.output: covers[each.language] for each in products  # it opens with the same words and drawing
              if each.media_type == media_type.HTML and each.language in covers}
    labels = next(iter(publication.languages.values())).labels
    return Zipped(labels["title"], publication.identity.version, report_page.css(design, has_fonts=False), drawn)


def _pictures(product: ClinicProduct, base: bytes, root: Path) -> Iterator[bytes]:
    """Yield the first page of a PDF, the cover of an e-book."""
    if product.media_type == media_type.PDF:
        yield from thumbnails.of_pdf(_bare(base, root), 1)
    elif product.media_type == media_type.EPUB:
        made = opened(base, root)(_ANYBODY, Place(product.output), None)
        yield from thumbnails.of_book(made) if isinstance(made, bytes) else ()


def _bare(base: bytes, root: Path) -> bytes:
    """Return a PDF as it is before its clinic."""
    content: bytes = base[1:] if base[:1] == _AS_IT_IS else stamp.from_json(base[1:], root).prepared.pdf.content
    return content


def page_of(base: bytes, root: Path) -> int:
    """Return the number of the page, from 0, on which a PDF says who hands it out; the first where it says nothing."""
    page: int = stamp.from_json(base[1:], root).prepared.slot.page if base[:1] == _STAMPED else 0
    return page


def opened(base: bytes, root: Path) -> Make:
    """Return what makes clinics' files from a base."""
    kind, content = base[:1], base[1:]
    if kind == _AS_IT_IS:
        return lambda *_: content
    if kind == _STAMPED:
        return partial(stamp.stamp, stamp.from_json(content, root))
    return partial(unstamped.make, unstamped.from_json(content, root))


def known(publication: Publication) -> Known:
    """Return what a list may name."""
    products = tuple(each.id for each in publication.channels if not each.describes)
    return Known(products, tuple(publication.languages))


def told(publication: Publication) -> dict[str, str]:
    """Return what each manifest says of the publication."""
    identity = publication.identity
    return {"publication": identity.id, "version": identity.version, "published": identity.published.isoformat()}
