"""Preflight of files in the forms that programs save in: judged by what they show; broken ones are told."""

import io
import re
import struct

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf
from PIL import Image

from tests.checks.test_preflight_neighbours import picture
from tests.checks.test_preflight_rules import RED, found
from tests.press_files import GROUND, WORD, Change, press_pdf

PLAIN = ObjectStreamMode.disable
RGB = "page 1: error: fill in DeviceRGB"
SAVED: dict[str, dict[str, object]] = {
    "to be shown from the web": {"linearize": True},
    "to be shown from the web, objects apart": {"linearize": True, "object_stream_mode": PLAIN},
    "objects together": {"object_stream_mode": ObjectStreamMode.generate},
    "objects apart": {"object_stream_mode": PLAIN},
    "to be read by people": {"qdf": True},
}


@pytest.mark.parametrize("saving", SAVED.values(), ids=SAVED)
def test_a_file_is_judged_by_what_it_shows_however_it_is_saved(saving: dict[str, object]) -> None:
    assert found(press_pdf(GROUND + WORD, **saving), "full") == []
    assert [each.partition(",")[0] for each in found(press_pdf(GROUND + RED, **saving))] == [RGB]


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_an_encrypted_file_that_opens_without_a_password_is_read(revision: int) -> None:
    old = {"aes": False, "metadata": False} if revision < 4 else {}
    locked = {"encryption": Encryption(owner="o", user="", R=revision, **old), "deterministic_id": False}
    told = [": error: the file is encrypted [press-encrypted]"]
    assert found(press_pdf(GROUND + WORD, **locked), "full") == told
    assert found(press_pdf(GROUND + RED, **locked))[0].startswith(told[0])
    assert found(press_pdf(GROUND + RED, **locked))[1].startswith(RGB)


def test_a_file_that_asks_for_a_password_is_told() -> None:
    locked = press_pdf(GROUND, encryption=Encryption(owner="o", user="u", R=6), deterministic_id=False)
    assert found(locked) == [": error: the file cannot be opened: it is locked with a password [unreadable-file]"]


def updated(base: bytes, drawing: bytes) -> bytes:
    """Return a file to which a program has added another drawing of its page, and a table of contents for it."""
    with pikepdf.open(io.BytesIO(base)) as pdf:
        page, root, info = (each.objgen[0] for each in (pdf.pages[0].obj.Contents, pdf.Root, pdf.trailer.Info))
        told = b"/Size %d /Root %d 0 R /Info %d 0 R" % (pdf.trailer.Size, root, info)
        names = b"".join(b"<%s>" % bytes(each).hex().encode() for each in pdf.trailer.ID)
    before, at = int(re.findall(rb"startxref\s+(\d+)", base)[-1]), len(base) + 1
    added = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (page, len(drawing), drawing)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<<%s /Prev %d /ID [%s]>>" % (page, at, told, before, names)
    return base + b"\n" + added + table + b"\nstartxref\n%d\n%%%%EOF\n" % (at + len(added))


@pytest.mark.parametrize("linearize", [False, True])
def test_of_a_file_with_updates_the_last_one_counts(linearize: bool) -> None:
    clean, red = (press_pdf(GROUND + each, object_stream_mode=PLAIN, linearize=linearize) for each in (WORD, RED))
    assert found(updated(clean, GROUND + WORD), "full") == []
    assert found(updated(updated(red, GROUND + RED), GROUND + WORD), "full") == []
    assert [each.partition(",")[0] for each in found(updated(clean, GROUND + RED))] == [RGB]


def test_an_update_that_leads_nowhere_is_told() -> None:
    broken = re.sub(rb"/Prev \d+", b"/Prev 999999", updated(press_pdf(object_stream_mode=PLAIN), GROUND + WORD))
    assert any("table of contents (xref) is wrong" in each for each in found(broken))


def test_objects_together_that_are_damaged_are_told() -> None:
    whole = press_pdf(object_stream_mode=ObjectStreamMode.generate)
    at = whole.index(b"stream", whole.index(b"/ObjStm")) + 20
    assert any("the file cannot be opened" in each for each in found(whole[:at] + bytes(10) + whole[at + 10:]))


# --- JBIG2 ---

SIDE = 1200
SHOWN = b"q 60 0 0 60 40 40 cm /Im Do Q "


def segment(number: int, kind: int, content: bytes, *builds_on: int) -> bytes:
    """Return a segment of JBIG2 (ITU-T T.88, 7.2)."""
    head = struct.pack(">IBB", number, kind, len(builds_on) << 5) + bytes(builds_on) + b"\1"
    return head + struct.pack(">I", len(content)) + content


def stripes(side: int = SIDE) -> bytes:
    """Return a picture of stripes by JBIG2, coded as a fax is."""
    drawn, out = Image.new("1", (side, side), 1), io.BytesIO()
    for left in range(0, side, 7):
        drawn.paste(0, (left, 0, left + 3, side // 2))
    drawn.save(out, "TIFF", compression="group4")
    with Image.open(out) as saved:
        begin, length = saved.tag_v2[273][0], saved.tag_v2[279][0]
    region = struct.pack(">IIIIBB", side, side, 0, 0, 0, 1) + out.getvalue()[begin:begin + length]
    return segment(1, 48, struct.pack(">IIIIBH", side, side, 0, 0, 0, 0)) + segment(2, 38, region, 0)


#: What others may build on: a dictionary of no signs.
SHARED = segment(0, 0, b"\0\0" + bytes(16))


def jbig2(content: bytes, shared: bytes = SHARED) -> Change:
    def change(pdf: Pdf) -> None:
        held = pdf.make_stream(shared)
        picture(content, SIDE, ColorSpace=Name.DeviceGray, BitsPerComponent=1, Filter=Array([Name.JBIG2Decode]),
                DecodeParms=Array([Dictionary(JBIG2Globals=held)]))(pdf)

    return change


def test_a_picture_by_jbig2_that_is_whole_is_not_told() -> None:
    for content in (stripes(), stripes() + b"\n", stripes() + segment(3, 49, b"")):
        assert found(press_pdf(SHOWN, jbig2(content)), "full") == []


BROKEN = {"cut": (jbig2(stripes()[:-9]), "it breaks off"), "empty": (jbig2(b""), "it holds nothing that is drawn"),
          "none": (jbig2(b"garbage, and more of it"), "it breaks off"),
          "of another size": (jbig2(stripes(600)), "its JBIG2 has 600 × 600 pixels, the file says 1200 × 1200"),
          "without what it builds on": (jbig2(stripes(), b""), "what it builds on (JBIG2Globals) is not there"),
          "with half of it": (jbig2(stripes(), SHARED[:-9]), "it breaks off")}


@pytest.mark.parametrize(("change", "words"), BROKEN.values(), ids=BROKEN)
def test_a_picture_by_jbig2_that_is_broken_is_told(change: Change, words: str) -> None:
    told = found(press_pdf(SHOWN, change))
    assert any(f"a picture cannot be shown: {words}" in each for each in told), told


# --- JPEG 2000 ---

NOISE = Image.merge("CMYK", [Image.effect_noise((420, 420), 60)] * 4)


def jpeg_2000(**options: object) -> bytes:
    out = io.BytesIO()
    NOISE.save(out, "JPEG2000", **options)
    return out.getvalue()


WAYS: dict[str, dict[str, object]] = {
    "as usual": {}, "in tiles": {"tile_size": (100, 100)}, "bare": {"no_jp2": True},
    "in layers": {"quality_layers": [80, 40, 20]},
    "another way round": {"progression": "CPRL", "tile_size": (128, 128)}}
COVERING = b"q 118 0 0 118 10 10 cm /Im Do Q "


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_picture_by_jpeg_2000_is_told_where_a_part_is_missing(way: dict[str, object]) -> None:
    whole = jpeg_2000(**way)
    for content in (whole, whole[:-2], whole + b"\n"):  # the sign of its end may be missing
        assert found(press_pdf(COVERING, picture(content, Filter=Name.JPXDecode))) == []
    for content in (whole[:-3], whole[:len(whole) // 2]):
        told = found(press_pdf(COVERING, picture(content, Filter=Name.JPXDecode)))
        assert [each.partition(" [")[0] for each in told] == [
            "page 1: error: a picture cannot be shown: its content is damaged"]
