"""Puts the pages of a finished PDF side by side on sheets that an office printer prints on both sides."""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from pipeline.model.imposition import Flip, SheetSide
from pipeline.tools.later import Later

pikepdf = Later("pikepdf")
#: Four inks of a token -> its sRGB twin, each chosen by hand: the very colour that handout and e-book show.
Twins = dict[tuple[float, ...], tuple[float, ...]]
#: The lines by which WeasyPrint chooses inks for filling (lower case) or stroking (upper case).
_INKS = re.compile(rb"^/DeviceCMYK (?:cs|CS)\n([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) (scn|SCN)$", re.MULTILINE)
_PT_PER_MM = 72 / 25.4
#: What the file says of itself, since it has no tags.
_WHAT_IT_IS = "sheets for an office printer, to fold; not tagged for screen readers"
_DUPLEX = {"short-edge": "/DuplexFlipShortEdge", "long-edge": "/DuplexFlipLongEdge"}


def impose(
    content: bytes, sides: Iterable[SheetSide], sheet_mm: tuple[float, float], *, flip: Flip, twins: Twins
) -> bytes:
    """Return a PDF with one page a side: trimmed pages without marks, in sRGB, at their true size.

    It asks the printer's dialogue for both sides, the right edge and no scaling (ISO 32000-1, table 150).
    """
    def pages_of(sheets: Any, forms: list[Any], trim_pt: tuple[float, float]) -> Iterator[Any]:
        return (_pair(sheets, side, forms, trim_pt, sheet_mm) for side in sides)

    return _made(content, pages_of, flip=flip, twins=twins)


def place(content: bytes, sheet_mm: tuple[float, float], *, flip: Flip, twins: Twins) -> bytes:
    """Return the same with each page in the middle of a sheet of its own."""
    def pages_of(sheets: Any, forms: list[Any], trim_pt: tuple[float, float]) -> Iterator[Any]:
        left, up = ((whole * _PT_PER_MM - part) / 2 for whole, part in zip(sheet_mm, trim_pt, strict=True))
        drawn = (f"q {left:.4f} {up:.4f} {trim_pt[0]:.4f} {trim_pt[1]:.4f} re W n"
                 f" 1 0 0 1 {left:.4f} {up:.4f} cm /Whole Do Q\n")
        return (_page(sheets, sheet_mm, {"/Whole": form}, drawn) for form in forms)

    return _made(content, pages_of, flip=flip, twins=twins)


def _made(content: bytes, pages_of: Callable[..., Iterator[Any]], *, flip: Flip, twins: Twins) -> bytes:
    with pikepdf.open(BytesIO(content)) as pages, pikepdf.new() as sheets:
        forms = [sheets.copy_foreign(_form(pages, page, twins)) for page in pages.pages]
        left, bottom, right, top = (float(edge) for edge in pages.pages[0].obj.TrimBox)
        for page in pages_of(sheets, forms, (right - left, top - bottom)):
            sheets.pages.append(page)
        _describe(sheets, pages, flip)
        out = BytesIO()
        sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _form(pdf: Any, page: Any, twins: Twins) -> Any:
    """Return a page as a drawing of its own, with its bleed, in sRGB, its trim's corner at 0, 0."""
    left, bottom, _, _ = (float(edge) for edge in page.obj.TrimBox)
    page.contents_coalesce()
    drawn = pdf.make_stream(repaint(page.obj.Contents.read_bytes(), twins), Type=pikepdf.Name.XObject,
                            Subtype=pikepdf.Name.Form, BBox=page.obj.BleedBox, Matrix=[1, 0, 0, 1, -left, -bottom],
                            Resources=page.obj.get("/Resources", {}))
    _repaint_forms(drawn.Resources, twins, set())
    return drawn


def repaint(stream: bytes, twins: Twins) -> bytes:
    """Return a content stream with every known mixture of inks replaced; others stay as they are.

    So black stays black: a conversion by profile would print text as dark grey from four toners.
    """
    def swap(match: re.Match[bytes]) -> bytes:
        twin = twins.get(tuple(map(float, match.groups()[:4])))
        if twin is None:
            return match.group()
        return b"%s %s" % (" ".join(f"{part:.4g}" for part in twin).encode(), b"rg" if match[5] == b"scn" else b"RG")

    return _INKS.sub(swap, stream)


def _repaint_forms(resources: Any, twins: Twins, done: set[tuple[int, int]]) -> None:
    """Repaint the drawings inside a page, each once, however deep; they blend in the space that the sheet has."""
    for form in resources.get("/XObject", {}).values():
        if form.objgen in done or str(form.get("/Subtype")) != "/Form":
            continue
        done.add(form.objgen)
        form.write(repaint(form.read_bytes(), twins))
        if "/Group" in form and "/CS" in form.Group:
            del form.Group["/CS"]
        _repaint_forms(form.get("/Resources", {}), twins, done)


def _pair(
    pdf: Any, side: SheetSide, forms: list[Any], trim_pt: tuple[float, float], sheet_mm: tuple[float, float]
) -> Any:
    """Return one side: each page in its half, its outer edge free, moved towards the fold by the creep."""
    width, height = (edge * _PT_PER_MM for edge in sheet_mm)
    fold, creep, up = width / 2, side.creep_mm * _PT_PER_MM, (height - trim_pt[1]) / 2
    drawn = (f"q 0 0 {fold:.4f} {height:.4f} re W n 1 0 0 1 {fold - trim_pt[0] + creep:.4f} {up:.4f} cm /Left Do Q\n"
             f"q {fold:.4f} 0 {fold:.4f} {height:.4f} re W n 1 0 0 1 {fold - creep:.4f} {up:.4f} cm /Right Do Q\n")
    return _page(pdf, sheet_mm, {"/Left": forms[side.left - 1], "/Right": forms[side.right - 1]}, drawn,
                 side.rotation_degrees)


def _page(pdf: Any, sheet_mm: tuple[float, float], forms: dict[str, Any], drawn: str, turned: int = 0) -> Any:
    width, height = (edge * _PT_PER_MM for edge in sheet_mm)
    return pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=[0, 0, round(width, 4), round(height, 4)], Rotate=turned,
        Resources={"/XObject": forms}, Contents=pdf.make_stream(drawn.encode()))))


def _describe(sheets: Any, pages: Any, flip: Flip) -> None:
    for name in ("/Title", "/Author", "/Subject"):
        if name in pages.docinfo:
            sheets.docinfo[name] = str(pages.docinfo[name])
    sheets.docinfo["/Keywords"] = _WHAT_IT_IS
    if "/Lang" in pages.Root:
        sheets.Root.Lang = str(pages.Root.Lang)
    sheets.Root.MarkInfo = pikepdf.Dictionary(Marked=False)
    sheets.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name(_DUPLEX[flip]), PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True)
