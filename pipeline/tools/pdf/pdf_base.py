"""Makes a finished PDF ready for what differs from clinic to clinic: its empty slot and the numbers of its objects."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.model.slot import Slot
from pipeline.tools.later import Later
from pipeline.tools.typesetting import block_fonts
from pipeline.tools.typesetting.block_fonts import BlockFace

pikepdf = Later("pikepdf")
#: The names of the faces and of the logo among the resources of the page.
REGULAR, BOLD, LOGO = "ClinicRegular", "ClinicBold", "ClinicLogo"
#: The key that a finisher gives the tag which the block's own tags go into.
MARK = "ClinicHere"
#: A reference to an object, as a PDF writes it.
REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_DOCUMENT_ID = re.compile(rb"(?<=xmp\.did:)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Tags:
    """Where the block joins the tag tree: object numbers, and what stands in these objects already."""

    element: int
    into: bytes
    page: bytes
    parents_of_page: int
    parents: bytes
    first_mark: int
    leaf: int
    first_key: int
    annotations: int
    known_annotations: bytes


@dataclass(frozen=True)
class Base:
    """A PDF whose slot is empty, and the numbers of the objects that an update replaces."""

    content: bytes
    start: int
    size: int
    trailer: bytes
    permanent_id: bytes
    left: float
    top: float
    stream: int
    logo: int
    metadata: int
    metadata_parts: tuple[bytes, ...]
    digest: bytes
    tags: Tags | None


@dataclass(frozen=True)
class Form:
    """A drawing as PDF objects: entries and data of each, the drawing first; they refer to one another by place."""

    objects: tuple[tuple[bytes, bytes], ...]


def base(content: bytes, slot: Slot, faces: tuple[BlockFace, BlockFace], language: str) -> Base:
    """Return a finished PDF made ready: the faces (regular, bold) embedded, the slot's objects there and empty."""
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[slot.page].obj
        for name, face in zip((REGULAR, BOLD), faces, strict=True):
            page.Resources.Font[f"/{name}"] = block_fonts.embed(pdf, face, language)
        if "/XObject" not in page.Resources:
            page.Resources.XObject = pikepdf.Dictionary()
        page.Resources.XObject[f"/{LOGO}"] = pdf.make_stream(
            b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
        page.Contents = [pdf.make_stream(b"q\n"), page.Contents, pdf.make_stream(b"\nQ\n"),
                         pdf.make_stream(b"% clinic\n")]
        if "/StructTreeRoot" in pdf.Root:
            _join_tags(pdf, page)
        saved = BytesIO()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True,
                 compress_streams=True)
    return _read_back(saved.getvalue(), slot)


def _join_tags(pdf: Any, page: Any) -> None:
    """Make the objects that an update replaces: the block's tag, the page's annotations and parents, a leaf of keys."""
    root = pdf.Root.StructTreeRoot
    into = _marked(pdf)
    element = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.StructElem, S=pikepdf.Name.Div, P=into, Pg=page, K=[]))
    into.K.append(element)
    into[f"/{MARK}"] = element
    page.Annots = pdf.make_indirect(list(page.get("/Annots", [])))
    numbers = root.ParentTree.Nums
    keys = [int(numbers[index]) for index in range(0, len(numbers), 2)]
    place = keys.index(int(page.StructParents)) * 2 + 1
    numbers[place] = pdf.make_indirect(list(numbers[place]))
    fixed = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers, Limits=[keys[0], max(keys)]))
    first = max(keys) + 1
    spare = pdf.make_indirect(pikepdf.Dictionary(Nums=[first, element], Limits=[first, first]))
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Kids=[fixed, spare]))


def _read_back(content: bytes, slot: Slot) -> Base:
    """Return the numbers that the objects have in the file as it was saved."""
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[slot.page].obj
        left, _, _, top = (float(edge) for edge in page.get("/TrimBox", page.MediaBox))
        return Base(
            content=content,
            start=int(content[content.rindex(b"startxref"):].split()[1]),
            size=int(pdf.trailer.Size),
            trailer=b"/Root %d 0 R/Info %d 0 R" % (pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]),
            permanent_id=bytes(pdf.trailer.ID[0]),
            left=left, top=top,
            stream=page.Contents[3].objgen[0],
            logo=page.Resources.XObject[f"/{LOGO}"].objgen[0],
            metadata=pdf.Root.Metadata.objgen[0],
            metadata_parts=tuple(_DOCUMENT_ID.split(pdf.Root.Metadata.read_bytes())),
            digest=hashlib.sha256(content).digest(),
            tags=_tags(pdf, page) if "/StructTreeRoot" in pdf.Root else None)


def _marked(pdf: Any) -> Any:
    """Return the tag that the block goes into."""
    (into,) = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and f"/{MARK}" in each]
    return into


def _tags(pdf: Any, page: Any) -> Tags:
    into = _marked(pdf)
    tree = pdf.Root.StructTreeRoot.ParentTree
    parents, spare = pikepdf.NumberTree(tree)[int(page.StructParents)], tree.Kids[1]
    return Tags(element=into[f"/{MARK}"].objgen[0], into=_reference(into), page=_reference(page),
                 parents_of_page=parents.objgen[0], parents=_references(parents), first_mark=len(parents),
                 leaf=spare.objgen[0], first_key=int(spare.Nums[0]),
                 annotations=page.Annots.objgen[0], known_annotations=_references(page.Annots))


def _reference(thing: Any) -> bytes:
    return b"%d 0 R" % thing.objgen[0]


def _references(things: Any) -> bytes:
    """Return a list of objects as a PDF writes it; where there is none, `null`."""
    return b" ".join(b"null" if each is None or not each.is_indirect else _reference(each) for each in things)


def form(content: bytes) -> Form:
    """Return the first page of a PDF, its lower left corner at 0 0, as a drawing with all that it needs."""
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        drawing = pdf.make_indirect(page.as_form_xobject())
        # a little more than the page: what ends at its very edge is not to be cut by a rounding
        drawing.BBox = [left - 1, bottom - 1, right + 1, top + 1]
        if "/Font" in drawing.Resources:
            del drawing.Resources.Font
        order: list[int] = []
        written = list(_gathered(pdf, drawing.objgen[0], order))
    places = {number: place for place, number in enumerate(order)}
    return Form(tuple(
        (REFERENCE.sub(lambda found: b"%d 0 R" % places[int(found[1])], entries), data) for entries, data in written))


def _gathered(pdf: Any, first: int, order: list[int]) -> Iterator[tuple[bytes, bytes]]:
    """Yield an object and all that it refers to, each once; `order` takes in their numbers."""
    order.append(first)
    for number in order:
        thing = pdf.get_object(number, 0)
        is_stream = isinstance(thing, pikepdf.Stream)
        data = thing.read_raw_bytes() if is_stream else b""
        entries = thing.stream_dict.unparse() if is_stream else thing.unparse(resolved=True)
        order += dict.fromkeys(int(each) for each in REFERENCE.findall(entries) if int(each) not in order)
        yield entries, data
