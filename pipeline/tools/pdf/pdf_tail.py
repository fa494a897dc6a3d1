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
from itertools import accumulate, groupby

from pipeline.model.slot import Box
from pipeline.tools.pdf.pdf_base import REFERENCE, Base, Form, Tags


@dataclass(frozen=True)
class Link:
    """A place of a page that leads to an address, and what is said of it."""

    target: str
    contents: str
    area: Box


@dataclass(frozen=True)
class Tag:
    """A structure element: its type, its kids (tags, or numbers of marked content counted from 0), what it says.

    `language` is the tag of its language, where that is not the document's.
    """

    kind: str
    kids: "tuple[Tag | int, ...]"
    alt: str = ""
    area: Box | None = None
    link: Link | None = None
    language: str = ""


@dataclass(frozen=True)
class Block:
    """What is drawn in the slot, with its tags, and the logo if it has one.

    `operators` count in pixels of CSS from the upper left corner of the trim, downwards.
    """

    operators: bytes
    tags: tuple[Tag, ...] = ()
    logo: Form | None = None


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
    packed = zlib.compress(b"q 1 0 0 -1 %s %s cm\n0.75 0 0 0.75 0 0 cm\n%sQ\n" % (
        number(base.left), number(base.top), block.operators), 6)
    update.objects[base.stream] = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
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
        moved = REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], entries)
        update.objects[own] = moved + (b"stream\n" + data + b"\nendstream" if data else b"")


def _add_tags(update: _Update, tags: Tags, roots: Sequence[Tag]) -> None:
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


def _element(update: _Update, tags: Tags, tag: Tag, parent: int) -> bytes:
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
    language = b"/Lang %s" % text(tag.language) if tag.language else b""
    area = b"/A<</O/Layout/BBox[%s]>>" % _rectangle(update.base, tag.area) if tag.area else b""
    update.objects[own] = b"<</Type/StructElem/S/%s/P %d 0 R/Pg %s/K[%s]%s%s%s>>" % (
        tag.kind.encode(), parent, tags.page, b" ".join(kids), language, says, area)
    return b"%d 0 R" % own


def _annotation(update: _Update, tags: Tags, link: Link, element: int) -> int:
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


def _written(update: _Update, changing_id: bytes) -> bytes:
    """Return the file with the update behind it and a cross-reference stream for it (7.5.8)."""
    base, table = update.base, update.new()
    pieces = [base.content, *(b"%d 0 obj\n%s\nendobj\n" % each for each in sorted(update.objects.items()))]
    offsets = [*accumulate(map(len, pieces))]  # of the objects, and of the table behind the last
    entries = b"".join(b"\x01" + at.to_bytes(4, "big") + b"\0" for at in offsets)
    pieces.append(
        b"%d 0 obj\n<</Type/XRef/Size %d/Index[%s]/W[1 4 1]%s/Prev %d/ID[<%s><%s>]/Length %d>>stream\n%s\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF\n" % (
            table, update.size, b" ".join(_sections([*sorted(update.objects), table])), base.trailer, base.start,
            base.permanent_id.hex().encode(), changing_id.hex().encode(), len(entries), entries, offsets[-1]))
    return b"".join(pieces)


def _sections(numbers: Sequence[int]) -> Iterator[bytes]:
    """Yield the first number and the count of each unbroken run."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        (_, first), *more = run
        yield b"%d %d" % (first, 1 + len(more))


def number(value: float) -> bytes:
    """Return a number as a PDF writes it, to a millionth."""
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".")


def text(words: str) -> bytes:
    """Return words as a PDF string: ASCII as it stands, all else in UTF-16."""
    if words.isascii():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", words.encode()) + b")"
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"
