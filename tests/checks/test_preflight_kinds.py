"""Faults in forms that programs rarely write, and what only looks like one: inks by other names, lines in any form."""

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image

from tests import fonts_in_pdf as fonts
from tests import press_files as files
from tests.checks.test_preflight_rules import (
    GROUND,
    RED,
    SRGB,
    WORD,
    a_space,
    annotation,
    box,
    found,
    in_profile,
    overprinting,
    page,
    root,
    settings_of,
)
from tests.conftest import PROFILE
from tests.press_files import Change, press_pdf, resource

SOLID = b"1 .5 0 0 k 10 10 118 118 re f "
OVER = b"BT /F 14 Tf 40 60 Td (A) Tj ET"
SMALL = b"BT /F 9 Tf 40 60 Td (A) Tj ET"
#: A picture that covers page and bleed.
PICTURE = b"q 118 0 0 118 10 10 cm /Im Do Q "


def named(name: str, *inks: float) -> Change:
    """Return a change that makes /Cs a space of one ink by its name."""
    curve = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4), C1=Array(list(inks)))
    return a_space("Cs", Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, curve]))


def all_inks(*names: str) -> Change:
    sums = Dictionary(FunctionType=4, Domain=Array([0, 1] * len(names)), Range=Array([0, 1] * 4))
    return a_space("Cs", Array([Name.DeviceN, Array([Name(f"/{each}") for each in names]), Name.DeviceCMYK, sums]))


def explained(profile: bytes) -> Change:
    return resource("ColorSpace", "Cs", lambda pdf: Array([Name.ICCBased, pdf.make_stream(profile, N=4)]))


def flat_picture(*inks: int) -> Change:
    return resource("XObject", "Im", lambda pdf: files.image(pdf, bytes(inks) * 420**2, Width=420, Height=420))


def adobe_picture(*inks: int, turned: bool) -> Change:
    """Return a change that makes /Im a JPEG as Adobe's programs write it: values turned over, and the PDF says so."""
    def make(pdf: Pdf) -> Object:
        jpeg = BytesIO()
        Image.new("CMYK", (420, 420), inks).save(jpeg, "JPEG", quality=95)
        entries = {"Decode": Array([1, 0] * 4)} if turned else {}
        return files.image(pdf, jpeg.getvalue(), Width=420, Height=420, Filter=Name.DCTDecode, **entries)

    return resource("XObject", "Im", make)


def jpeg_2000(mode: str) -> Change:
    def make(pdf: Pdf) -> Object:
        content = BytesIO()
        Image.new(mode, (64, 64), 1).save(content, "JPEG2000")
        return pdf.make_stream(content.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=64,
                               Filter=Name.JPXDecode)

    return resource("XObject", "Im", make)


def by_expression(*words: object) -> Change:
    """Return a change that shows /L where an expression over a layer that is on holds."""
    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Text")))
        said = Array([layer if word == "layer" else Array([Name.Not, layer]) if word == "no layer" else word
                      for word in words])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=pdf.make_indirect(
            Dictionary(Type=Name.OCMD, OCGs=layer, VE=said)))

    return change


def made(info: str, metadata: str) -> Change:
    """Return a change that says when the file was made, in both places."""
    def change(pdf: Pdf) -> None:
        pdf.docinfo["/CreationDate"] = info
        told = pdf.Root.Metadata.read_bytes().replace(b'CreateDate="2026-01-01T00:00:00Z"',
                                                      b'CreateDate="%s"' % metadata.encode())
        pdf.Root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)

    return change


FAULTS: dict[str, tuple[bytes, list[Change], str]] = {
    "letters drawn as a hair": (b"0 0 0 1 K 1 Tr .05 w " + fonts.shown("TrueType"), [fonts.embedded("TrueType")],
                                "error: a line of 0.05 pt"),
    "a stencil as thin as a hair": (b"0 0 0 1 k q 50 0 0 .1 40 60 cm BI /W 8 /H 1 /BPC 1 /IM true ID \0 EI Q", [],
                                    "error: a line of 0.1 pt"),
    "a picture as thin as a hair": (b"q 50 0 0 .1 40 60 cm /Im Do Q", [flat_picture(0, 0, 0, 255)], "a line of 0.1 pt"),
    "a clip as thin as a hair": (b"q 40 60 50 .1 re W n 0 0 0 1 k 30 30 80 80 re f Q", [], "a line of 0.1 pt"),
    "a hairline in a tile": (b"/Pattern cs /Pa scn 40 40 30 30 re f", [
        resource("Pattern", "Pa", lambda pdf: files.tile(pdf, b"0 0 0 1 K .1 w 0 0 m 9 9 l S"))], "a line of 0.1 pt"),
    "a line thin one way": (b"q 10 0 0 .05 0 0 cm 1 w 4 800 m 9 800 l S Q", [], "a line of 0.05 pt"),
    "rich black by a profile": (b"/Cs cs .4 .4 .4 1 scn " + SMALL, [in_profile(4)], "rich black 40/40/40/100"),
    "too much ink by a profile": (b"/Cs cs 1 1 1 .9 scn 40 40 9 9 re f", [in_profile(4)], "is 390 percent of ink"),
    "small text in four inks by a profile": (
        b"/Cs cs .9 .45 .45 .35 scn " + SMALL, [in_profile(4)], "9 pt in 90/45/45/35"),
    "small light text by a profile": (b"0 g 0 0 90 90 re f /Cs cs 0 0 0 0 scn BT /F 6 Tf 40 40 Td (A) Tj ET",
                                      [in_profile(4)], "light text of 6 pt"),
    "a faint tint by a profile": (b"/Cs cs .02 0 0 0 scn 40 40 20 20 re f", [in_profile(4)], "a tint of 2/0/0/0"),
    "a faint tint of a spot ink": (
        b"/Cs cs .02 scn 40 40 20 20 re f", [named("Blue", 1, .5, 0, 0)], "a tint of 2 percent"),
    "black by its name knocks out": (SOLID + b"/Cs cs 1 scn " + SMALL, [named("Black", 0, 0, 0, 1)], "knocks out"),
    "black knocks out of a spot ink": (
        b"/Cs cs 1 scn 10 10 118 118 re f 0 0 0 1 k " + SMALL, [named("Blue", 1, .5, 0, 0)],
                                       "knocks out of a colour"),
    "black knocks out of a picture": (PICTURE + b"0 0 0 1 k " + SMALL, [flat_picture(255, 128, 0, 0)], "knocks out"),
    "black knocks out of an Adobe picture": (
        PICTURE + b"0 0 0 1 k " + SMALL, [adobe_picture(255, 128, 0, 0, turned=True)],
                                             "knocks out"),
    "white overprints a dark picture": (
        PICTURE + b"/Gs gs 0 0 0 0 k " + OVER, [overprinting(), flat_picture(255, 128, 0, 0)],
                                        "error: white text is set to overprint"),
    "white overprints a spot ink": (b"/Cs cs 1 scn 10 10 118 118 re f /Gs gs 0 0 0 0 k " + OVER,
                                    [named("Blue", 1, .5, 0, 0), overprinting()],
                                    "error: white text is set to overprint"),
    "white overprints a spot ink in mode 0": (
        b"/Cs cs 1 scn 10 10 118 118 re f /Gs gs 0 0 0 0 k " + OVER, [named("Blue", 1, .5, 0, 0), overprinting(0)],
        "error: white text is set to overprint"),
    "nothing of a spot ink overprints": (
        SOLID + b"/Gs gs /Cs cs 0 scn " + OVER, [named("Blue", 1, .5, 0, 0), overprinting(0)],
                                         "error: white text is set to overprint"),
    "the colour of registration marks": (b"/Cs cs 1 scn " + SMALL, [named("All", 1, 1, 1, 1)], "is 400 percent of ink"),
    "rgb that a picture names itself": (b"q 10 0 0 10 40 40 cm /Im Do Q", [jpeg_2000("RGB")], "image in DeviceRGB"),
    "a space by a broken profile": (b"/Cs cs 0 0 0 1 scn 40 40 20 20 re f", [explained(PROFILE.read_bytes()[:3000])],
                                    "error: the profile that explains a colour breaks off after 3,000"),
    "a space by a profile for others": (b"/Cs cs 0 0 0 1 scn 40 40 20 20 re f", [explained(SRGB)],
                                        "explains a colour is for RGB, not for 4 components"),
    "a space by nothing": (b"/Cs cs 0 0 0 1 scn 40 40 20 20 re f", [explained(b"")], "explains a colour is no profile"),
    "a picture by a broken profile": (
        b"q 2 0 0 2 40 40 cm /Im Do Q", [resource("XObject", "Im", lambda pdf: files.image(
        pdf, ColorSpace=Array([Name.ICCBased, pdf.make_stream(b"", N=4)])))], "explains a colour is no profile"),
    "another hour": (GROUND, [made("D:20260101000000Z", "2026-01-01T09:00:00Z")], "warning: CreationDate is"),
    "an eighth of a turn": (
        GROUND, [page(1, Rotate=45)], "error: it is turned by 45 degrees, which is no quarter turn"),
    "two boxes to cut by": (
        GROUND, [box("ArtBox", 30, 30, 90, 90)], "warning: the page has an ArtBox beside its TrimBox"),
    "rgb hidden by an expression": (b"/OC /L BDC " + RED + b" EMC", [by_expression(Name.Not, "layer")],
                                    "note: fill in DeviceRGB, which is not printed"),
    "rgb shown by an expression": (b"/OC /L BDC " + RED + b" EMC", [by_expression(Name.Or, "no layer", "layer")],
                                   "error: fill in DeviceRGB"),
    "rgb that is all transparent": (
        b"/Gs gs " + RED, [settings_of(ca=0)], "note: fill in DeviceRGB, which is not printed"),
    "rgb in a clip of nothing": (
        b"q 50 50 0 0 re W n " + RED + b" Q", [], "note: fill in DeviceRGB, which is not printed"),
}


@pytest.mark.parametrize(("operators", "changes", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_another_form_is_told(operators: bytes, changes: list[Change], words: str) -> None:
    told = found(press_pdf(operators, *changes))
    assert any(words in each for each in told), told


BLANK = {"white alone": b"0 0 0 0 k 10 10 118 118 re f", "blanks alone": b"0 0 0 1 k BT /F 12 Tf 40 60 Td ( ) Tj ET",
         "words beyond the bleed alone": b"0 0 0 1 k BT /F 6 Tf 3 3 Td (A) Tj ET"}


@pytest.mark.parametrize("operators", BLANK.values(), ids=BLANK)
def test_a_page_that_shows_nothing_is_blank(operators: bytes) -> None:
    told = found(press_pdf(GROUND + WORD, lambda pdf: pdf.pages[1].obj.__setitem__(
        "/Contents", pdf.make_stream(operators)), pages=2))
    assert [each.partition(" [")[0] for each in told] == ["page 2: warning: the page is blank"]


CLEAN: dict[str, tuple[bytes, list[Change]]] = {
    "black by its name that overprints": (SOLID + b"/Gs gs /Cs cs 1 scn " + SMALL, [named("Black", 0, 0, 0, 1),
                                                                                overprinting(0)]),
    "white in all inks by their names": (SOLID + b"/Gs gs /Cs cs 0 0 0 0 scn 40 40 20 20 re f", [
        all_inks("Cyan", "Magenta", "Yellow", "Black"), overprinting()]),
    "two inks by their names": (b"/Cs cs 0 1 scn " + SMALL, [all_inks("Cyan", "Black")]),
    "white on a white picture": (PICTURE + b"/Gs gs 0 0 0 0 k " + OVER, [overprinting(), flat_picture(0, 0, 0, 0)]),
    "black on a light picture": (PICTURE + b"0 0 0 1 k " + SMALL, [flat_picture(16, 16, 0, 0)]),
    "black on an Adobe picture that is light": (
        PICTURE + b"0 0 0 1 k " + SMALL, [adobe_picture(16, 16, 0, 0, turned=True)]),
    "marks in all inks beyond the bleed": (GROUND + b"/Cs CS 1 SCN .3 w 0 19 m 5 19 l S", [named("All", 1, 1, 1, 1)]),
    "grey that a picture names itself": (b"q 10 0 0 10 40 40 cm /Im Do Q", [jpeg_2000("L")]),
    "one moment in two zones": (GROUND, [made("D:20260101230000-05'00'", "2026-01-02T04:00:00Z")]),
    "a time without its zone": (GROUND, [made("D:20260101230000", "2026-01-01T04:00:00Z")]),
    "a turn to the left": (GROUND + WORD, [page(1, Rotate=-270)]),
    "a crop box as large as the trim": (GROUND, [box("CropBox", 19, 19, 119, 119)]),
    "a crop box beyond the sheet": (GROUND, [box("CropBox", -50, -50, 300, 300)]),
    "corners in another order": (GROUND, [box("TrimBox", 119, 119, 19, 19)]),
    "drawn letters, which have no outline": (b"0 0 0 1 K 1 Tr .05 w " + OVER, []),
    "a blank in small type": (b"0 0 0 1 k BT /F 3 Tf 40 60 Td ( ) Tj ET", []),
    "curves that change nothing": (GROUND + b"/Gs gs", [settings_of(TR=Array([Name.Identity] * 4))]),
    "a printer's mark beyond the bleed": (GROUND, [annotation(Subtype=Name.PrinterMark), lambda pdf: pdf.pages[
        0].obj.Annots[0].__setitem__("/Rect", Array([0, 0, 8, 8]))]),
    "a form without fields": (GROUND, [root("AcroForm", lambda _: Dictionary(Fields=Array()))]),
    "a place to open at": (GROUND, [root("OpenAction", lambda pdf: Array([pdf.pages[0].obj, Name.Fit]))]),
    "a small picture of the page in rgb": (GROUND, [lambda pdf: pdf.pages[0].obj.__setitem__(
        "/Thumb", files.image(pdf, b"\0" * 12, ColorSpace=Name.DeviceRGB))]),
    "an rgb form that nobody draws": (GROUND, [resource("XObject", "Un", lambda pdf: files.form(pdf, RED))]),
    "output intents of two standards": (GROUND, [lambda pdf: pdf.Root.OutputIntents.append(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("FOGRA39"),
        DestOutputProfile=pdf.Root.OutputIntents[0].DestOutputProfile))]),
}


@pytest.mark.parametrize(("operators", "changes"), CLEAN.values(), ids=CLEAN)
def test_what_is_right_in_another_form_passes(operators: bytes, changes: list[Change]) -> None:
    assert found(press_pdf(operators, *changes), "full") == []
