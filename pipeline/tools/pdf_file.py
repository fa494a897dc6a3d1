"""Reads a finished PDF with pikepdf: its structure, and every way its content streams put ink on a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Any

from pipeline.model.failure import ToolFailed
from pipeline.model.printed import Box, OutputIntent, Paint, PaintKind, PrintedFile, PrintedFont, PrintedPage

_PREFIXES = {
    "http://www.npes.org/pdfx/ns/id/": "pdfxid", "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
}
_SHORT_SPACES = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_TEXT = {"Tj", "TJ", "'", '"'}
#: Text rendering modes that fill, and that stroke (ISO 32000-1, table 106).
_FILLING, _STROKING = {0, 2, 4, 6}, {1, 2, 5, 6}


@lru_cache(maxsize=2)
def read(content: bytes) -> PrintedFile:
    """Return what a PDF holds; several checks of one file read it once. Raises ToolFailed for what is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(_stream(content)) as pdf:
            return _printed(pdf)
    except pikepdf.PdfError as fault:
        raise ToolFailed(f"pikepdf cannot read this PDF: {fault}") from fault


def find_upwards(path: Path, relative: str) -> bytes | None:
    """Return the bytes of the nearest file `relative` beside or above a path; None where there is none."""
    found = (parent / relative for parent in path.parents)
    return next((file.read_bytes() for file in found if file.is_file()), None)


def _stream(content: bytes) -> Any:
    from io import BytesIO

    return BytesIO(content)


def _printed(pdf: Any) -> PrintedFile:
    pages = tuple(_page(page.obj, number) for number, page in enumerate(pdf.pages, 1))
    paints = {paint for number, page in enumerate(pdf.pages, 1) for paint in _page_paints(page.obj, number)}
    intents = tuple(_intent(each) for each in pdf.Root.get("/OutputIntents", ()))
    return PrintedFile(
        pages=pages, paints=tuple(sorted(paints)), fonts=_fonts(pdf), intents=intents, metadata=_metadata(pdf),
        info={str(key).lstrip("/"): str(value) for key, value in pdf.docinfo.items()},
        ids=tuple(bytes(each) for each in pdf.trailer.get("/ID", ())), is_encrypted=pdf.is_encrypted)


# --- structure ---


def _page(page: Any, number: int) -> PrintedPage:
    annotations = tuple(str(each.get("/Subtype", "unknown")).lstrip("/") for each in page.get("/Annots", ()))
    return PrintedPage(number, _box(page.MediaBox), _maybe_box(page, "/BleedBox"), _maybe_box(page, "/TrimBox"),
                       annotations)


def _maybe_box(page: Any, name: str) -> Box | None:
    return _box(page[name]) if name in page else None


def _box(array: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in array)
    return left, bottom, right, top


def _intent(intent: Any) -> OutputIntent:
    profile = intent.get("/DestOutputProfile")
    return OutputIntent(
        subtype=str(intent.get("/S", "")).lstrip("/"), identifier=str(intent.get("/OutputConditionIdentifier", "")),
        registry=str(intent.get("/RegistryName", "")), profile=profile.read_bytes() if profile is not None else b"",
        components=int(profile.get("/N", 0)) if profile is not None else 0)


def _fonts(pdf: Any) -> tuple[PrintedFont, ...]:
    """Return every font of the file, whether a page uses it or not."""
    import pikepdf

    found: set[tuple[str, bool]] = set()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/DescendantFonts" not in thing:
            name, is_drawn = str(thing.get("/BaseFont", "/unnamed")), str(thing.get("/Subtype")) == "/Type3"
            descriptor: Any = thing.get("/FontDescriptor", {})
            is_embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found.add((name.lstrip("/"), is_embedded or is_drawn))
    return tuple(PrintedFont(*each) for each in sorted(found))


def _metadata(pdf: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, value in metadata.items():
            namespace, _, name = key.lstrip("{").rpartition("}")
            if namespace in _PREFIXES:
                found[f"{_PREFIXES[namespace]}:{name}"] = str(value)
    return found


# --- paint ---


@dataclass(frozen=True)
class _Colour:
    """The current colour: its space by name, its values; a pattern stands as its own object."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    pattern: Any = None


@dataclass(frozen=True)
class _State:
    """The part of the graphics state that decides about ink and the size of type."""

    fill: _Colour = _Colour()
    stroke: _Colour = _Colour()
    scale: float = 1.0
    font_size: float = 0.0
    text_scale: float = 1.0
    mode: int = 0


def _page_paints(page: Any, number: int) -> Iterator[Paint]:
    yield from _group(page, number)
    yield from _paints(page, page.get("/Resources", {}), number, _State())


def _group(holder: Any, page: int) -> Iterator[Paint]:
    group = holder.get("/Group", {})
    if "/CS" in group:
        yield Paint(page, "group", _space_name(group["/CS"], {}))


def _paints(holder: Any, resources: Any, page: int, state: _State) -> Iterator[Paint]:
    """Yield the paint of a page's or a form's content, and of the forms and patterns that it uses."""
    import pikepdf

    saved: list[_State] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            saved.append(state)
        elif operator == "Q":
            state = saved.pop() if saved else state
        elif operator == "INLINE IMAGE":
            yield from _image(operands[0].obj, resources, page, state)
        elif operator == "Do":
            yield from _x_object(resources["/XObject"][operands[0]], resources, page, state)
        elif operator == "sh":
            yield Paint(page, "shading", _space_name(resources["/Shading"][operands[0]]["/ColorSpace"], resources))
        elif operator == "gs":
            yield from _soft_mask(resources["/ExtGState"][operands[0]], resources, page)
        else:
            yield from _marks(operator, resources, page, state)
            state = _changed(state, operator, operands, resources)


def _changed(state: _State, operator: str, operands: Any, resources: Any) -> _State:
    """Return the state after an operator that sets colour, size or type."""
    if operator.lower() in _DEVICE:
        colour = _Colour(_DEVICE[operator.lower()], _numbers(operands))
        return replace(state, fill=colour) if operator.islower() else replace(state, stroke=colour)
    if operator in ("cs", "CS"):
        colour = _Colour(_space_name(operands[0], resources), ())
        return replace(state, fill=colour) if operator == "cs" else replace(state, stroke=colour)
    if operator in ("sc", "scn"):
        return replace(state, fill=_with_values(state.fill, operands, resources))
    if operator in ("SC", "SCN"):
        return replace(state, stroke=_with_values(state.stroke, operands, resources))
    if operator == "cm":
        return replace(state, scale=state.scale * _scale(operands))
    if operator == "Tf":
        return replace(state, font_size=float(operands[1]))
    if operator == "Tm":
        return replace(state, text_scale=_scale(operands))
    if operator == "Tr":
        return replace(state, mode=int(operands[0]))
    return replace(state, text_scale=1.0) if operator == "BT" else state


def _with_values(colour: _Colour, operands: Any, resources: Any) -> _Colour:
    import pikepdf

    if len(operands) and isinstance(operands[-1], pikepdf.Name):
        return replace(colour, values=_numbers(operands[:-1]), pattern=resources["/Pattern"][operands[-1]])
    return replace(colour, values=_numbers(operands), pattern=None)


def _marks(operator: str, resources: Any, page: int, state: _State) -> Iterator[Paint]:
    """Yield what a painting operator inks; nothing for other operators."""
    if operator in _FILLS:
        yield from _inked("fill", state.fill, resources, page)
    if operator in _STROKES:
        yield from _inked("stroke", state.stroke, resources, page)
    if operator in _TEXT:
        size = round(abs(state.font_size) * state.text_scale * state.scale, 2)
        for modes, colour in ((_FILLING, state.fill), (_STROKING, state.stroke)):
            if state.mode in modes:
                yield from _inked("text", colour, resources, page, size)


def _inked(kind: PaintKind, colour: _Colour, resources: Any, page: int, size: float = 0.0) -> Iterator[Paint]:
    if colour.pattern is None:
        yield Paint(page, kind, colour.space, colour.values, size)
    elif "/Shading" in colour.pattern:
        yield Paint(page, "shading", _space_name(colour.pattern["/Shading"]["/ColorSpace"], resources))
    else:
        plain = replace(colour, pattern=None)
        is_coloured = colour.pattern.get("/PaintType") == 1
        yield from _paints(colour.pattern, colour.pattern.get("/Resources", resources), page,
                           _State() if is_coloured else _State(fill=plain, stroke=plain))


def _x_object(thing: Any, resources: Any, page: int, state: _State) -> Iterator[Paint]:
    if str(thing.get("/Subtype")) == "/Image":
        yield from _image(thing, resources, page, state)
        if "/SMask" in thing:
            yield from _image(thing["/SMask"], resources, page, state)
        return
    yield from _group(thing, page)
    inner = replace(state, scale=state.scale * _scale(thing.get("/Matrix", (1, 0, 0, 1, 0, 0))))
    yield from _paints(thing, thing.get("/Resources", resources), page, inner)


def _image(image: Any, resources: Any, page: int, state: _State) -> Iterator[Paint]:
    if image.get("/ImageMask", image.get("/IM", False)):
        yield from _inked("image", state.fill, resources, page)
    else:
        yield Paint(page, "image", _space_name(image.get("/ColorSpace", image.get("/CS", "/unknown")), resources))


def _soft_mask(graphics_state: Any, resources: Any, page: int) -> Iterator[Paint]:
    mask = graphics_state.get("/SMask")
    if mask is not None and str(mask) != "/None":
        yield from _x_object(mask["/G"], resources, page, _State())


def _space_name(space: Any, resources: Any) -> str:
    """Return the family of a colour space; an ICC profile with its count of inks, a table by what it looks up."""
    import pikepdf

    if isinstance(space, pikepdf.Array):
        family = str(space[0]).lstrip("/")
        if family == "ICCBased":
            return f"ICCBased {space[1].get('/N')}"
        if family in ("Indexed", "I", "Pattern") and len(space) > 1:
            return _space_name(space[1], resources)
        return f"{family} {_space_name(space[2], resources)}" if family in ("Separation", "DeviceN") else family
    name = str(space).lstrip("/")
    named = resources.get("/ColorSpace", {})
    return _space_name(named[f"/{name}"], resources) if f"/{name}" in named else _SHORT_SPACES.get(name, name)


def _scale(matrix: Iterable[Any]) -> float:
    a, b, c, d, *_ = (float(each) for each in matrix)
    return sqrt(abs(a * d - b * c))


def _numbers(operands: Iterable[Any]) -> tuple[float, ...]:
    return tuple(float(each) for each in operands)
