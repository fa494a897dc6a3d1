"""The flow of the desk: a form is held against the rules of lists, and what a clinic hands out is stamped with it."""

import csv
import io
import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs

from pipeline import checks, run_imprints, sound
from pipeline.markup import desk_page, handout_index, report_page
from pipeline.model import media_type
from pipeline.model.artifact import Design
from pipeline.model.clinic_columns import COLUMNS
from pipeline.model.clinic_list import ClinicList, Known, imprint_of
from pipeline.model.clinic_work import ClinicProduct, Zipped
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import Finding, Place, Severity, has_error
from pipeline.model.imprint import Imprint, Logo
from pipeline.run import Waits, Wish
from pipeline.stages import clinics, hand_out, load, stamp
from pipeline.tools.keeping import folder_lock
from pipeline.tools.keeping.store import Store
from pipeline.tools.packaging import still_zip
from pipeline.tools.pictures import thumbnails
from pipeline.tools.serving.loopback import Answer, Routes, Server, open_in_browser

__all__ = ["open_in_browser", "opened", "routes", "serve"]

#: How much a form with its logo may send, and a list.
_FORM, _LIST = 4_000_000, 10_000_000
#: Rows of a list that are shown with their faults.
_ROWS = 500
_PLACE = Place("the form")
_TYPES = {".html": "text/html; charset=utf-8", ".webp": "image/webp", ".pdf": "application/pdf",
          ".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".epub": "application/epub+zip"}


@dataclass(frozen=True, eq=False)
class Desk:
    """What the desk works with: the products that clinics get, where their bases lie, what a list may name."""

    root: Path
    design: Design
    products: tuple[ClinicProduct, ...]
    bases: Store
    known: Known
    zipped: Zipped


def opened(root: Path, wish: Wish, port: int, waits: Waits = lambda: None, *, is_draft: bool = False) -> Server:
    """Return the desk, ready to be served; what clinics' products are made from is made first, where it is not there.

    Raises WrongUsage where the source has errors, or words that nobody has confirmed, unless drafts are asked for.
    """
    source, findings = sound.read_source(root)
    if source is None or (not is_draft and has_error(sound.insisted(findings))):
        raise WrongUsage("nothing can be handed out as the source stands; see: check")
    publication, design = source.publication, load.read_design(root)
    bases = Store(str(root / "build" / ".cache" / "clinics"))
    with folder_lock.held(root / "build" / ".cache" / "clinics.lock", waits):
        prepared = run_imprints.prepared(root, wish, publication, design, bases)
    products = tuple(each for each in prepared if each.is_asked)
    known = Known(tuple(each.id for each in publication.channels if not each.describes), tuple(publication.languages))
    zipped = run_imprints.zipped_pages(root, publication, design, products, bases)
    return Server(port, routes(Desk(root, design, products, bases, known, zipped)))


def routes(desk: Desk) -> Routes:
    """Return what the desk answers."""
    return Routes(partial(_shown, desk), {
        "preview": (_FORM, partial(_preview, desk)), "file": (_FORM, partial(_file, desk)),
        "zip": (_FORM, partial(_zip, desk)), "list": (_LIST, partial(_list, desk))})


# --- what is shown ---


def _shown(desk: Desk, path: str) -> Answer | None:
    if path == "":
        has_report = (desk.root / "build/report/index.html").is_file()
        return Answer(desk_page.page(desk.zipped.title, desk.products, desk.known.languages,
                                     has_report=has_report).encode())
    if path == "desk.js":
        return Answer(desk_page.script(), "text/javascript; charset=utf-8")
    if path == "desk.css":
        return Answer(report_page.css(desk.design, "desk").encode(), "text/css; charset=utf-8")
    return _built(desk.root / "build", path.removeprefix("build/")) if path.startswith("build/") else None


def _built(build: Path, path: str) -> Answer | None:
    """Return a file below build/ that somebody may see: nothing hidden, nothing that a link leads out to."""
    file, parts = build / path, PurePosixPath(path).parts
    is_hidden = "\0" in path or any(part.startswith(".") for part in parts)
    if is_hidden or not file.resolve().is_relative_to(build.resolve()):
        return None
    kind = _TYPES.get(file.suffix, "application/octet-stream")
    return Answer(file.read_bytes(), kind, has_inline_style=True) if file.is_file() else None


# --- the form ---


@dataclass(frozen=True)
class _Filled:
    """A form as it was filled in: the clinic, None where something is wrong with it, and what is; its logo."""

    imprint: Imprint | None
    faults: tuple[dict[str, str], ...]
    product: str
    logo: bytes | None


def _filled(desk: Desk, content: bytes) -> _Filled:
    """Return what a form says; it is a list of one row, so that the same rules hold."""
    fields = {name: "|".join(said) for name, said in parse_qs(content.decode("utf-8", "replace")).items()}
    logo = _logo(fields)
    row = {name: fields.get(name, "") for name in COLUMNS} | {"id": "", "logo": "", "logo_text": ""}
    held = io.StringIO()
    csv.writer(held).writerows([row.keys(), row.values()])
    found = _read(desk, "form.csv", held.getvalue().encode())
    faults = [_fault(each) for each in checks.examine("clinics", found) if each.severity is not Severity.NOTE]
    if logo and (said := stamp.logo_fault(logo, desk.design)):
        faults.append({"field": "logo", "message": f"the logo {said}", "fix": "choose an SVG or a PNG"})
    if faults or not found.is_trusted or not found.rows:
        return _Filled(None, tuple(faults) or (_NOTHING,), fields.get("product", ""), None)
    imprint = imprint_of(found, found.rows[0])
    if logo:
        text = fields.get("logo_text", "") or imprint.name
        imprint = imprint.model_copy(update={"logo": Logo(file="logo", text=text)})
    shown = stamp.usable(logo, desk.design) if logo else None
    return _Filled(imprint, (), fields.get("product", ""), shown)


_NOTHING = {"field": "name", "message": "the clinic has no name yet", "fix": "write its name"}


def _read(desk: Desk, name: str, content: bytes) -> ClinicList:
    logo_fault = partial(stamp.logo_fault, design=desk.design)
    return clinics.listed(desk.root / "build" / name, content, desk.known, logo_fault)


def _logo(fields: Mapping[str, str]) -> bytes | None:
    try:
        return b64decode(fields.get("logo_data", ""), validate=True) or None
    except ValueError:
        return b"?"  # told as no picture


def _fault(finding: Finding) -> dict[str, str]:
    """Return a finding as the form shows it, beside its field: without row and column."""
    return {"field": finding.field, "message": finding.message.partition(": ")[2] or finding.message,
            "fix": finding.fix}


def _made(desk: Desk, filled: _Filled, output: str) -> bytes | tuple[dict[str, str], ...]:
    """Return a clinic's file, or what keeps it from being made."""
    product = next((each for each in desk.products if each.output == output), None)
    if filled.imprint is None or product is None:
        return filled.faults or ({"field": "product", "message": "there is no such product", "fix": "choose another"},)
    made = _maker(desk, product.key)(filled.imprint, _PLACE, filled.logo)
    return made if isinstance(made, bytes) else tuple(map(_fault_of_product, made))


def _fault_of_product(finding: Finding) -> dict[str, str]:
    return {"field": finding.field, "message": finding.message, "fix": finding.fix}


@lru_cache(maxsize=512)
def _maker(desk: Desk, key: str) -> hand_out.Make:
    return run_imprints.opened(hand_out.base_of(desk.bases, key), desk.root)


def _preview(desk: Desk, content: bytes) -> Answer:
    """Return the page that says who hands it out, as a picture."""
    filled = _filled(desk, content)
    made = _made(desk, filled, filled.product)
    if not isinstance(made, bytes):
        return _refused(made)
    product = next(each for each in desk.products if each.output == filled.product)
    if product.media_type != media_type.PDF:
        return Answer(b"", "text/plain; charset=utf-8", 204)
    return Answer(thumbnails.of_page(made, run_imprints.page_of(hand_out.base_of(desk.bases, product.key), desk.root)),
                  "image/webp")


def _file(desk: Desk, content: bytes) -> Answer:
    filled = _filled(desk, content)
    made = _made(desk, filled, filled.product)
    if not isinstance(made, bytes):
        return Answer(desk_page.refusal(made).encode(), status=422)
    return Answer(made, "application/octet-stream", name=PurePosixPath(filled.product).name)


def _zip(desk: Desk, content: bytes) -> Answer:
    """Return all that the clinic wants, with a page that says which file is for what."""
    filled = _filled(desk, content)
    if filled.imprint is None:
        return Answer(desk_page.refusal(filled.faults).encode(), status=422)
    wanted = [each for each in desk.products if filled.imprint.wants(each.channel, each.language)]
    made = {each.output: _made(desk, filled, each.output) for each in wanted}
    files = {output: held for output, held in made.items() if isinstance(held, bytes)}
    faults = [fault for held in made.values() if not isinstance(held, bytes) for fault in held]
    if faults:
        return Answer(desk_page.refusal(_once(faults)).encode(), status=422)
    page = handout_index.page(filled.imprint, (each for each in wanted if each.output in files), desk.zipped)
    return Answer(still_zip.packed({"index.html": page.encode(), **files}), "application/zip",
                  name=f"{filled.imprint.id}.zip")


def _once(faults: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return list({(each["field"], each["fix"]): each for each in faults}.values())


def _refused(faults: Iterable[dict[str, str]]) -> Answer:
    return Answer(json.dumps(list(faults)).encode(), "application/json", 422)


# --- a list ---


def _list(desk: Desk, content: bytes) -> Answer:
    """Return the rows of a list with what is wrong with each."""
    found = _read(desk, "the list", content)
    told = checks.examine("clinics", found)
    by_line: dict[int, list[dict[str, str]]] = {}
    for each in told:
        by_line.setdefault(each.place.line, []).append({"severity": each.severity.value, **_fault(each)})
    rows: list[dict[str, Any]] = [
        {"number": row.number, "cells": [cell.text for cell in row.cells], "faults": by_line.pop(row.cells[0].line, [])}
        for row in found.rows[:_ROWS]]
    data = {"columns": list(found.columns), "rows": rows, "count": len(found.rows),
            "others": [each for faults in by_line.values() for each in faults]}
    return Answer(json.dumps(data).encode(), "application/json")


def serve(desk: Server) -> None:
    """Answer until somebody ends it."""
    with desk:
        desk.serve_forever()


