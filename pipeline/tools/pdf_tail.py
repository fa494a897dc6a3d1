"""Adds what differs from clinic to clinic to a finished PDF, as an update at its end (ISO 32000-1, 7.5.6).

The file before it stays as it is, byte for byte, so that a clinic costs its own block alone: one stream of text on one
page, its tags, its links, and the table of what has changed.
"""

import hashlib
import re
import uuid
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pipeline.model.slot import Box, Slot
from pipeline.tools import block_fonts
from pipeline.tools.block_fonts import BlockFace

#: The names of the faces and of the logo among the resources of the page.
REGULAR, BOLD, LOGO = "ClinicRegular", "ClinicBold", "ClinicLogo"
#: The key that a finisher gives the tag which the block's own tags go into.
MARK = "ClinicHere"
_DOCUMENT_ID = re.compile(rb"(?<=xmp\.did:)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


@dataclass(frozen=True)
class _Tags:
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
    tags: _Tags | None


@dataclass(frozen=True)
class Link:
    """A place of a page that leads to an address, and what is said of it."""

    target: str
    contents: str
    area: Box


@dataclass(frozen=True)
class Tag:
    """A structure element: its type, its kids (tags, or numbers of marked content counted from 0), what it says."""

    kind: str
    kids: "tuple[Tag | int, ...]"
    alt: str = ""
    area: Box | None = None
    link: Link | None = None


@dataclass(frozen=True)
class Form:
    """A drawing as PDF objects: entries and data of each, the drawing first; they refer to one another by place."""

    objects: tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Block:
    """What is drawn in the slot, with its tags, and the logo if it has one.

    `operators` count in pixels of CSS from the upper left corner of the trim, downwards.
    """

    operators: bytes
    tags: tuple[Tag, ...] = ()
    logo: Form | None = None


# --- the file that all clinics share ---


def base(content: bytes, slot: Slot, faces: tuple[BlockFace, BlockFace], language: str) -> Base:
    """Return a finished PDF made ready: the faces (regular, bold) embedded, the slot's objects there and empty."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[slot.page].obj
        for name, face in zip((REGULAR, BOLD), faces, strict=True):
            page.Resources.Font[f"/{name}"] = block_fonts.embed(pdf, face, language)
        if "/XObject" not in page.Resources:
            page.Resources.XObject = Dictionary()
        page.Resources.XObject[f"/{LOGO}"] = pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        page.Contents = Array([pdf.make_stream(b"q\n"), page.Contents, pdf.make_stream(b"\nQ\n"),
                               pdf.make_stream(b"% clinic\n")])
        if "/StructTreeRoot" in pdf.Root:
            _join_tags(pdf, page)
        saved = BytesIO()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True,
                 compress_streams=True)
    return _read_back(saved.getvalue(), slot)


def _join_tags(pdf: Any, page: Any) -> None:
    """Make the objects that an update replaces: the block's tag, the page's annotations and parents, a leaf of keys."""
    from pikepdf import Array, Dictionary, Name

    root = pdf.Root.StructTreeRoot
    (into,) = [each for each in pdf.objects if isinstance(each, Dictionary) and f"/{MARK}" in each]
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=into, Pg=page, K=Array()))
    into.K.append(element)
    into[f"/{MARK}"] = element
    page.Annots = pdf.make_indirect(Array(list(page.get("/Annots", []))))
    numbers = root.ParentTree.Nums
    keys = [int(numbers[index]) for index in range(0, len(numbers), 2)]
    place = keys.index(int(page.StructParents)) * 2 + 1
    numbers[place] = pdf.make_indirect(Array(list(numbers[place])))
    fixed = pdf.make_indirect(Dictionary(Nums=numbers, Limits=Array([keys[0], max(keys)])))
    first = max(keys) + 1
    spare = pdf.make_indirect(Dictionary(Nums=Array([first, element]), Limits=Array([first, first])))
    root.ParentTree = pdf.make_indirect(Dictionary(Kids=Array([fixed, spare])))


def _read_back(content: bytes, slot: Slot) -> Base:
    """Return the numbers that the objects have in the file as it was saved."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[slot.page].obj
        left, _, _, top = (float(edge) for edge in page.get("/TrimBox", page.MediaBox))
        metadata = pdf.Root.Metadata
        held = metadata.read_bytes()
        return Base(
            content=content,
            start=int(content[content.rindex(b"startxref"):].split()[1]),
            size=int(pdf.trailer.Size),
            trailer=b"/Root %d 0 R/Info %d 0 R" % (pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]),
            permanent_id=bytes(pdf.trailer.ID[0]),
            left=left, top=top,
            stream=page.Contents[3].objgen[0],
            logo=page.Resources.XObject[f"/{LOGO}"].objgen[0],
            metadata=metadata.objgen[0],
            metadata_parts=tuple(_DOCUMENT_ID.split(held)),
            digest=hashlib.sha256(content).digest(),
            tags=_tags(pdf, page) if "/StructTreeRoot" in pdf.Root else None)


def _tags(pdf: Any, page: Any) -> _Tags:
    from pikepdf import Dictionary

    (into,) = [each for each in pdf.objects if isinstance(each, Dictionary) and f"/{MARK}" in each]
    fixed, spare = pdf.Root.StructTreeRoot.ParentTree.Kids
    numbers = fixed.Nums
    parents = next(numbers[place + 1] for place in range(0, len(numbers), 2)
                   if int(numbers[place]) == int(page.StructParents))
    return _Tags(element=into[f"/{MARK}"].objgen[0], into=_reference(into), page=_reference(page),
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
    import pikepdf
    from pikepdf import Array

    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        drawing = pdf.make_indirect(page.as_form_xobject())
        # a little more than the page: what ends at its very edge is not to be cut by a rounding
        drawing.BBox = Array([left - 1, bottom - 1, right + 1, top + 1])
        if "/Font" in drawing.Resources:
            del drawing.Resources.Font
        order: list[int] = []
        written = list(_gathered(pdf, drawing.objgen[0], order))
    places = {number: place for place, number in enumerate(order)}
    return Form(tuple(
        (_REFERENCE.sub(lambda found: b"%d 0 R" % places[int(found[1])], entries), data) for entries, data in written))


def _gathered(pdf: Any, first: int, order: list[int]) -> Iterator[tuple[bytes, bytes]]:
    """Yield an object and all that it refers to, each once; `order` takes in their numbers."""
    import pikepdf

    order.append(first)
    for number in order:
        thing = pdf.get_object(number, 0)
        is_stream = isinstance(thing, pikepdf.Stream)
        data = thing.read_raw_bytes() if is_stream else b""
        entries = thing.stream_dict.unparse() if is_stream else thing.unparse(resolved=True)
        order += dict.fromkeys(int(each) for each in _REFERENCE.findall(entries) if int(each) not in order)
        yield entries, data


# --- what a clinic adds ---


@dataclass
class _Update:
    """The objects of one update, by number."""

    base: Base
    objects: dict[int, bytes] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    links: list[tuple[int, int]] = field(default_factory=list)
    size: int = 0

    def new(self) -> int:
        """Return the number of an object that nobody has yet."""
        self.size += 1
        return self.size - 1


def stamp(base: Base, block: Block) -> bytes:
    """Return the PDF with a clinic's block in its slot: the same block gives the same bytes."""
    update = _Update(base, size=base.size)
    update.objects[base.stream] = _stream(b"", b"q 1 0 0 -1 %s %s cm\n0.75 0 0 0.75 0 0 cm\n%sQ\n" % (
        number(base.left), number(base.top), block.operators))
    if block.logo:
        _add_form(update, block.logo)
    if base.tags:
        _add_tags(update, base.tags, block.tags)
    identity = hashlib.sha256(base.digest + b"".join(update.objects.values())).digest()
    if len(base.metadata_parts) > 1:
        own = str(uuid.UUID(bytes=identity[:16], version=5)).encode()
        held = own.join(base.metadata_parts)
        update.objects[base.metadata] = b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (
            len(held), held)
    return _written(update, identity[16:])


def _add_form(update: _Update, drawing: Form) -> None:
    numbers = [update.base.logo, *(update.new() for _ in drawing.objects[1:])]
    for own, (entries, data) in zip(numbers, drawing.objects, strict=True):
        moved = _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], entries)
        update.objects[own] = moved + (b"stream\n" + data + b"\nendstream" if data else b"")


def _add_tags(update: _Update, tags: _Tags, roots: Sequence[Tag]) -> None:
    objects = update.objects
    kids = b" ".join(_element(update, tags, each, tags.element) for each in roots)
    objects[tags.element] = b"<</Type/StructElem/S/Div/P %s/Pg %s/K[%s]>>" % (tags.into, tags.page, kids)
    marked = b" ".join(b"%d 0 R" % update.parents[mark] for mark in sorted(update.parents))
    objects[tags.parents_of_page] = b"[%s %s]" % (tags.parents, marked)
    own = b" ".join(b"%d 0 R" % annotation for annotation, _ in update.links)
    objects[tags.annotations] = b"[%s %s]" % (tags.known_annotations, own)
    keys = [element for _, element in update.links] or [tags.element]
    listed = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(keys, tags.first_key))
    objects[tags.leaf] = b"<</Nums[%s]/Limits[%d %d]>>" % (listed, tags.first_key, tags.first_key + len(keys) - 1)


def _element(update: _Update, tags: _Tags, tag: Tag, parent: int) -> bytes:
    """Write a tag and all below it; return the reference to it."""
    own = update.new()
    kids = []
    if tag.link:
        annotation = _annotation(update, tags, tag.link, own)
        kids.append(b"<</Type/OBJR/Obj %d 0 R/Pg %s>>" % (annotation, tags.page))
    for kid in tag.kids:
        if isinstance(kid, int):
            update.parents[kid] = own
            kids.append(b"%d" % (tags.first_mark + kid))
        else:
            kids.append(_element(update, tags, kid, own))
    says = b"/Alt %s" % text(tag.alt) if tag.alt else b""
    area = b"/A<</O/Layout/BBox[%s]>>" % _rectangle(update.base, tag.area) if tag.area else b""
    update.objects[own] = b"<</Type/StructElem/S/%s/P %d 0 R/Pg %s/K[%s]%s%s>>" % (
        tag.kind.encode(), parent, tags.page, b" ".join(kids), says, area)
    return b"%d 0 R" % own


def _annotation(update: _Update, tags: _Tags, link: Link, element: int) -> int:
    own, key = update.new(), tags.first_key + len(update.links)
    update.links.append((own, element))
    update.objects[own] = (
        b"<</Type/Annot/Subtype/Link/F 4/BS<</W 0>>/StructParent %d/Rect[%s]/Contents %s"
        b"/A<</Type/Action/S/URI/URI %s>>>>" % (key, _rectangle(update.base, link.area), text(link.contents),
                                                text(link.target)))
    return own


def _rectangle(base: Base, area: Box) -> bytes:
    return b" ".join(map(number, (base.left + area.left, base.top - area.bottom,
                                  base.left + area.right, base.top - area.top)))


def _stream(entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 6)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(packed), packed)


def _written(update: _Update, changing_id: bytes) -> bytes:
    """Return the file with the update behind it and a cross-reference stream for it (7.5.8)."""
    base, table = update.base, update.new()
    pieces, at, offsets = [base.content], len(base.content), {}
    for own in sorted(update.objects):
        written = b"%d 0 obj\n%s\nendobj\n" % (own, update.objects[own])
        offsets[own] = at
        at += len(written)
        pieces.append(written)
    offsets[table] = at
    entries = b"".join(b"\x01" + offsets[own].to_bytes(4, "big") + b"\0" for own in sorted(offsets))
    pieces.append(
        b"%d 0 obj\n<</Type/XRef/Size %d/Index[%s]/W[1 4 1]%s/Prev %d/ID[<%s><%s>]/Length %d>>stream\n%s\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF\n" % (
            table, update.size, b" ".join(_sections(sorted(offsets))), base.trailer, base.start,
            base.permanent_id.hex().encode(), changing_id.hex().encode(), len(entries), entries, at))
    return b"".join(pieces)


def _sections(numbers: Sequence[int]) -> Iterator[bytes]:
    """Yield the first number and the count of each unbroken run."""
    first = before = numbers[0]
    for own in (*numbers[1:], -1):
        if own != before + 1:
            yield b"%d %d" % (first, before - first + 1)
            first = own
        before = own


def number(value: float) -> bytes:
    """Return a number as a PDF writes it, to a millionth."""
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".")


def text(words: str) -> bytes:
    """Return words as a PDF string: ASCII as it stands, all else in UTF-16."""
    if words.isascii():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", words.encode()) + b")"
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"
