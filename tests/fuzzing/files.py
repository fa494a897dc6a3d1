"""Wounds PDFs and EPUBs: their bytes, the objects of a PDF, the members of an EPUB and how they are packed."""

import io
import random
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from tests.fuzzing.wounds import wounded

#: What stands where another kind of thing belongs.
_MADE: tuple[Callable[[Pdf], Any], ...] = (
    lambda _: 10**18, lambda _: -(10**9), lambda _: 0, lambda _: Decimal("1e-30"), lambda _: True, lambda _: None,
    lambda _: Name.X, lambda _: String("x" * 3000), lambda _: String("\u202e"), lambda _: Array(),
    lambda _: Dictionary(), lambda _: Array([0] * 3000), lambda pdf: pdf.Root,
    lambda pdf: pdf.make_stream(b"q " * 9000),
    lambda pdf: pdf.make_indirect(Dictionary()), lambda _: Array([Array([Array([Array()])])]),
    lambda _: Dictionary(Type=Name.Page, Parent=Name.X), lambda _: Name.FlateDecode, lambda _: 2**31,
    lambda _: Array([10**9, -(10**9), 0, 10**12]), lambda _: Array([Name.Pattern, Name.DeviceN]))
#: What no drawing needs, or not so often.
_OPERATORS = (b"q " * 60_000, b"Q " * 40, b"/X Do ", b"/X gs ", b"9e99 0 0 9e99 0 0 cm ", b"0 0 0 0 0 0 cm ",
              b"BT " * 90, b"<" * 900, b"[" * 900, b"1 1 1 1 1 1 1 1 1 scn ", b"BI /W 99999 /H 99999 ID x EI ",
              b"/F 1e9 Tf ",
              b"(" + b"A" * 9000 + b") Tj ", b"ET ", b"W n ", b"100 Tr ", b"1e99 w ", b"[0 0] 0 d ", b"/X sh ")
#: What XML may hold that no page of a book needs.
_MARKUP = (
    b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;&a;">]>', b"<div>" * 9000,
    b"<?xml version='1.0' encoding='utf-16'?>", b"&nbsp;", b"<script>while(1){}</script>",
    b'<img src="http://example.org/x.png"/>', b'<a href="../../../x">x</a>',
    b'<x xmlns:a="b" a:c="d" a:c="d"/>', b"]]>", b"<!--", b'<item id="x" href="x" media-type="x"/>',
    b'<a href="#%zz">x</a>', b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b'<itemref idref="nothing"/>',
    b'href="http://[::1"', b"\xff\xfe")
_NAMES = ("../x", "/etc/x", "mimetype", "a\\b", "META-INF/encryption.xml", "x" * 5000, "EPUB/\u202ex", "", "C:x",
          "a//b")


def mangled(die: random.Random, content: bytes) -> tuple[bytes, list[str]]:
    """Return a PDF or an EPUB wounded one to three times, inside or as bytes, and how."""
    how = []
    inside = _object if content.startswith(b"%PDF") else _member
    for _ in range(die.choice((1, 1, 2, 3))):
        wound = ""
        if die.random() < 0.6:
            with suppress(Exception):  # wounded before, so that nobody can take it apart
                content, wound = inside(die, content)
        if not wound:
            content, wound = wounded(die, content)
        how.append(wound)
    return content, how


def _object(die: random.Random, content: bytes) -> tuple[bytes, str]:
    """Change one object of a PDF and write it anew, so that its table is right and what is wrong lies deeper."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        how = die.choice((_value, _value, _value, _stream, _stream, _pages, _swap))(die, pdf)
        out = io.BytesIO()
        mode = die.choice(tuple(pikepdf.ObjectStreamMode.__members__.values()))
        pdf.save(out, object_stream_mode=mode, compress_streams=die.random() < 0.5, static_id=True)
    return out.getvalue(), how


def _owners(pdf: Pdf) -> list[Object]:
    held = [(each, each if isinstance(each, Array) else each.keys()) for each in pdf.objects
            if isinstance(each, Dictionary | Stream | Array)]
    return [each for each, inner in held if len(inner)]


def _value(die: random.Random, pdf: Pdf) -> str:
    owner = die.choice(_owners(pdf))
    if isinstance(owner, Array):
        at: Any = die.randrange(len(owner))
    else:
        at = die.choice(sorted(owner.keys()))
        inner = owner[at]
        if isinstance(inner, Dictionary) and len(inner.keys()):  # one step further in: resources, boxes, fonts
            owner, at = inner, die.choice(sorted(inner.keys()))
    number = die.randrange(len(_MADE) + 2)
    if number >= len(_MADE):
        if not isinstance(owner, Array):
            del owner[at]
            return f"{at} gone"
        owner[at] = owner
    else:
        owner[at] = _MADE[number](pdf)
    return f"{at} made number {number}"


def _stream(die: random.Random, pdf: Pdf) -> str:
    streams = [each for each in pdf.objects if isinstance(each, Stream)]
    stream = die.choice(streams)
    try:
        held = stream.read_bytes()
    except pikepdf.PdfError:
        held = stream.read_raw_bytes()
    if die.random() < 0.5:
        words = held.split(b" ")
        words.insert(die.randrange(len(words) + 1), die.choice(_OPERATORS))
        stream.write(b" ".join(words))
        return "an operator put into a stream"
    content, how = wounded(die, held)
    stream.write(content)
    return f"a stream: {how}"


def _pages(die: random.Random, pdf: Pdf) -> str:
    pages, page = pdf.Root.Pages, pdf.pages[0].obj
    how = die.choice(("a circle", "its own parent", "a thousand times", "a wrong count", "no kids", "deep"))
    if how == "a circle":
        pages.Kids = Array([pages, page])
    elif how == "its own parent":
        page.Parent = page
    elif how == "a thousand times":
        pages.Kids = Array([page] * 1000)
    elif how == "a wrong count":
        pages.Count = die.choice((-1, 0, 10**12))
    elif how == "no kids":
        pages.Kids = die.choice((Array(), 7, page))
    else:
        inner = page
        for _ in range(600):
            inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([inner]), Count=1))
        pages.Kids = Array([inner])
    return f"pages: {how}"


def _swap(die: random.Random, pdf: Pdf) -> str:
    one, two = die.choice(_owners(pdf)), die.choice(_owners(pdf))
    if isinstance(one, Array) and isinstance(two, Array):
        one[die.randrange(len(one))] = two
        return "an array in an array"
    if isinstance(one, Array) or isinstance(two, Array):
        return _value(die, pdf)
    key = die.choice(sorted(two.keys()))
    one[die.choice(sorted(one.keys()))] = two[key]
    return f"{key} put elsewhere"


def _member(die: random.Random, content: bytes) -> tuple[bytes, str]:
    """Change one member of an EPUB, or how it is packed, and pack it anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        held = {each: book.read(each) for each in book.namelist()}
    name = die.choice(sorted(held))
    how = die.choice(("content", "content", "markup", "markup", "gone", "renamed", "last", "twice", "swapped", "huge",
                      "claims"))
    if how == "content":
        held[name], how = wounded(die, held[name])
    elif how == "markup":
        spot = die.randrange(len(held[name]) + 1)
        held[name] = held[name][:spot] + die.choice(_MARKUP) + held[name][spot:]
    elif how == "gone":
        del held[name]
    elif how == "renamed":
        held[die.choice(_NAMES)] = held.pop(name)
    elif how == "last":
        held[name] = held.pop(name)
    elif how == "swapped":
        other = die.choice(sorted(held))
        held[name], held[other] = held[other], held[name]
    elif how == "huge":
        held[name] = held[name] + bytes(300_000_000)
    packed = _packed([*held.items(), *([(name, held[name])] if how == "twice" else ())])
    return (_with_claims(die, packed) if how == "claims" else packed), f"{name}: {how}"


def _packed(held: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book, warnings.catch_warnings(action="ignore"):  # of names that stand twice
        for name, content in held:
            book.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_claims(die: random.Random, content: bytes) -> bytes:
    """Change what the list of a packed folder says of one member: sizes, sum, way of packing, flags, place."""
    spots = [at for at in range(len(content) - 46) if content.startswith(b"PK\1\2", at)]
    at = die.choice(spots) + die.choice((8, 10, 16, 20, 24, 42))
    return content[:at] + die.choice((b"\xff\xff\xff\x7f", bytes(4), b"\x01\x00\x00\x00")) + content[at + 4:]
