"""Reads a finished PDF with pikepdf as a print shop looks at it; what cannot be read is told with the rest."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from io import BytesIO
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import Any

from pipeline.model.failure import ToolFailed
from pipeline.model.printed import Box, Damage, OutputIntent, PrintedFile, PrintedPage
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_font, pdf_paint, pdf_path
from pipeline.tools.press.pdf_layers import Layers
from pipeline.tools.press.pdf_paint import Sheet
from pipeline.tools.reading import qpdf_words
from pipeline.tools.reading.salvage import Salvage

pikepdf = Later("pikepdf")
_SILENCE = logging.NullHandler()
_PREFIXES = {
    "http://www.npes.org/pdfx/ns/id/": "pdfxid", "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
}
#: What a page stands on where neither it nor its parents say (ISO 32000-1 leaves it open; readers take US Letter).
_NO_BOX = (0.0, 0.0, 612.0, 792.0)
#: The boxes that a page takes from its parents where it has none (ISO 32000-1, table 30).
_INHERITED = ("MediaBox", "CropBox")
#: A page tree is not deeper than this; one that is goes round in a circle.
_DEEPEST = 50
#: What a reader would run or open by itself, as keys of the catalogue and of a page.
_ACTIVE_KEYS = {"/OpenAction": "an action on opening", "/AA": "actions on events", "/AcroForm": "a form",
                "/Collection": "a collection of files", "/AF": "an attached file"}
_ACTIVE_ACTIONS = {"/JavaScript": "JavaScript", "/Launch": "an action that starts a program",
                   "/SubmitForm": "an action that sends a form", "/ImportData": "an action that reads a file",
                   "/Rendition": "a film or a sound", "/Movie": "a film or a sound", "/Sound": "a film or a sound"}


@lru_cache(maxsize=2)
def read(content: bytes) -> PrintedFile:
    """Return what a PDF holds; several checks of one file read it once. Raises ToolFailed for what cannot be opened."""
    # what it logs of a damaged file is told as damages; without a handler Python would print it
    logging.getLogger("pikepdf").addHandler(_SILENCE)
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return _printed(pdf)
    except pikepdf.PasswordError as fault:
        raise ToolFailed("it is locked with a password") from fault
    except (pikepdf.PdfError, RuntimeError, OverflowError) as fault:
        words = qpdf_words.sentence(str(fault))
        raise ToolFailed(f"qpdf cannot open it: {words or type(fault).__name__}") from fault


def find_upwards(path: Path, relative: str) -> bytes | None:
    """Return the bytes of the nearest file `relative` beside or above a path; None where there is none."""
    found = (parent / relative for parent in path.parents)
    return next((file.read_bytes() for file in found if file.is_file()), None)


def _printed(pdf: Any) -> PrintedFile:
    salvage = Salvage()
    sheets = list(enumerate((page.obj for page in pdf.pages), 1))
    read, root = salvage.read, pdf.Root
    layers = read("the layers", lambda: Layers(root), None) or Layers({})
    pages = tuple(_page(page, number, salvage) for number, page in sheets)
    traced = pdf_paint.trace([
        Sheet(about.number, page, _inherited(page, "/Resources", {}), _unit(page, salvage), about.bleed or about.media,
              about.trim)
        for about, (_, page) in zip(pages, sheets, strict=True)], layers, salvage)
    return PrintedFile(
        pages=tuple(_reading(page, traced.reads.get(page.number)) for page in pages),
        paints=traced.paints, pictures=traced.pictures, shadings=traced.shadings, fonts=traced.fonts,
        oddities=traced.oddities, inks=traced.inks, layers=layers.known,
        intents=_intents(root, salvage),
        metadata=read("the metadata", lambda: _metadata(pdf), {}),
        info=_information(pdf, salvage),
        ids=read("the file identifier", lambda: tuple(bytes(each) for each in pdf.trailer.get("/ID", ())), ()),
        is_encrypted=pdf.is_encrypted,
        active=read("the actions", lambda: tuple(sorted(set(_active(pdf, [page for _, page in sheets])))), ()),
        damages=(*_repairs(pdf, salvage), *salvage.damages))


def _information(pdf: Any, salvage: Salvage) -> dict[str, str]:
    """Return the document information; an entry that cannot be read hides no other."""
    held: list[Any] = salvage.read("the document information", lambda: list(pdf.docinfo.items()), [])
    found = (salvage.read("the document information", partial(_entry, *each), None) for each in held)
    return dict(each for each in found if each)


def _entry(key: Any, value: Any) -> tuple[str, str]:
    return str(key).lstrip("/"), pdf_font.name_of(value) if isinstance(value, pikepdf.Name) else str(value)


def _repairs(pdf: Any, salvage: Salvage) -> tuple[Damage, ...]:
    """Return what qpdf had to guess or to mend."""
    warnings: list[Any] = salvage.read("the warnings", pdf.get_warnings, [])
    return qpdf_words.damages([str(each) for each in warnings])


# --- structure ---


def _page(page: Any, number: int, salvage: Salvage) -> PrintedPage:
    unit = _unit(page, salvage)

    def box(name: str) -> Box | None:
        def held() -> Any:
            return _inherited(page, f"/{name}", None) if name in _INHERITED else page.get(f"/{name}")

        return salvage.read(f"the {name}", lambda: _box(held(), unit), None, number)

    media = box("MediaBox")

    def kinds() -> tuple[str, ...]:
        kept = box("BleedBox") or box("TrimBox") or media
        held = [each for each in page.get("/Annots", ()) if each is not None]  # nothing stands there any more
        found = (salvage.read("an annotation", partial(_kind, each, unit, kept), None, number) for each in held)
        return tuple(each for each in found if each)

    if media is None:
        salvage.note(number, "the page has no MediaBox")
    return PrintedPage(
        number, media or _NO_BOX, box("BleedBox") or _both(box("CropBox"), media), box("TrimBox"),
        salvage.read("the annotations", kinds, (), number),
        salvage.read("the rotation", lambda: int(_inherited(page, "/Rotate", 0)), 0, number) % 360,
        box("CropBox"), has_art="/ArtBox" in page)


def _kind(annotation: Any, unit: float, kept: Box | None) -> str | None:
    """Return the kind of an annotation, None where it stands beyond the paper that is kept."""
    is_kept = kept is None or "/Rect" not in annotation or _meet(_box(annotation["/Rect"], unit), kept)
    return str(annotation.get("/Subtype", "unknown")).lstrip("/") if is_kept else None


def _reading(page: PrintedPage, runs: int | None) -> PrintedPage:
    """Return a page with the direction in which its text runs once it is turned (clockwise, 7.7.3.3)."""
    return page if runs is None else replace(page, reads=(runs - page.turn) % 360)


def _unit(page: Any, salvage: Salvage) -> float:
    """Return how many points a unit of a page has (14.11.2)."""
    unit = salvage.read("the UserUnit", lambda: float(page.get("/UserUnit", 1)), 1.0)
    if isfinite(unit) and unit > 0:
        return unit
    salvage.note(0, "the UserUnit of a page is no length")
    return 1.0


def _inherited(page: Any, name: str, instead: Any) -> Any:
    """Return an attribute of a page or of the nearest parent that has it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(_DEEPEST):
        if name in page:
            return page[name]
        if "/Parent" not in page:
            break
        page = page["/Parent"]
    return instead


def _box(array: Any, unit: float) -> Box | None:
    """Return a rectangle in points, if one is given, by any two opposite corners (7.9.5)."""
    if array is None:
        return None
    x, y, other_x, other_y = (float(edge) * unit for edge in array)
    if not isfinite(x + y + other_x + other_y):
        raise ValueError("an edge is no number")
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _both(crop: Box | None, media: Box | None) -> Box | None:
    """Return what a page without a BleedBox bleeds to: its CropBox, as far as it has one and that is on the sheet."""
    return media if crop is None or media is None else pdf_path.common(crop, media)


def _meet(one: Box | None, other: Box) -> bool:
    """Tell whether two boxes have any of the paper in common; one that is no box is taken to."""
    return one is None or (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def _intents(root: Any, salvage: Salvage) -> tuple[OutputIntent, ...]:
    """Return the output intents; one that cannot be read hides no other."""
    held: list[Any] = salvage.read("the output intents", lambda: list(root.get("/OutputIntents", ())), [])
    found = (salvage.read("an output intent", partial(_intent, each), None) for each in held)
    return tuple(each for each in found if each)


def _intent(intent: Any) -> OutputIntent:
    profile = intent.get("/DestOutputProfile")
    return OutputIntent(
        subtype=str(intent.get("/S", "")).lstrip("/"), identifier=str(intent.get("/OutputConditionIdentifier", "")),
        registry=str(intent.get("/RegistryName", "")), profile=profile.read_bytes() if profile is not None else b"",
        components=int(profile.get("/N", 0)) if profile is not None else 0)


def _active(pdf: Any, pages: list[Any]) -> Iterator[str]:
    """Yield what a reader would run, send or open."""
    for holder in (pdf.Root, *pages):
        yield from (what for key, what in _ACTIVE_KEYS.items() if key in holder and _is_active(key, holder[key]))
    names: Any = pdf.Root.get("/Names", {})
    yield from (what for key, what in {"/JavaScript": "JavaScript", "/EmbeddedFiles": "an embedded file"}.items()
                if key in names)
    annotations = (each for page in pages for each in page.get("/Annots", ())
                   if isinstance(each, pikepdf.Dictionary | pikepdf.Stream))
    for thing in chain(_dictionaries(pdf), annotations):
        for holder in (thing, thing.get("/A")):
            action = str(holder.get("/S")) if isinstance(holder, pikepdf.Dictionary) else ""
            if action in _ACTIVE_ACTIONS:
                yield _ACTIVE_ACTIONS[action]
        if thing.get("/Type") == "/EmbeddedFile":
            yield "an embedded file"


def _is_active(key: str, held: Any) -> bool:
    """Tell whether it does something: a place to open the file at is no action, a form without fields is none."""
    if key == "/OpenAction":
        return isinstance(held, pikepdf.Dictionary)
    return key != "/AcroForm" or len(held.get("/Fields", ())) > 0 or "/XFA" in held


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Yield every object of the file that has keys."""
    return (thing for thing in pdf.objects if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)))


def _metadata(pdf: Any) -> dict[str, str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True) as metadata:
        named = [(*key.lstrip("{").split("}"), str(value)) for key, value in metadata.items() if "}" in key]
    return {f"{_PREFIXES[namespace]}:{name}": value for namespace, name, value in named if namespace in _PREFIXES}
