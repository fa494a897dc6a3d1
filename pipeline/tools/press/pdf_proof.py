"""Makes a proof of a press PDF with pikepdf: what will be printed, in RGB and trimmed, for a screen or an e-mail."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.model.printed import Box
from pipeline.tools.later import Later
from pipeline.tools.pictures import images
from pipeline.tools.press.pdf_state import IDENTITY, TEXT_OPERATORS, matrix_of, numbers, times

Image = Later("PIL.Image")
pikepdf = Later("pikepdf")
_QUALITY = 80
#: Fill and stroke: the operators that set a colour in four inks, and the one that sets it in RGB.
_INKS = {"k": "rg", "sc": "rg", "scn": "rg", "K": "RG", "SC": "RG", "SCN": "RG"}
#: The operands of an operator, and the operator.
_Instruction = tuple[Any, Any]


@dataclass(frozen=True)
class Tile:
    """A part of a page, in points from the trim's lower left corner, and where it stands on another page."""

    page: int
    part: Box
    left: float
    bottom: float


@dataclass(frozen=True)
class Board:
    """One more page that shows parts of the others side by side: its size in points, the grey around them."""

    width: float
    height: float
    tiles: tuple[Tile, ...]


def make(content: bytes, profile: Path, board: Board | None = None) -> bytes:
    """Return the proof of a press PDF that this pipeline made; `profile` tells how its inks look."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for thing in pdf.objects:
            _recolour_object(thing, profile)
        shown = [_recoloured(page, profile) for page in pdf.pages]
        for page, operators in zip(pdf.pages, shown, strict=True):
            page.MediaBox = page.TrimBox
            _drop(page.obj, "/TrimBox", "/BleedBox", "/CropBox", "/ArtBox", "/Annots")
            page.obj.Contents = pdf.make_stream(_words_inside(operators, numbers(page.MediaBox)))
        if board:
            _add_board(pdf, board, shown)
        # what the file says of itself as PDF/X: a proof is none
        _drop(pdf.Root, "/OutputIntents", "/Metadata")
        _drop(pdf.docinfo, "/Trapped", "/GTS_PDFXVersion")
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                 compress_streams=True)
    return out.getvalue()


def _drop(holder: Any, *keys: str) -> None:
    for key in keys:
        if key in holder:
            del holder[key]


# --- colour ---


@lru_cache(maxsize=256)
def _rgb(profile: Path, inks: tuple[float, ...]) -> tuple[float, ...]:
    """Return red, green and blue from 0 to 1 of cyan, magenta, yellow and black from 0 to 1."""
    shown = images.to_srgb(profile)(Image.new("CMYK", (1, 1), tuple(round(ink * 255) for ink in inks)))
    return tuple(round(part / 255, 4) for part in shown.getpixel((0, 0)))


def _recoloured(holder: Any, profile: Path) -> list[_Instruction]:
    """Return the operators of a content stream, in RGB."""
    found: list[_Instruction] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operands, operator = instruction.operands, instruction.operator
        name = str(operator)
        if name in _INKS and len(operands) == 4:
            found.append((list(_rgb(profile, numbers(operands))), pikepdf.Operator(_INKS[name])))
        elif name not in ("cs", "CS") or operands[0] != pikepdf.Name.DeviceCMYK:
            found.append((operands, operator))
    return found


def _recolour_object(thing: Any, profile: Path) -> None:
    """Recolour a form, a pattern, a picture, or the space in which a group is blended."""
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    if "/Group" in thing and thing.Group.get("/CS") == pikepdf.Name.DeviceCMYK:
        thing.Group.CS = pikepdf.Name.DeviceRGB
    if not isinstance(thing, pikepdf.Stream):
        return
    if thing.get("/Subtype") == pikepdf.Name.Form or thing.get("/PatternType") == 1:
        thing.write(pikepdf.unparse_content_stream(_recoloured(thing, profile)))
    elif thing.get("/Subtype") == pikepdf.Name.Image and thing.get("/ColorSpace") == pikepdf.Name.DeviceCMYK:
        shown = BytesIO()
        images.to_srgb(profile)(pikepdf.PdfImage(thing).as_pil_image()).save(shown, "JPEG", quality=_QUALITY)
        thing.write(shown.getvalue(), filter=pikepdf.Name.DCTDecode)
        thing.ColorSpace = pikepdf.Name.DeviceRGB
        _drop(thing, "/Decode")


# --- words ---


def _words_inside(operators: list[_Instruction], box: tuple[float, ...]) -> bytes:
    """Return a content stream without the words that begin outside a box: slug line, other panels.

    What is clipped away is not seen, but a search and a screen reader would still find it.
    """
    left, bottom, right, top = box
    kept: list[_Instruction] = []
    matrices, text_matrix = [IDENTITY], IDENTITY
    for operands, operator in operators:
        name = str(operator)
        if name == "q":
            matrices.append(matrices[-1])
        elif name == "Q" and len(matrices) > 1:
            matrices.pop()
        elif name == "cm":
            matrices[-1] = times(matrix_of(operands), matrices[-1])
        elif name == "Tm":
            text_matrix = matrix_of(operands)
        if name in TEXT_OPERATORS:
            x, y = times(text_matrix, matrices[-1])[4:]
            if not (left <= x <= right and bottom <= y <= top):
                continue
        kept.append((operands, operator))
    return bytes(pikepdf.unparse_content_stream(kept))


# --- the board ---


def _add_board(pdf: Any, board: Board, shown: list[list[_Instruction]]) -> None:
    """Add a page that draws its tiles, each a form with one part of a page."""
    forms = {f"/P{index}": pdf.make_stream(
        _words_inside(shown[tile.page - 1], tile.part), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
        BBox=list(tile.part), Resources=pdf.pages[tile.page - 1].Resources)
        for index, tile in enumerate(board.tiles)}
    content = f".85 g 0 0 {board.width:g} {board.height:g} re f\n"
    for index, tile in enumerate(board.tiles):  # white paper, and one part of a page on it
        left, bottom, right, top = tile.part
        area = f"{left:g} {bottom:g} {right - left:g} {top - bottom:g} re"
        content += (f"q 1 0 0 1 {tile.left - left:.3f} {tile.bottom - bottom:.3f} cm"
                    f" 1 g {area} f /P{index} Do Q\n")
    pdf.add_blank_page(page_size=(board.width, board.height))
    page = pdf.pages[-1]
    page.obj.Resources = {"/XObject": forms}
    page.obj.Contents = pdf.make_stream(content.encode())
