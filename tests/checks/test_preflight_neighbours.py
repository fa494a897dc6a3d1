"""Neighbours of known faults: the same fault in another place of a file, and what looks like it and is right."""

import base64 as b64
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image, ImageDraw, ImageFile, ImageFilter

from pipeline.tools.press import pdf_paint
from tests import fonts_in_pdf as fonts
from tests import press_files as files
from tests.checks.test_preflight_kinds import SMALL, SOLID, named
from tests.checks.test_preflight_rules import (
    GROUND,
    LAB,
    ON_LAYER,
    RED,
    WORD,
    a_curve,
    a_space,
    box,
    found,
    in_profile,
    layered,
    overprinting,
    page,
    settings_of,
    shading,
)
from tests.press_files import Change, press_pdf, resource

LETTERS = fonts.shown("TrueType").removeprefix(b"0 0 0 1 k ")


def table(base: Object, *colours: bytes) -> Change:
    """Return a change that makes /Cs a table of colours."""
    return a_space("Cs", Array([Name.Indexed, base, len(colours) - 1, String(b"".join(colours))]))


def inks(*names: str) -> Change:
    """Return a change that makes /Cs a space of these inks."""
    def space(pdf: Pdf) -> Object:
        none = pdf.make_stream(b"{ %s 0 0 0 0 }" % (b"pop " * len(names)), FunctionType=4,
                               Domain=Array([0, 1] * len(names)), Range=Array([0, 1] * 4))
        return Array([Name.DeviceN, Array([Name(f"/{each}") for each in names]), Name.DeviceCMYK, none])

    return resource("ColorSpace", "Cs", space)


def annotated(*held: object) -> Change:
    return lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", Array([
        each(pdf) if callable(each) else each for each in held]))


def stamp(operators: bytes, rect: tuple[int, ...], **more: object) -> object:
    """Return what makes an annotation that shows a drawing of 20 by 3 units in its rectangle."""
    def make(pdf: Pdf) -> Object:
        every = Array([Name.Separation, Name.All, Name.DeviceCMYK, files.function(1, 1, 1, 1)])
        look = files.form(pdf, operators, Resources=Dictionary(
            ColorSpace=Dictionary(All=every), Font=pdf.pages[0].obj.Resources.Font))
        look.BBox = Array([0, 0, 20, 3])
        return pdf.make_indirect(Dictionary(**{
            "Type": Name.Annot, "Subtype": Name.PrinterMark, "Rect": Array(list(rect)), "F": 4,
            "AP": Dictionary(N=look), **more}))

    return make


def form(operators: bytes, **entries: object) -> Change:
    return resource("XObject", "Fm", lambda pdf: files.form(pdf, operators, **entries))


LINK = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 40, 50, 50]))
#: What a mark beyond the bleed shows, which would be three faults on the paper.
MARK = b"/All cs 1 scn 0 0 20 3 re f 0 0 0 1 k BT /F 3 Tf (A) Tj ET 0 0 0 1 K .1 w 0 0 m 20 0 l S"
GOLD_ALL = named("Gold", 0, .2, .8, 0)

#: A picture that covers page and bleed.
PICTURE = b"q 118 0 0 118 10 10 cm /Im Do Q "
#: Small black text.
BLACK = b"0 0 0 1 k " + SMALL


def picture(samples: bytes, side: int = 420, **entries: object) -> Change:
    return resource("XObject", "Im", lambda pdf: files.image(pdf, samples, Width=side, Height=side, **entries))


def widths(*told: object) -> Change:
    """Return the change that embeds a font of numbers as /G, which tells its widths so."""
    def font(pdf: Pdf) -> Object:
        made = fonts.composite(pdf, "CIDFontType2", fonts.described(pdf, "FontFile2", fonts.truetype()))
        made.DescendantFonts[0].W = Array(list(told))
        return made

    return resource("Font", "G", font)


def coded(form: str, mode: str, value: object, side: int = 420) -> bytes:
    """Return a flat picture in a format of its own."""
    out = BytesIO()
    Image.new(mode, (side, side), value).save(out, form)
    return out.getvalue()


JPEG = coded("JPEG", "CMYK", (0, 127, 255, 255))  # Pillow writes it turned over

DARK = b"\xff\x80\0\0"
#: A picture in each space that names inks, or holds its colours in a table, whose ground is dark cyan or gold.
CYAN, GOLD = named("Cyan", 1, 0, 0, 0), GOLD_ALL
TABLE = Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\0" + DARK)])


def inline(said: bytes, samples: bytes, side: int = 118) -> bytes:
    """Return what draws a grey picture of 20 by 20 pixels that stands in the drawing itself, unless it says another."""
    return b"q %d 0 0 %d 10 10 cm BI /W 20 /H 20 /BPC 8 /CS /G %s ID %s EI Q " % (side, side, said, samples)


#: A line of 50 pt, and white on it all.
LINE, WHITE = b"0 0 0 1 K 1 w 40 40 m 90 40 l S ", b"0 0 0 0 k 40 40 20 20 re f "
MULTIPLIED = settings_of(BM=Name.Multiply)


def group(operators: bytes, **entries: object) -> Change:
    """Return the change that makes /Fm a group of transparency, in which /Gs multiplies."""
    multiplied = Dictionary(ExtGState=Dictionary(Gs=Dictionary(BM=Name.Multiply)))
    return form(operators, Resources=multiplied, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, **entries))


def disc(side: int, *, blur: float = 0, **entries: object) -> Callable[[Pdf], Object]:
    """Return what makes a mask that lets a disc through, of which the edge may be blurred."""
    mode, most = ("1", 1) if "ImageMask" in entries else ("L", 255)
    drawn = Image.new(mode, (side, side))
    ImageDraw.Draw(drawn).ellipse((side // 6, side // 6, side * 5 // 6, side * 5 // 6), fill=most)
    shown = drawn.filter(ImageFilter.GaussianBlur(blur)) if blur else drawn
    about = entries or {"ColorSpace": Name.DeviceGray}
    return lambda pdf: files.image(pdf, shown.tobytes(), Width=side, Height=side, **about)


def masked(mask: Callable[[Pdf], object], side: int = 420, kind: str = "SMask") -> Change:
    """Return the change that makes /Im a light picture with a mask."""
    return resource("XObject", "Im", lambda pdf: files.image(
        pdf, b"\x10\0\0\0" * side**2, Width=side, Height=side, **{kind: mask(pdf)}))


def masking(mask: Callable[[Pdf], Object]) -> Change:
    """Return the change that makes /Gs a mask which is a drawing with a picture in it."""
    return settings_of(SMask=lambda pdf: Dictionary(S=Name.Luminosity, G=files.form(
        pdf, PICTURE, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
        Resources=Dictionary(XObject=Dictionary(Im=mask(pdf))))))


def a_gold(mixed: Object, base: Object = Name.DeviceCMYK, name: str = "Gold") -> Array:
    """Return the space of one ink."""
    return Array([Name.Separation, Name(f"/{name}"), base, mixed])


def power(*values: float) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * len(values)), C1=Array(list(values)))


def other_gold(make: Callable[[Pdf], object]) -> list[Change]:
    """Return the changes that make /Cs a space of gold ink, and /Ct another space."""
    return [a_space("Cs", a_gold(power(0, .2, .8, 0))), resource("ColorSpace", "Ct", make)]  # type: ignore[arg-type]


def program(words: bytes, inks: int = 1) -> Callable[[Pdf], Object]:
    return lambda pdf: pdf.make_stream(words, FunctionType=4, Domain=Array([0, 1] * inks), Range=Array([0, 1] * 4))


def samples(*values: float) -> Callable[[Pdf], Object]:
    held = bytes(len(values)) + bytes(round(255 * each) for each in values)
    return lambda pdf: pdf.make_stream(held, FunctionType=0, Domain=Array([0, 1]), Range=Array([0, 1] * len(values)),
                                       Size=Array([2]), BitsPerSample=8)


def with_colorants(pdf: Pdf) -> Object:
    return Array([Name.DeviceN, Array([Name.Black, Name.Gold]), Name.DeviceCMYK, program(b"{pop pop 0 0 0 0}", 2)(pdf),
                  Dictionary(Colorants=Dictionary(Gold=a_gold(power(1, 0, 0, 0))))])


#: A stroke in /Cs, a fill in /Ct.
TWO_SPACES = b"/Cs CS 1 SCN 1 w 40 40 m 60 60 l S /Ct cs 1 scn 60 60 9 9 re f"
OTHER_INK = "warning: the spot ink “Gold” is "
#: Packed samples that hardly get smaller.
PACKED = zlib.compress(Image.effect_noise((420, 420), 60).tobytes())
STENCIL = {"ImageMask": True, "BitsPerComponent": 1}
FAULTS: dict[str, tuple[bytes, list[Change], str]] = {
    "rich black from a table": (b"/Cs cs 0 scn " + SMALL, [table(Name.DeviceCMYK, b"\x66\x66\x66\xff", b"\0\0\0\0")],
                                "rich black 40/40/40/100"),
    "too much ink from a table": (b"/Cs cs 0 scn 40 40 9 9 re f", [table(Name.DeviceCMYK, b"\xff\xff\xff\x80")],
                                  "is 350 percent of ink"),
    "light text from a table": (b"0 g 30 30 60 60 re f /Cs cs 1 scn BT /F 6 Tf 40 60 Td (A) Tj ET",
                                [table(Name.DeviceGray, b"\0", b"\xff")], "light text of 6 pt"),
    "black knocks out of a table's colour": (
        b"/Cs cs 0 scn 10 10 118 118 re f 0 0 0 1 k " + SMALL, [table(Name.DeviceCMYK, b"\xff\x80\0\0")], "knocks out"),
    "black knocks out below what prints nothing": (
        SOLID + b"/Cs cs 1 scn 30 30 60 60 re f 0 0 0 1 k " + SMALL, [named("None", 0, 0, 0, 0)], "knocks out"),
    "black knocks out of an ink that nobody set": (
        b"/Cs cs 10 10 118 118 re f 0 0 0 1 k " + SMALL, [GOLD_ALL], "knocks out"),
    "white by a profile overprints in mode 1": (
        SOLID + b"/Gs gs /Cs cs 0 0 0 0 scn 40 40 20 20 re f", [in_profile(4), overprinting()],
        "warning: white fill is set to overprint"),
    "the outline of white letters overprints": (
        SOLID + b"/Gs gs 0 0 0 0 K 1 w 1 Tr " + LETTERS, [fonts.embedded("TrueType"), settings_of(
            OP=True, op=False, OPM=1)], "error: white text is set to overprint"),
    "small text in four inks of which two are its own": (
        b"/Cs cs .9 .4 .4 .5 scn " + SMALL, [inks("Cyan", "Magenta", "Gold", "Green")], "9 pt in 90/40/40/50"),
    "too much ink with inks of its own": (b"/Cs cs 1 1 1 1 scn 40 40 9 9 re f", [
        inks("Cyan", "Magenta", "Gold", "Green")], "is 400 percent of ink"),
    "a fine line in a tint of its own ink": (b"/Cs CS .3 SCN .3 w 40 40 m 60 60 l S", [GOLD_ALL],
                                             "warning: a line of 0.3 pt in a tint"),
    "small light text in its own ink": (b"0 g 30 30 60 60 re f /Cs cs .1 scn BT /F 6 Tf 40 60 Td (A) Tj ET", [GOLD_ALL],
                                        "light text of 6 pt"),
    "a gradient in a clip as thin as a hair": (b"q 40 40 50 .1 re W n /Sh sh Q", [
        shading(Name.DeviceCMYK, .1, 0, 0, 0)], "error: a line of 0.1 pt"),
    "where screens begin": (GROUND + b"/Gs gs", [settings_of(HTP=Array([0, 0]))],
                            "warning: a halftone of its own (HTP)"),
    "where screens begin, by its new name": (GROUND + b"/Gs gs", [settings_of(HTO=Array([1, 1]))], "of its own (HTO)"),
    "a page of another file": (b"/Fm Do", [form(b"", Ref=Dictionary(F=String("other.pdf"), Page=0))],
                               "error: a drawing stands for a page of another file"),
    "a transfer function in a pattern": (b"/Pattern cs /Pa scn 40 40 20 20 re f", [
        resource("Pattern", "Pa", lambda pdf: Dictionary(
            PatternType=2, Shading=files.gradient(Name.DeviceCMYK, files.function(1, 0, 0, 0)),
            ExtGState=Dictionary(TR=a_curve(pdf))))], "error: a transfer function (TR)"),
    "a die line whose words stand together": (ON_LAYER, [layered("CutContour", is_on=True)],
                                              "warning: the layer “CutContour” is printed as ink"),
    "a die line with a number": (ON_LAYER, [layered("01_die_lines", is_on=True)], "warning: the layer “01_die_lines”"),
    "a die line in a form": (b"/Fm Do", [layered("Die line", is_on=True), resource("XObject", "Fm", lambda pdf: (
        files.form(pdf, b"0 1 0 0 K 40 40 20 20 re S", OC=pdf.pages[0].obj.Resources.Properties.L)))],
                             "warning: the layer “Die line” is printed as ink"),
    "a hair in a stamp": (GROUND, [annotated(stamp(MARK, (40, 40, 60, 43)))], "error: a line of 0.1 pt, 7 mm from"),
    "rgb in a stamp that is not printed": (GROUND, [annotated(stamp(RED, (40, 40, 60, 43), F=0))],
                                           "note: fill in DeviceRGB, which is not printed"),
    "a link beside an annotation that is gone": (GROUND, [annotated(None, LINK)], "error: an annotation of kind Link"),
    "a link beside an annotation that is none": (GROUND, [annotated(7, LINK)], "error: an annotation of kind Link"),
    "an intent beside one that is none": (GROUND, [lambda pdf: (
        pdf.Root.OutputIntents.insert(0, Name.No),
        pdf.Root.OutputIntents[1].__setitem__("/OutputConditionIdentifier", String("Custom")))],
                                          "the condition is “Custom”"),
    "a profile that lies elsewhere": (GROUND, [lambda pdf: pdf.Root.OutputIntents[0].__delitem__(
        "/DestOutputProfile")], "error: the profile of the condition is not in the file"),
    "two standards": (GROUND, [lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", "PDF/X-1a:2003")],
                      "warning: GTS_PDFXVersion is “PDF/X-1a:2003” in the document information, “PDF/X-4”"),
    "black knocks out of a JPEG in a list of one way": (PICTURE + BLACK, [
        picture(JPEG, Filter=Array([Name.DCTDecode]))], "knocks out"),
    "black knocks out of a JPEG that is packed again": (PICTURE + BLACK, [
        picture(zlib.compress(JPEG), Filter=Array([Name.FlateDecode, Name.DCTDecode]))], "knocks out"),
    "black knocks out of a picture of two bytes a sample": (PICTURE + BLACK, [
        picture(b"\xff\xff\x80\0\0\0\0\0" * 420**2, BitsPerComponent=16)], "knocks out"),
    "black knocks out of a picture in one ink": (PICTURE + BLACK, [
        CYAN, picture(b"\xff" * 420**2, ColorSpace=Name.Cs)], "black text of 9 pt knocks out"),
    "black knocks out of a picture in its own ink": (PICTURE + BLACK, [
        GOLD, picture(b"\xff" * 420**2, ColorSpace=Name.Cs)], "black text of 9 pt knocks out"),
    "black knocks out of a picture in one ink that is turned over": (PICTURE + BLACK, [
        CYAN, picture(b"\0" * 420**2, ColorSpace=Name.Cs, Decode=Array([1, 0]))], "knocks out"),
    "black knocks out of a picture in two inks": (PICTURE + BLACK, [
        inks("Black", "Gold"), picture(b"\0\xff" * 420**2, ColorSpace=Name.Cs)], "knocks out"),
    "black knocks out of a picture by a table": (PICTURE + BLACK, [
        picture(b"\1" * 420**2, ColorSpace=TABLE)], "knocks out"),
    "black knocks out of a picture by a table of two colours": (PICTURE + BLACK, [
        picture(b"\xff" * 53 * 420, ColorSpace=TABLE, BitsPerComponent=1)], "knocks out"),
    "black knocks out of a picture by a table of sixteen colours": (PICTURE + BLACK, [
        picture(b"\x11" * 210 * 420, ColorSpace=TABLE, BitsPerComponent=4)], "knocks out"),
    "black knocks out of a picture in runs": (PICTURE + BLACK, [
        picture(b"\x81\xff" * 5513 + b"\x80", Filter=Name.RunLengthDecode)], "knocks out"),
    "black knocks out of an inline picture": (
        b"q 118 0 0 118 10 10 cm BI /W 420 /H 420 /BPC 8 /CS /CMYK ID " + DARK * 420**2 + b" EI Q " + BLACK, [],
        "knocks out"),
    "black knocks out below a picture that prints nothing": (SOLID + PICTURE + BLACK, [
        named("None", 0, 0, 0, 0), picture(b"\xff" * 420**2, ColorSpace=Name.Cs)], "knocks out"),
    "black line art knocks out": (
        SOLID + b"0 0 0 1 k q 20 0 0 20 40 40 cm BI /W 420 /H 420 /IM true ID " + b"\x55" * 53 * 420 + b" EI Q", [],
        "warning: black line art knocks out of a colour"),
    "tiny dashes": (b"[.1 2] 0 d " + LINE, [], "error: a line in dashes of 0.1 pt"),
    "a tiny dash between others": (b"[6 2 .1 2] 0 d " + LINE, [], "error: a line in dashes of 0.1 pt"),
    "a tiny dash of an odd count": (b"[6 2 .1] 0 d " + LINE, [], "error: a line in dashes of 0.1 pt"),
    "dashes made tiny by their scale": (b"q .05 0 0 .05 0 0 cm [4 20] 0 d 20 w 800 800 m 1800 800 l S Q", [],
                                        "error: a line in dashes of 0.2 pt"),
    "tiny dashes by a setting": (b"/Gs gs " + LINE, [settings_of(D=Array([Array([.1, 2]), 0]))],
                                 "error: a line in dashes of 0.1 pt"),
    "short dashes in a tint": (b"[.4 1] 0 d 0 0 0 .5 K 1 w 40 40 m 90 40 l S", [],
                               "warning: a line in dashes of 0.4 pt in a tint"),
    "white multiplies": (SOLID + b"/Gs gs " + WHITE, [MULTIPLIED], "warning: white fill is blended"),
    "white text darkens": (SOLID + b"/Gs gs 0 0 0 0 k " + LETTERS, [
        fonts.embedded("TrueType"), settings_of(BM=Array([Name.Darken, Name.Normal]))], "white text is blended"),
    "white multiplies on a picture": (PICTURE + b"/Gs gs " + WHITE, [MULTIPLIED, picture(DARK * 420**2)],
                                      "white fill is blended"),
    "white multiplies in a drawing": (SOLID + b"/Gs gs /Fm Do", [MULTIPLIED, form(WHITE)], "white fill is blended"),
    "white in a group that multiplies": (SOLID + b"/Gs gs /Fm Do", [MULTIPLIED, group(WHITE)], "white fill is blended"),
    "white multiplies in a group": (SOLID + b"/Fm Do", [group(b"/Gs gs " + WHITE)], "white fill is blended"),
    "white multiplies on a colour of its own group": (b"/Fm Do", [
        group(b"0 1 0 0 k 30 30 60 60 re f /Gs gs " + WHITE, I=True)], "white fill is blended"),
    "a coarse mask": (PICTURE, [masked(disc(40))], "error: mask of 40 × 40 pixels at 24 an inch, 250 are wanted"),
    "a mask that is a little coarse": (PICTURE, [masked(disc(300))], "warning: mask of 300 × 300 pixels"),
    "a coarse mask of one bit": (PICTURE, [masked(disc(40, **STENCIL), kind="Mask")], "error: mask of 40 × 40 pixels"),
    "a coarse mask that gives a colour its shape": (PICTURE, [masked(disc(40), 1)], "error: mask of 40 × 40 pixels"),
    "a coarse mask in a drawing": (b"/Gs gs " + GROUND, [masking(disc(40))], "error: mask of 40 × 40 pixels"),
    "a mask of one bit that breaks off": (PICTURE, [masked(lambda pdf: files.image(
        pdf, b"abc", Width=420, Height=420, **STENCIL), kind="Mask")], "it breaks off: 3 bytes of 22,260"),
    "one ink with two looks": (TWO_SPACES, other_gold(lambda _: a_gold(power(1, 0, 0, 0))),
                               OTHER_INK + "100/0/0/0 of DeviceCMYK here, and 0/20/80/0 of DeviceCMYK on page 1"),
    "one ink with two looks, of which one is sampled": (TWO_SPACES, other_gold(
        lambda pdf: a_gold(samples(0, .2, .2, 0)(pdf))), OTHER_INK),
    "one ink with two looks, of which one is worked out": (TWO_SPACES, other_gold(
        lambda pdf: a_gold(program(b"{0 exch dup .9 mul exch .8 mul 0}")(pdf))), OTHER_INK),
    "one ink with two looks, of which one is in Lab": (TWO_SPACES, other_gold(
        lambda _: a_gold(power(80, 5, 50), LAB)), OTHER_INK),
    "one ink with two looks, of which one is among others": (TWO_SPACES.replace(b"1 scn", b"1 1 scn"), other_gold(
        with_colorants), OTHER_INK),
    "one ink with two looks, of which one is a gradient's": (b"/Cs CS 1 SCN 40 40 m 60 60 l S /Sh sh", [
        a_space("Cs", a_gold(power(0, .2, .8, 0))), shading(a_gold(power(1, 0, 0, 0)), 1)], OTHER_INK),
    "rgb that a picture in a list of ways names itself": (PICTURE, [resource(
        "XObject", "Im", lambda pdf: pdf.make_stream(
            coded("JPEG2000", "RGB", 1), Type=Name.XObject, Subtype=Name.Image, Width=420, Height=420,
            Filter=Array([Name.JPXDecode])))], "error: image in DeviceRGB"),
    "a trim that stands on the parent alone": (GROUND, [lambda pdf: (
        pdf.Root.Pages.__setitem__("/TrimBox", pdf.pages[0].obj.TrimBox), pdf.pages[0].obj.__delitem__("/TrimBox"))],
                                               "error: the TrimBox is missing"),
    "no BleedBox and no room for bleed": (GROUND, [lambda pdf: pdf.pages[0].obj.__delitem__("/BleedBox"), page(
        1, MediaBox=Array([19, 19, 119, 119]))], "error: the bleed is 0.0 to 0.0 mm"),
    "another registry": (GROUND, [lambda pdf: pdf.Root.OutputIntents[0].__setitem__(
        "/RegistryName", String("http://example.org"))], "error: the registry is “http://example.org”"),
    "widths that break off": (fonts.shown("TrueType by numbers"), [widths(1)], "its list of widths breaks off"),
    "other widths after runs without end": (
        fonts.shown("TrueType by numbers"), [widths(*[0, 65535, 500] * 20_000, 1, Array([600, 450]))],
        "number 2 with 450 thousandths"),
    "a picture without pixels": (PICTURE, [picture(b"", 0)], "error: a picture cannot be shown: it has no pixels"),
    "a picture that breaks off": (PICTURE, [picture(b"\0" * 999)], "it breaks off: 999 bytes of 705,600"),
    "a stencil that breaks off": (PICTURE, [picture(b"abc", 64, ImageMask=True, BitsPerComponent=1)],
                                  "it breaks off: 3 bytes of 512"),
    "an inline picture that breaks off": (inline(b"", b"abc", 4), [], "it breaks off: 4 bytes of 400"),
    "an inline picture whose packed samples break off": (
        inline(b"/F /Fl", zlib.compress(b"\x99" * 400)[:-9], 4), [], "a picture cannot be shown"),
    "an inline picture of fewer packed samples": (
        inline(b"/F /AHx", b"00" * 399 + b">", 4), [], "it breaks off: 399 bytes of 400"),
    "an inline JPEG that breaks off": (
        inline(b"/F /DCT", coded("JPEG", "L", 30, 20)[:-40], 4), [], "its content is damaged"),
    "a coarse inline picture": (inline(b"", b"a" * 400), [], "picture of 20 × 20 pixels at 12 an inch"),
    "a fax without content": (PICTURE, [picture(b"", ColorSpace=Name.DeviceGray, BitsPerComponent=1,
                                                Filter=Name.CCITTFaxDecode)], "it breaks off: 0 bytes"),
    "a picture whose table of colours breaks off": (PICTURE, [picture(b"\1" * 420**2, ColorSpace=Array([
        Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0")]))], "a picture cannot be read: its table of colours"),
    "a mask that breaks off": (PICTURE, [resource("XObject", "Im", lambda pdf: files.image(
        pdf, SMask=files.image(pdf, b"", ColorSpace=Name.DeviceGray)))], "it breaks off: 0 bytes of 4"),
    "a picture that is no JPEG": (PICTURE, [picture(b"\xff\xd8garbage", Filter=Name.DCTDecode)],
                                  "a picture cannot be shown: its content is damaged"),
    "a JPEG that breaks off": (PICTURE, [picture(JPEG[:len(JPEG) // 2], Filter=Name.DCTDecode)],
                               "a picture cannot be shown: its content is damaged"),
    "a JPEG of other inks": (PICTURE, [picture(coded("JPEG", "RGB", 0), Filter=Name.DCTDecode)],
                             "its JPEG has 3 values a pixel, its colour space 4"),
    "a JPEG of another size": (PICTURE, [picture(JPEG, 900, Filter=Name.DCTDecode)],
                               "its JPEG has 420 × 420 pixels, the file says 900 × 900"),
    "a picture packed in a way that does not open": (PICTURE, [picture(b"garbage", Filter=Name.FlateDecode)],
                                                     "a picture cannot be shown: its content is damaged"),
    "a picture whose packed samples are others": (PICTURE, [picture(
        PACKED[:9000] + b"\xff\xff\xff" + PACKED[9003:], ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode)],
        "a picture cannot be shown: its content is damaged"),
    "a picture whose samples are packed with another sum": (PICTURE, [picture(
        PACKED[:-4] + b"abcd", ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode)], "its content is damaged"),
    "a picture packed without a sum": (PICTURE, [picture(
        PACKED[:-4], ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode)], ": note: input stream is complete"),
    "a table of colours that breaks off": (b"/Cs cs 1 scn 40 40 20 20 re f", [
        a_space("Cs", Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0")]))], "its table of colours breaks off"),
    "a colour of too few inks": (b"/Cs cs 1 scn 40 40 20 20 re f", [inks("Cyan", "Gold")],
                                 "a colour of 1 inks stands in a space of 2"),
    "a trim without area": (GROUND, [box("TrimBox", 50, 50, 50, 50)], "error: the TrimBox has no area"),
    "a trim of three numbers": (GROUND, [box("TrimBox", 19, 19, 119)],
                                "error: the TrimBox cannot be read: it is not of the kind that belongs there"),
    "a unit of nothing": (GROUND, [page(1, UserUnit=0)], "error: the UserUnit of a page is no length"),
}


@pytest.mark.parametrize(("operators", "changes", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_another_place_is_told(
    operators: bytes, changes: list[Change], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    told = found(press_pdf(operators, *changes))
    assert any(words in each for each in told), told


CLEAN: dict[str, tuple[bytes, list[Change]]] = {
    "what prints nothing overprints": (SOLID + b"/Gs gs /Cs cs 1 scn 40 40 20 20 re f", [
        named("None", 0, 0, 0, 0), overprinting()]),
    "white by a profile knocks out in mode 0": (
        SOLID + b"/Gs gs /Cs cs 0 0 0 0 scn 40 40 20 20 re f", [in_profile(4), overprinting(0)]),
    "white by a profile overprints paper": (b"/Gs gs /Cs cs 0 0 0 0 scn 40 40 20 20 re f", [
        in_profile(4), overprinting()]),
    "the outline of white letters knocks out": (
        SOLID + b"/Gs gs 0 0 0 0 K 1 w 1 Tr " + LETTERS, [fonts.embedded("TrueType"), settings_of(
            OP=False, op=True, OPM=1)]),
    "white from a table": (b"/Cs cs 1 scn 30 30 60 60 re f 0 0 0 1 k " + SMALL, [
        table(Name.DeviceGray, b"\0", b"\xff")]),
    "two inks of a profile that nobody set": (b"/Cs cs 30 30 60 60 re f 0 0 0 1 k " + SMALL, [in_profile(4)]),
    "a layer for a die line on which nothing is drawn": (GROUND + WORD, [layered("Die line", is_on=True)]),
    "a hidden layer on which nothing is drawn": (GROUND + WORD, [layered("Spanish", is_on=False)]),
    "a layer for the background": (ON_LAYER, [layered("Background, plus public policy", is_on=True)]),
    "a printer's mark with its drawing": (GROUND, [annotated(stamp(MARK, (0, 132, 20, 135)))]),
    "marks in all inks that cover some of the sheet": (
        GROUND + b"/Cs cs 1 scn 0 132 30 4 re f", [named("All", 1, 1, 1, 1)]),
    "grey that a picture in a list of ways names itself": (PICTURE, [resource(
        "XObject", "Im", lambda pdf: pdf.make_stream(
            coded("JPEG2000", "L", 250, 1260), Type=Name.XObject, Subtype=Name.Image, Width=1260, Height=1260,
            Filter=Array([Name.JPXDecode])))]),
    "no BleedBox, and a sheet that is larger by the bleed": (GROUND, [
        lambda pdf: pdf.pages[0].obj.__delitem__("/BleedBox"), page(1, MediaBox=Array([10, 10, 128, 128]))]),
    "a registry whose address is written otherwise": (GROUND, [lambda pdf: pdf.Root.OutputIntents[0].__setitem__(
        "/RegistryName", String("https://color.org/"))]),
    "a profile in the file and no registry": (GROUND, [lambda pdf: pdf.Root.OutputIntents[0].__delitem__(
        "/RegistryName")]),
    "widths in runs": (fonts.shown("TrueType by numbers"), [widths(1, 1, 600, 2, 9, 650)]),
    "widths that are told twice": (fonts.shown("TrueType by numbers"), [
        widths(*[0, 65535, 500] * 20_000, 1, Array([600, 650]))]),
    "black on a picture in one ink that is light": (PICTURE + BLACK, [
        CYAN, picture(b"\x20" * 420**2, ColorSpace=Name.Cs)]),
    "black on a picture in one ink that is turned over": (PICTURE + BLACK, [
        CYAN, picture(b"\xff" * 420**2, ColorSpace=Name.Cs, Decode=Array([1, 0]))]),
    "black on a picture in black alone": (PICTURE + BLACK, [
        named("Black", 0, 0, 0, 1), picture(b"\xff" * 420**2, ColorSpace=Name.Cs)]),
    "black on a picture by a table that is light": (PICTURE + BLACK, [picture(b"\0" * 420**2, ColorSpace=TABLE)]),
    "black line art that overprints": (
        SOLID + b"/Gs gs 0 0 0 1 k q 20 0 0 20 40 40 cm BI /W 420 /H 420 /IM true ID " + b"\x55" * 53 * 420 + b" EI Q",
        [overprinting()]),
    "black line art on paper": (
        b"0 0 0 1 k q 20 0 0 20 40 40 cm BI /W 420 /H 420 /IM true ID " + b"\x55" * 53 * 420 + b" EI Q", []),
    "inline pictures that are whole": (
        inline(b"", b"a" * 399 + b"\n", 4) + inline(b"/F /Fl", zlib.compress(b"\x99" * 400), 4)
        + inline(b"/F [/AHx /Fl]", zlib.compress(b"\x99" * 400).hex().encode() + b">", 4)
        + inline(b"/F /RL", b"\x81\x10" * 3 + b"\xf1\x10\x80", 4)
        + inline(b"/F /DCT", coded("JPEG", "L", 30, 20), 4), []),
    "a picture in runs": (PICTURE, [picture(b"\x81\x10" * 5513 + b"\x80", Filter=Name.RunLengthDecode)]),
    "a JPEG in letters": (PICTURE, [picture(b64.a85encode(JPEG) + b"~>", Filter=Array([
        Name.ASCII85Decode, Name.DCTDecode]))]),
    "dots with round ends": (b"1 J [0 2] 0 d " + LINE, []),
    "dots with round ends by a setting": (b"/Gs gs [0 2] 0 d " + LINE, [settings_of(LC=1)]),
    "short gaps between dashes": (b"[6 .1] 0 d " + LINE, []),
    "a tiny dash that is never reached": (b"[60 2 .1 2] 0 d " + LINE, []),
    "a tiny dash that lies before the start": (b"[.1 60] .1 d " + LINE, []),
    "dashes of nothing": (b"[0 0] 0 d " + LINE, []),
    "dashes that are given back": (b"q [.1 2] 0 d Q " + LINE, []),
    "white that is blended as usual": (SOLID + b"/Gs gs " + WHITE, [settings_of(BM=Name.Normal)]),
    "white that multiplies on paper": (b"/Gs gs " + WHITE, [MULTIPLIED]),
    "white that lightens": (SOLID + b"/Gs gs " + WHITE, [settings_of(BM=Name.Screen)]),
    "white after what multiplies": (SOLID + b"q /Gs gs Q " + WHITE, [MULTIPLIED]),
    "black that multiplies": (SOLID + b"/Gs gs 0 0 0 1 k 40 40 20 20 re f", [MULTIPLIED]),
    "white on a colour of a group that multiplies": (SOLID + b"/Gs gs /Fm Do", [
        MULTIPLIED, group(b"0 0 0 1 k 30 30 60 60 re f " + WHITE)]),
    "white that multiplies in a group of its own": (SOLID + b"/Fm Do", [group(b"/Gs gs " + WHITE, I=True)]),
    "a mask as fine as its picture": (PICTURE, [masked(disc(420))]),
    "a mask of one bit as fine as its picture": (PICTURE, [masked(disc(420, **STENCIL), kind="Mask")]),
    "a coarse mask that is blurred": (PICTURE, [masked(disc(80, blur=4))]),
    "a mask that is the same everywhere": (PICTURE, [masked(lambda pdf: files.image(
        pdf, b"\x80" * 4, ColorSpace=Name.DeviceGray))]),
    "a colour that masks": (PICTURE, [masked(lambda _: Array([0, 1] * 4), kind="Mask")]),
    "a coarse mask in a drawing that is blurred": (b"/Gs gs " + GROUND, [masking(disc(80, blur=4))]),
    "a JPEG that lacks the sign of its end alone": (PICTURE, [picture(JPEG[:-2], Filter=Name.DCTDecode)]),
    "a picture of a poster": (PICTURE, [picture(coded("JPEG", "L", 250, 13_500), 13_500, Filter=Name.DCTDecode,
                                                ColorSpace=Name.DeviceGray)]),
    "an annotation that is gone": (GROUND, [annotated(None)]),
    "information of other kinds": (GROUND, [lambda pdf: (
        pdf.docinfo.__setitem__("/Odd", Name("/ab")), pdf.docinfo.__setitem__("/More", Array([1])))]),
}


ONE_LOOK: dict[str, list[Change]] = {
    "sampled": other_gold(lambda pdf: a_gold(samples(0, .2, .8, 0)(pdf))),
    "worked out": other_gold(lambda pdf: a_gold(program(b"{0 exch dup .2 mul exch .8 mul 0}")(pdf))),
    "worked out in other steps": other_gold(lambda pdf: a_gold(program(
        b"{dup 0 mul exch dup .2 mul exch dup .8 mul exch 0 mul}")(pdf))),
    "in a way that nobody here works out": other_gold(lambda pdf: a_gold(program(b"{dup 1 gt {pop 0} if 0 0 0}")(pdf))),
    "in parts": other_gold(lambda _: a_gold(Dictionary(
        FunctionType=3, Domain=Array([0, 1]), Bounds=Array([.5]), Encode=Array([0, .5, .5, 1]),
        Functions=Array([power(0, .2, .8, 0)] * 2)))),
    "of another ink": other_gold(lambda _: a_gold(power(1, 0, 0, 0), name="Blue")),
}


@pytest.mark.parametrize("changes", ONE_LOOK.values(), ids=ONE_LOOK)
def test_an_ink_that_looks_the_same_is_told_as_one(changes: list[Change]) -> None:
    told = found(press_pdf(TWO_SPACES, *changes))
    assert {each.partition(" [")[2] for each in told} == {"press-spot-ink]"}, told


def test_the_inks_of_the_press_look_as_they_are_whatever_a_space_says() -> None:
    black = a_space("Cs", a_gold(power(0, 0, 0, 1), name="Black"))
    other = a_space("Ct", a_gold(power(.5, .5, .5, 1), name="Black"))
    assert found(press_pdf(TWO_SPACES, black, other)) == []


@pytest.mark.parametrize(("operators", "changes"), CLEAN.values(), ids=CLEAN)
def test_what_looks_like_a_fault_and_is_right_passes(operators: bytes, changes: list[Change]) -> None:
    assert found(press_pdf(operators, *changes), "full") == []


def test_of_many_pictures_what_is_said_of_them_is_still_held_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_paint, "PICTURE_PIXELS", 0)
    told = found(press_pdf(PICTURE, picture(JPEG, 900, Filter=Name.DCTDecode)))
    assert any("its JPEG has 420 × 420 pixels" in each for each in told), told
    assert not any("cannot be shown" in each for each in found(press_pdf(PICTURE, picture(b"\0" * 999))))


@pytest.mark.parametrize("held", [None, 7, Name.No, String("x"), Array(), Dictionary()], ids=str)
def test_no_finding_speaks_of_our_own_types(held: object) -> None:
    """Plant the wrong kind of thing wherever an annotation, a box or a profile belongs."""
    told = found(press_pdf(GROUND, annotated(held), lambda pdf: pdf.Root.OutputIntents[0].__setitem__(
        "/DestOutputProfile", pdf.make_stream(b"")), page(1, CropBox=Array([held or 0]), Rotate=held or 0)))
    assert [each for each in told if "NoneType" in each or "object has" in each or "unpack" in each] == []
