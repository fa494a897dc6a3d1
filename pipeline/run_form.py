"""The flow of a form: it is held against the rules of lists, and what a clinic hands out is stamped with it."""

import csv
import io
import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs

from pipeline import checks, run_bases, sound
from pipeline.markup import desk_page, handout_index
from pipeline.model import media_type
from pipeline.model.clinic_columns import COLUMNS
from pipeline.model.clinic_list import Known, imprint_of
from pipeline.model.clinic_work import Zipped
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Place, Severity, has_error
from pipeline.model.imprint import Imprint, Logo
from pipeline.run import Progress, Wish
from pipeline.run_bases import Stock
from pipeline.run_watch import Live
from pipeline.stages import clinics, hand_out, load, stamp
from pipeline.tools.keeping import folder_lock
from pipeline.tools.keeping.store import Store
from pipeline.tools.packaging import still_zip
from pipeline.tools.pictures import thumbnails
from pipeline.tools.serving.loopback import Answer

#: How much a form with its logo may send.
_FORM = 4_000_000
_PLACE = Place("the form")


@dataclass(frozen=True, eq=False)
class HandOut(Stock):
    """What it takes to hand out on the desk, where every clinic gets a ZIP: also what a list may name."""

    zipped: Zipped
    known: Known


def prepared(root: Path, wish: Wish, progress: Progress, *, is_draft: bool) -> HandOut:
    """Return all that it takes to hand out; what clinics' products are made from is made, where it is not there.

    Raises WrongUsage where the source has errors, or words that nobody has confirmed, unless drafts are asked for.
    """
    source, findings = sound.read_source(root)
    if source is None or (not is_draft and has_error(sound.insisted(findings))):
        raise WrongUsage("nothing can be handed out as the source stands; “Watch the text” says what is to be mended")
    publication, design = source.publication, load.read_design(root)
    bases = Store(str(root / "build" / ".cache" / "clinics"))
    with folder_lock.held(root / "build" / ".cache" / "clinics.lock", lambda: None):
        made = run_bases.prepared(root, wish, publication, design, bases, progress)
    products = tuple(each for each in made if each.is_asked)
    zipped = run_bases.zipped_pages(root, publication, design, products, bases)
    return HandOut(root, design, products, bases, run_bases.told(publication), zipped, run_bases.known(publication))


def page(root: Path, live: Live) -> Answer:
    """Return the form; until all is laid out that clinics get, a page that says how far that is."""
    live.get_ready()
    ready = live.state.ready
    return Answer((desk_page.page(ready.zipped.title, ready.products, ready.known.languages) if ready
                   else desk_page.not_yet()).encode())


def taken(live: Live) -> dict[str, tuple[int, Callable[[bytes], Answer]]]:
    """Return by path what the form may send, and who answers."""
    answers = {"preview": _preview, "file": _file, "zip": _zip}
    return {path: (_FORM, partial(answered, live, answer)) for path, answer in answers.items()}


def answered(live: Live, answer: Callable[[HandOut, bytes], Answer], content: bytes) -> Answer:
    """Return an answer, unless the source has changed since all was laid out: nobody is handed what is old."""
    live.get_ready()
    ready = live.state.ready
    if ready:
        try:
            return answer(ready, content)
        except _LostError:  # by another command's run, or with the folder build/
            live.get_ready_again()
    return Answer(desk_page.not_yet().encode(), status=503)


class _LostError(Exception):
    """What a product is made from is there no more."""


# --- the form ---


@dataclass(frozen=True)
class _Filled:
    """A form as it was filled in: the clinic, None where something is wrong with it, and what is; its logo."""

    imprint: Imprint | None
    faults: tuple[dict[str, str], ...]
    product: str
    logo: bytes | None


def _filled(ready: HandOut, content: bytes) -> _Filled:
    """Return what a form says; it is a list of one row, so that the same rules hold."""
    fields = {name: "|".join(said) for name, said in parse_qs(content.decode("utf-8", "replace")).items()}
    logo = _logo(fields)
    row = {name: fields.get(name, "") for name in COLUMNS} | {"id": "", "logo": "", "logo_text": ""}
    held = io.StringIO()
    csv.writer(held).writerows([row.keys(), row.values()])
    found = clinics.listed("form.csv", held.getvalue().encode(), ready.known)
    faults = [fault_of(each) for each in checks.examine("clinics", found) if each.severity is not Severity.NOTE]
    if logo and (said := stamp.logo_fault(logo, ready.design)):
        faults.append({"field": "logo", "message": f"the logo {said}", "fix": "choose an SVG or a PNG"})
    if faults or not found.is_trusted or not found.rows:
        return _Filled(None, tuple(faults) or (_NOTHING,), fields.get("product", ""), None)
    imprint = imprint_of(found, found.rows[0])
    if logo:
        text = fields.get("logo_text", "") or imprint.name
        imprint = imprint.model_copy(update={"logo": Logo(file="logo", text=text)})
    shown = stamp.usable(logo, ready.design) if logo else None
    return _Filled(imprint, (), fields.get("product", ""), shown)


_NOTHING = {"field": "name", "message": "the clinic has no name yet", "fix": "write its name"}


def _logo(fields: Mapping[str, str]) -> bytes | None:
    try:
        return b64decode(fields.get("logo_data", ""), validate=True) or None
    except ValueError:
        return b"?"  # told as no picture


def fault_of(finding: Finding) -> dict[str, str]:
    """Return a finding as the form shows it, beside its field: without row and column."""
    return {"field": finding.field, "message": finding.message.partition(": ")[2] or finding.message,
            "fix": finding.fix}


def _made(ready: HandOut, filled: _Filled, output: str) -> bytes | tuple[dict[str, str], ...]:
    """Return a clinic's file, or what keeps it from being made."""
    product = next((each for each in ready.products if each.output == output), None)
    if filled.imprint is None or product is None:
        return filled.faults or ({"field": "product", "message": "there is no such product", "fix": "choose another"},)
    made = _maker(ready, product.key)(filled.imprint, _PLACE, filled.logo)
    return made if isinstance(made, bytes) else tuple(map(_fault_of_product, made))


def _fault_of_product(finding: Finding) -> dict[str, str]:
    return {"field": finding.field, "message": finding.message, "fix": finding.fix}


@lru_cache(maxsize=512)
def _maker(ready: HandOut, key: str) -> hand_out.Make:
    return run_bases.opened(_base(ready, key), ready.root)


def _base(ready: HandOut, key: str) -> bytes:
    """Return what a product is made from; raises _LostError where it has been removed since all was laid out."""
    base = hand_out.base_of(ready.bases, key)
    if not base:
        raise _LostError
    return base


def _preview(ready: HandOut, content: bytes) -> Answer:
    """Return the page that says who hands it out, as a picture."""
    filled = _filled(ready, content)
    made = _made(ready, filled, filled.product)
    if not isinstance(made, bytes):
        return _refused(made)
    product = next(each for each in ready.products if each.output == filled.product)
    if product.media_type != media_type.PDF:
        return Answer(b"", "text/plain; charset=utf-8", 204)
    page = run_bases.page_of(_base(ready, product.key), ready.root)
    return Answer(thumbnails.of_page(made, page), "image/webp")


def _file(ready: HandOut, content: bytes) -> Answer:
    filled = _filled(ready, content)
    made = _made(ready, filled, filled.product)
    if not isinstance(made, bytes):
        return Answer(desk_page.refusal(made).encode(), status=422)
    return Answer(made, "application/octet-stream", name=PurePosixPath(filled.product).name)


def _zip(ready: HandOut, content: bytes) -> Answer:
    """Return all that the clinic wants, with a page that says which file is for what."""
    filled = _filled(ready, content)
    if filled.imprint is None:
        return Answer(desk_page.refusal(filled.faults).encode(), status=422)
    wanted = [each for each in ready.products if filled.imprint.wants(each.channel, each.language)]
    made = {each.output: _made(ready, filled, each.output) for each in wanted}
    files = {output: held for output, held in made.items() if isinstance(held, bytes)}
    faults = [fault for held in made.values() if not isinstance(held, bytes) for fault in held]
    if faults:
        return Answer(desk_page.refusal(_once(faults)).encode(), status=422)
    page = handout_index.page(filled.imprint, (each for each in wanted if each.output in files), ready.zipped)
    return Answer(still_zip.packed({"index.html": page.encode(), **files}), "application/zip",
                  name=f"{filled.imprint.id}.zip")


def _once(faults: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return list({(each["field"], each["fix"]): each for each in faults}.values())


def _refused(faults: Iterable[dict[str, str]]) -> Answer:
    return Answer(json.dumps(list(faults)).encode(), "application/json", 422)
