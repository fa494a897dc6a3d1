"""Each rule of preflight catches the fault planted in a small PDF, wherever it hides, and passes clean ones."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import ImageCms

from pipeline import checks
from pipeline.checks.press import press_output_intent
from pipeline.model.press_terms import USUAL_TERMS, PressTerms
from pipeline.tools.reading import qpdf_words
from tests import press
from tests import press_files as files
from tests.conftest import PROFILE
from tests.press_files import GROUND, WORD, Change, press_pdf, resource


def found(content: bytes, depth: checks.Depth = "fast") -> list[str]:
    """Return what all rules say, without the name of the file."""
    told = checks.examine("artifact", files.artifact(content), depth)
    return [f"{finding.place.inside}: {finding.severity}: {finding.message} [{finding.check}]" for finding in told]


#: What belongs to this project, of which a stranger knows nothing.
OURS = re.compile(r"tokens\.yaml|publication\.yaml|labels\.yaml|channel|\bour |token|finisher|typesetter")


def strangers_fixes(content: bytes) -> list[str]:
    """Return how a stranger is told to mend a file, each fix once."""
    return sorted({finding.fix for finding in checks.examine("artifact", files.artifact(content))})


def root(key: str, make: Callable[[Pdf], object]) -> Change:
    return lambda pdf: pdf.Root.__setitem__(f"/{key}", make(pdf))


def annotation(**entries: object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Rect=Array([40, 40, 49, 49]), **entries)])

    return change


def looks(pdf: Pdf) -> None:
    annotation(Subtype=Name.Stamp, AP=Dictionary(N=files.form(pdf, b"1 0 0 rg 0 0 9 9 re f")))(pdf)


def drop_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def intent_name(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("Custom")


def drop_boxes(pdf: Pdf) -> None:
    del pdf.pages[0].obj["/TrimBox"]


def box(name: str, *edges: float) -> Change:
    return lambda pdf: pdf.pages[0].obj.__setitem__(f"/{name}", Array(list(edges)))


def unembedded(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.G = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def soft_mask(operators: bytes, **entries: object) -> Change:
    return resource("ExtGState", "Gs", lambda pdf: Dictionary(
        SMask=Dictionary(S=Name.Luminosity, G=files.form(pdf, operators, **entries))))


def own_font(glyph: bytes) -> Change:
    return resource("Font", "Own", lambda pdf: files.drawn_font(pdf, glyph))


def two_glyphs(pdf: Pdf) -> Object:
    font = files.drawn_font(pdf)
    font.CharProcs.B = pdf.make_stream(b"700 0 d0 1 0 0 rg 0 0 9 9 re f")
    return font


def shading(space: object, *values: float) -> Change:
    return resource("Shading", "Sh", lambda pdf: files.gradient(space, files.function(*values)))


def shading_pattern(pdf: Pdf) -> pikepdf.Object:
    return Dictionary(PatternType=2, Shading=files.gradient(Name.DeviceRGB, files.function(1, 0, 0)))


def overprinting(mode: int = 1, **more: object) -> Change:
    return resource("ExtGState", "Gs", lambda _: Dictionary(OP=True, op=True, OPM=mode, **more))


def settings_of(**entries: object) -> Change:
    return resource("ExtGState", "Gs", lambda pdf: Dictionary(**{
        key: make(pdf) if callable(make) else make for key, make in entries.items()}))


def a_curve(_: Pdf) -> Object:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1]), C1=Array([0]))


def layered(name: str, *, is_on: bool) -> Change:
    """Return a change that names the layer /L on the first page."""
    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        told = Dictionary(Order=Array([layer]), **({} if is_on else {"OFF": Array([layer])}))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=told)
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)

    return change


def page(number: int, **entries: object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[number - 1].obj[f"/{key}"] = value

    return change


def profile(content: bytes, identifier: str = "FOGRA39") -> Change:
    def change(pdf: Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        intent.OutputConditionIdentifier = String(identifier)
        intent.DestOutputProfile = pdf.make_stream(content, N=4)

    return change


def a_space(name: str, space: Object) -> Change:
    return resource("ColorSpace", name, lambda _: space)


def in_profile(inks: int) -> Change:
    return resource("ColorSpace", "Cs", lambda pdf: Array([
        Name.ICCBased, pdf.make_stream(PROFILE.read_bytes() if inks == 4 else SRGB, N=inks)]))


def earlier(version: str, **info: str) -> Change:
    """Return a change that makes the file one of PDF/X-1a or PDF/X-3, without metadata."""
    def change(pdf: Pdf) -> None:
        del pdf.Root.Metadata
        dates = {"CreationDate": "D:20260101000000Z", "ModDate": "D:20260101000000Z"}
        for key, value in {"GTS_PDFXVersion": version, **dates, **info}.items():
            pdf.docinfo[f"/{key}"] = value

    return change


def spotted(*names: str, base: Object = Name.DeviceCMYK) -> Change:
    family = Array([Name.Separation, Name(f"/{names[0]}"), base, files.function(0, 1, 1, 0)])
    return a_space("Cs", family)


def gone(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


#: A frame on the layer /L.
ON_LAYER = b"/OC /L BDC 0 1 0 0 K 40 40 20 20 re S EMC"
#: A profile for screens.
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))])
CALIBRATED = Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))])
INDEXED = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0" * 6)])
SPOT = Array([Name.Separation, Name("/PANTONE"), Name.DeviceRGB, files.function(1, 0, 0)])
RED = b"1 0 0 rg 0 0 9 9 re f"
RGB_TRANSPARENCY = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
HEAVY_PICTURE = partial(files.image, samples=b"\xff" * 16)

#: What is drawn, what is changed, what has to be said.
FAULTS: dict[str, tuple[bytes, list[Change], str]] = {
    "rgb in a form in a form": (b"/Fm Do", [resource("XObject", "Fm", files.nested_form(1, RED))], "fill in DeviceRGB"),
    "rgb sixty forms deep": (b"/Fm Do", [resource("XObject", "Fm", files.nested_form(60, RED))], "fill in DeviceRGB"),
    "rgb in a tile": (b"/Pattern cs /Pa scn 0 0 9 9 re f",
                      [resource("Pattern", "Pa", lambda pdf: files.tile(pdf, RED))],
                      "page 1: error: fill in DeviceRGB, -7 mm from the left and 42 mm from the top of the trim"),
    "rgb behind a colourless tile": (
        b"/Cs cs 1 0 0 /Pa scn 0 0 9 9 re f",
        [resource("Pattern", "Pa", lambda pdf: files.tile(pdf, b"0 0 1 1 re f", 2)),
         resource("ColorSpace", "Cs", lambda _: Array([Name.Pattern, Name.DeviceRGB]))], "fill in DeviceRGB"),
    "rgb in a gradient as pattern": (b"/Pattern cs /Pa scn 0 0 9 9 re f", [resource("Pattern", "Pa", shading_pattern)],
                                     "shading in DeviceRGB"),
    "rgb in a gradient": (b"/Sh sh", [shading(Name.DeviceRGB, 1, 0, 0)], "shading in DeviceRGB"),
    "lab": (b"/Cs cs 50 0 0 scn 0 0 9 9 re f", [resource("ColorSpace", "Cs", lambda _: LAB)], "fill in Lab"),
    "calibrated rgb": (b"/Cs CS 1 0 0 SCN 0 0 m 9 9 l S", [resource("ColorSpace", "Cs", lambda _: CALIBRATED)],
                       "stroke in CalRGB"),
    "a spot ink": (b"/Cs cs 1 scn 0 0 9 9 re f", [resource("ColorSpace", "Cs", lambda _: SPOT)],
                   "fill in Separation DeviceRGB"),
    "rgb in an inline image": (b"q 9 0 0 9 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q", [],
                               "image in DeviceRGB, 11 mm from the left and 24 mm from the top of the trim"),
    "rgb in a table of colours": (
        b"q 0.1 0 0 0.1 0 0 cm /Im Do Q",
        [resource("XObject", "Im", lambda pdf: files.image(pdf, b"\0" * 4, ColorSpace=INDEXED))], "image in DeviceRGB"),
    "rgb in an image's mask": (
        b"q 0.1 0 0 0.1 0 0 cm /Im Do Q",
        [resource("XObject", "Im", lambda pdf: files.image(pdf, SMask=files.image(pdf, ColorSpace=Name.DeviceRGB)))],
        "image in DeviceRGB"),
    "rgb in a soft mask": (b"/Gs gs", [soft_mask(RED)], "fill in DeviceRGB"),
    "rgb in a drawn glyph": (b"BT /Own 12 Tf (A) Tj ET", [own_font(b"700 0 d0 1 0 0 rg 0 0 9 9 re f")],
                             "fill in DeviceRGB"),
    "rgb in a stencil": (b"1 0 0 rg q 0.05 0 0 0.05 0 0 cm BI /W 1 /H 1 /IM true ID \0 EI Q", [], "image in DeviceRGB"),
    "rgb in the looks of an annotation": (b"", [looks], "fill in DeviceRGB"),
    "an rgb group": (b"/Fm Do", [resource("XObject", "Fm", lambda pdf: files.form(pdf, b"", Group=RGB_TRANSPARENCY))],
                     "page 1: error: transparency is blended in DeviceRGB [press-group-colour]"),
    "an rgb group of a soft mask": (b"/Gs gs", [soft_mask(b"", Group=RGB_TRANSPARENCY)], "[press-group-colour]"),
    "three components in four": (b"/Sh sh", [shading(Name.DeviceCMYK, 1, 0, 0)],
                                 "a gradient gives 3 components, DeviceCMYK has 4 [shading-components]"),
    "a coarse picture": (b"q 1 0 0 1 50 50 cm /Im Do Q", [resource("XObject", "Im", files.image)],
                         "error: picture of 2 × 2 pixels at 144 an inch, 250 are wanted, 11 mm from the left"),
    "a picture that is a little coarse": (
        b"q 0.75 0 0 .75 50 50 cm /Im Do Q", [resource("XObject", "Im", files.image)],
        "warning: picture of 2 × 2 pixels at 192 an inch"),
    "a picture made coarse by its form": (
        b"2 0 0 2 0 0 cm /Fm Do", [resource("XObject", "Fm", lambda pdf: files.form(
            pdf, b"q 0.5 0 0 0.5 9 9 cm /Im Do Q", Resources=Dictionary(XObject=Dictionary(Im=files.image(pdf)))))],
        "144 an inch"),
    "coarse line art": (b"q 1 0 0 1 50 50 cm BI /W 8 /H 8 /IM true ID abcdefgh EI Q", [],
                        "error: line art of 8 × 8 pixels at 576 an inch, 1200 are wanted"),
    "a hairline": (b"0.2 w 40 40 m 49 49 l S", [], "a line of 0.2 pt, 7 mm from the left and 28 mm from the top"),
    "a line of no width": (b"0 w 40 40 m 49 49 l S", [], "a line of 0 pt"),
    "a line made thin by its scale": (b"0.1 0 0 0.1 0 0 cm 1 w 400 400 m 499 499 l S", [], "a line of 0.1 pt"),
    "a line made thin by its setting": (
        b"/Gs gs 40 40 m 49 49 l S", [resource("ExtGState", "Gs", lambda _: Dictionary(LW=0.1))], "a line of 0.1 pt"),
    "a thin rectangle": (b"20 20 60 0.1 re f", [], "a line of 0.1 pt, 0 mm from the left"),
    "small text": (b"BT /F 4.5 Tf 40 60 Td (A) Tj ET", [], "text of 4.5 pt, 7 mm from the left and 21 mm from the top"),
    "text made small": (b"q 0.4 0 0 0.4 0 0 cm BT /F 12 Tf 100 100 Td (A) Tj ET Q", [], "text of 4.8 pt"),
    "small light text": (b"0 g 0 0 50 50 re f 1 g BT /F 6 Tf 40 40 Td (A) Tj ET", [], "error: light text of 6 pt"),
    "rich black": (b".4 .4 .4 1 k BT /F 9 Tf 40 60 Td (A) Tj ET", [], "rich black 40/40/40/100 [rich-black-text]"),
    "too much ink": (b"1 1 1 .2 k 40 40 9 9 re f", [], "is 320 percent of ink, the limit is 300 [ink-limit]"),
    "a script": (b"", [root("Names", lambda _: Dictionary(JavaScript=Dictionary()))], "the file holds JavaScript"),
    "an action on opening": (b"", [root("OpenAction", lambda _: Dictionary(S=Name.Named, N=Name.Print))],
                             "the file holds an action on opening [press-active-content]"),
    "a form field": (b"", [root("AcroForm", lambda _: Dictionary(Fields=Array([Dictionary()])))],
                     "the file holds a form"),
    "a link to a script": (b"", [annotation(Subtype=Name.Link, A=Dictionary(S=Name.JavaScript, JS=String("")))],
                           "the file holds JavaScript"),
    "a film": (b"", [root("Held", lambda pdf: pdf.make_indirect(Dictionary(S=Name.Rendition)))],
               "the file holds a film or a sound"),
    "an embedded file": (b"", [root("Held", lambda pdf: pdf.make_stream(b"", Type=Name.EmbeddedFile))],
                         "the file holds an embedded file"),
    "an annotation": (b"", [annotation(Subtype=Name.Link)], "page 1: error: an annotation of kind Link"),
    "no intent": (b"", [drop_intent], "0 output intents for PDF/X, not 1"),
    "an unregistered condition": (b"", [intent_name], "the condition is “Custom”, which is no registered name"),
    "no trim": (b"", [drop_boxes], "the TrimBox is missing"),
    "too little bleed": (b"", [box("BleedBox", 15, 15, 123, 123)], "the bleed is 1.4 to 1.4 mm, 3.0 are needed"),
    "boxes not nested": (b"", [box("MediaBox", 12, 12, 138, 138)], "not nested [press-boxes]"),
    "a font that is not there": (b"BT /G 12 Tf (A) Tj ET", [unembedded], "the font Helvetica is not embedded"),
    "a font that is not even named": (b"BT /Nope 12 Tf (A) Tj ET", [],
                                      "page 1: error: text is shown in a font that is nowhere in the file"),
    "no pdf/x": (b"", [root("Metadata", lambda pdf: pdf.make_stream(b"<x/>"))], "GTS_PDFXVersion is “”"),
    "white text that overprints a colour": (
        GROUND + b"/Gs gs 0 0 0 0 k BT /F 14 Tf 40 60 Td (A) Tj ET", [overprinting()],
        "page 1: error: white text is set to overprint, 7 mm from the left and 21 mm from the top"),
    "a white shape that overprints a colour in a form": (
        GROUND + b"/Gs gs /Fm Do", [overprinting(), resource("XObject", "Fm", lambda pdf: files.form(
            pdf, b"0 0 0 0 k 40 40 20 20 re f"))], "error: white fill is set to overprint"),
    "a light stroke that overprints a colour": (
        b"1 0 0 0 k 10 10 118 118 re f /Gs gs 0 .1 0 0 K 2 w 40 40 m 60 60 l S", [overprinting()],
        "warning: light stroke is set to overprint"),
    "white that overprints a picture": (
        b"q 0.5 0 0 0.5 40 40 cm 100 0 0 100 0 0 cm /Im Do Q /Gs gs 0 0 0 0 k 45 45 9 9 re f",
        [overprinting(), resource("XObject", "Im", HEAVY_PICTURE)], "error: white fill is set to overprint"),
    "black text that knocks out of a solid": (
        b"1 .5 0 0 k 10 10 118 118 re f 0 0 0 1 k BT /F 9 Tf 40 60 Td (A) Tj ET", [],
        "page 1: warning: black text of 9 pt knocks out of a colour, 7 mm from the left"),
    "grey-black text that knocks out": (
        b"1 .5 0 0 k 10 10 118 118 re f 0 g BT /F 9 Tf 40 60 Td (A) Tj ET", [], "black text of 9 pt knocks out"),
    "grey-black that overprints takes inks away": (
        b"1 .5 0 0 k 10 10 118 118 re f /Gs gs 0 g BT /F 9 Tf 40 60 Td (A) Tj ET", [overprinting()],
        "black text of 9 pt knocks out"),
    "small text in four inks": (b".9 .45 .45 .35 k BT /F 6 Tf 40 60 Td (A) Tj ET", [],
                                "warning: text of 6 pt in 90/45/45/35"),
    "small text in three inks": (b".9 .45 0 .35 k BT /F 11.5 Tf 40 60 Td (A) Tj ET", [], "11.5 pt in 90/45/0/35"),
    "a slanting sliver": (b"0 0 0 1 k 30 30 m 90 90 l 90.07 89.93 l 30.07 29.93 l f", [], "error: a line of 0.1 pt"),
    "a curved sliver": (b"0 0 0 1 k 30 30 m 50 80 70 80 90 30 c 70 79.8 50 79.8 30 30 c f", [], "error: a line of 0."),
    "a ring as thin as a hair": (b"0 0 0 1 k 40 40 20 20 re 40.1 40.1 19.8 19.8 re f*", [], "a line of 0.1 pt"),
    "a fine line in a tint": (b"0 0 0 .3 K .3 w 40 40 m 60 60 l S", [], "warning: a line of 0.3 pt in a tint"),
    "a faint tint": (b".02 0 0 0 k 40 40 20 20 re f", [], "warning: a tint of 2/0/0/0 percent"),
    "a faint grey": (b".98 g 40 40 20 20 re f", [], "a tint of 0/0/0/2 percent"),
    "small text in a pattern": (b"/Pattern cs /Pa scn BT /F 9 Tf 40 60 Td (A) Tj ET", [
        resource("Pattern", "Pa", lambda pdf: files.tile(pdf, b"0 0 0 1 k 0 0 5 5 re f"))],
                                "warning: text of 9 pt is filled with a pattern"),
    "a transfer function": (GROUND + b"/Gs gs", [settings_of(TR=a_curve)], "error: a transfer function (TR)"),
    "a transfer function by its other key": (b"/Gs gs", [settings_of(TR2=a_curve)], "a transfer function (TR2)"),
    "a halftone": (b"/Gs gs", [settings_of(HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45))],
                   "warning: a halftone of its own"),
    "a placeholder": (b"q .5 0 0 .5 40 40 cm /Im Do Q", [resource(
        "XObject", "Im", lambda pdf: files.image(pdf, OPI=Dictionary()))], "error: a picture is only a placeholder"),
    "a PostScript program": (b"/Ps Do", [resource(
        "XObject", "Ps", lambda pdf: pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS))],
                             "error: a PostScript program"),
    "PostScript in a form": (b"/Fm Do", [resource("XObject", "Fm", lambda pdf: files.form(pdf, b"", Subtype2=Name.PS))],
                             "error: a PostScript program"),
    "a picture with others": (b"q .5 0 0 .5 40 40 cm /Im Do Q", [resource(
        "XObject", "Im", lambda pdf: files.image(pdf, Alternates=Array()))], "error: a picture has others"),
    "a default space": (b"", [a_space("DefaultCMYK", Name.DeviceGray)],
                        "warning: DefaultCMYK takes the place of the inks"),
    "a die line": (ON_LAYER, [layered("Die line", is_on=True)],
                   "warning: the layer “Die line” is printed as ink"),
    "a varnish": (ON_LAYER, [layered("Spot varnish", is_on=True)], "warning: the layer “Spot varnish”"),
    "a hidden layer": (ON_LAYER, [layered("Spanish", is_on=False)], "note: the layer “Spanish” is off"),
    "rgb on a hidden layer": (b"/OC /L BDC " + RED + b" EMC", [layered("Spanish", is_on=False)],
                              "note: fill in DeviceRGB, which is not printed"),
    "rgb that is clipped away": (b"q 90 90 9 9 re W n " + RED + b" Q", [], "note: fill in DeviceRGB, which is not"),
    "a spot ink that is fine": (b"/Cs cs 1 scn 40 40 20 20 re f", [spotted("PANTONE 485 C")],
                                "note: the spot ink “PANTONE 485 C” is used, on 1 of 1 page"),
    "a crop box that cuts": (b"", [box("CropBox", 30, 30, 100, 100)], "error: the CropBox cuts into the trim"),
    "a unit of two points": (b"q .5 0 0 .5 50 50 cm /Im Do Q",
                             [resource("XObject", "Im", files.image), page(1, UserUnit=2)],
                             "error: picture of 2 × 2 pixels at 144 an inch"),
    "rgb behind a clip without a path": (b"W n " + RED, [], "error: fill in DeviceRGB"),
    "a frame on the cut": (b"1 w 19 19 100 100 re S", [], "warning: a line runs along the left edge of the trim"),
    "a bar that ends at the cut": (b"19 60 30 3 re f", [], "warning: a small shape ends at the left edge of the trim"),
    "a profile that breaks off": (b"", [profile(PROFILE.read_bytes()[:5000])], "is broken: it breaks off after"),
    "a profile without tables": (b"", [profile(PROFILE.read_bytes()[:128] + b"\0\0\0\0" + PROFILE.read_bytes()[132:])],
                                 "error: the embedded profile is broken"),
    "a profile for another condition": (
        b"", [profile(PROFILE.read_bytes(), "FOGRA52")],
        "error: the condition is “FOGRA52”, the embedded profile is made for FOGRA39"),
    "another title": (b"", [lambda pdf: pdf.docinfo.__setitem__("/Title", "Another job")],
                      "warning: Title is “Another job” in the document information, “Clean” in the metadata"),
    "another date": (b"", [lambda pdf: pdf.docinfo.__setitem__("/CreationDate", "D:20250101000000Z")],
                     "warning: CreationDate is “D:20250101000000Z” in the document information"),
    "pdf/x-1a without a title": (b"", [earlier("PDF/X-1a:2003", Title="")], "error: Title is missing"),
    "pdf/x-1a without dates": (b"", [earlier("PDF/X-1a:2003", ModDate="")], "note: ModDate is missing"),
    "transparency in pdf/x-1a": (b"/Gs gs 0 0 9 9 re f", [earlier("PDF/X-1a:2003"), settings_of(ca=0.5)],
                                 "error: something lets what is below shine through, in a file of PDF/X-1a"),
    "layers in pdf/x-3": (b"", [earlier("PDF/X-3:2003"), layered("Text", is_on=True)], "layers in a file of PDF/X-3"),
    "colour by a profile in pdf/x-1a": (b"/Cs cs 1 0 0 scn 0 0 9 9 re f", [earlier("PDF/X-1a:2003"), in_profile(3)],
                                        "error: fill in ICCBased 3"),
    "a group in a profile": (b"/Fm Do", [resource("XObject", "Fm", lambda pdf: files.form(
        pdf, b"", Group=Dictionary(S=Name.Transparency, CS=Array([
            Name.ICCBased, pdf.make_stream(PROFILE.read_bytes(), N=4)]))))], "warning: transparency is blended in ICC"),
    "a form that is not there": (b"/Nope Do", [], "page 1: error: the operator Do cannot be read"),
    "a form that draws itself": (b"/Fm Do", [resource("XObject", "Fm", lambda pdf: draws_itself(pdf))],
                                 "a drawing draws itself"),
}
RASTER_FAULTS: dict[str, tuple[bytes, list[Change], str]] = {
    "colour that ends at the trim": (b"0 .5 0 0 k 19 19 100 100 re f", [],
                                     "page 1: error: 35 mm of the left edge are inked up to the trim, not into"),
    "a stripe that ends at the trim": (b"0 .5 0 0 k 19 60 30 10 re f", [], "4 mm of the left edge"),
    "colour that ends at the trim of a turned page": (
        b"0 .5 0 0 k 19 60 30 10 re f", [lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", 90)], "of the left edge"),
    "a heavy picture": (b"q 20 0 0 20 50 50 cm /Im Do Q", [resource("XObject", "Im", HEAVY_PICTURE)],
                        "hold more than 300 percent of ink, the first of them 11 mm from the left and 17 mm"),
    "two tints that overprint": (
        b"/Gs gs 1 1 0 0 k 40 40 20 20 re f 0 0 1 1 k 40 40 20 20 re f",
        [resource("ExtGState", "Gs", lambda _: Dictionary(OP=True, op=True, OPM=1))], "50 mm² hold more than 300"),
}


def draws_itself(pdf: Pdf) -> pikepdf.Object:
    inner = pdf.make_indirect(files.form(pdf, b"/In Do"))
    inner.Resources = Dictionary(XObject=Dictionary(In=inner))
    return inner


@pytest.mark.parametrize(("operators", "changes", "words"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_told(operators: bytes, changes: list[Change], words: str) -> None:
    told = found(press_pdf(operators, *changes))
    assert any(words in each for each in told), told


@pytest.mark.parametrize(("operators", "changes", "words"), RASTER_FAULTS.values(), ids=RASTER_FAULTS)
def test_a_fault_planted_in_the_pixels_is_told(operators: bytes, changes: list[Change], words: str) -> None:
    content = press_pdf(operators, *changes)
    told = found(content, "full")
    assert any(words in each for each in told), told
    assert not any(words in each for each in found(content))


CLEAN: dict[str, tuple[bytes, list[Change]]] = {
    "colour in the bleed and a word": (GROUND + WORD, []),
    "a fine picture": (b"q 0.5 0 0 0.5 50 50 cm /Im Do Q", [resource("XObject", "Im", files.image)]),
    "a ramp one pixel high": (b"q 9 0 0 9 50 50 cm /Im Do Q",
                              [resource("XObject", "Im", lambda pdf: files.image(pdf, b"\0" * 8, Height=1))]),
    "a gradient in four inks": (b"/Sh sh", [shading(Name.DeviceCMYK, 0.1, 0, 0, 0)]),
    "a line of a quarter point": (b"0.25 w 40 40 m 60 40 l S 40 50 20 0.25 re f", []),
    "a fine line on another scale": (b"q 0.1 0 0 0.1 0 0 cm 2.5 w 400 400 m 600 400 l S Q", []),
    "text of five points": (b"BT /F 5 Tf 40 60 Td (A) Tj ET", []),
    "light text of seven points": (b"0 g 30 30 50 50 re f 1 g BT /F 7 Tf 40 60 Td (A) Tj ET", []),
    "invisible text": (b"3 Tr BT /F 1 Tf 40 60 Td (A) Tj ET", []),
    "an inner border cut out of an outer one": (b"40 40 30 0 re 40 40 30 1 re f*", []),
    "a stripe that slants into the bleed": (b"0 .5 0 0 k 10 50 m 30 65 l 30 80 l 10 65 l f", []),
    "a word near the trim": (b"0 0 0 1 k BT /F 12 Tf 24 60 Td (A) Tj ET", []),
    "a glyph whose user chooses the colour": (
        b"0 0 0 1 k BT /Own 12 Tf 40 60 Td (A) Tj ET", [own_font(b"700 0 0 0 700 700 d1 1 0 0 rg 0 0 700 700 re f")]),
    "no drawing at all": (b"", []),
    "black that overprints a solid": (
        b"1 .5 0 0 k 10 10 118 118 re f /Gs gs 0 0 0 1 k BT /F 9 Tf 40 60 Td (A) Tj ET", [overprinting()]),
    "black on a white box on a solid": (
        b"1 .5 0 0 k 10 10 118 118 re f 0 0 0 0 k 35 50 50 30 re f 0 0 0 1 k BT /F 9 Tf 40 60 Td (A) Tj ET", []),
    "black beside a solid": (b"1 .5 0 0 k 10 10 118 30 re f 0 0 0 1 k BT /F 9 Tf 40 60 Td (A) Tj ET", []),
    "large black text on a solid": (b"1 .5 0 0 k 10 10 118 118 re f 0 0 0 1 k BT /F 12 Tf 40 60 Td (A) Tj ET", []),
    "white that overprints paper": (b"/Gs gs 0 0 0 0 k 40 40 20 20 re f", [overprinting()]),
    "white that knocks out in mode 0": (GROUND + b"/Gs gs 0 0 0 0 k 40 40 20 20 re f", [overprinting(0)]),
    "white grey that takes inks away": (b"1 .5 0 0 k 10 10 118 118 re f /Gs gs 1 g 40 40 20 20 re f", [overprinting()]),
    "large text in four inks": (b".9 .45 .45 .35 k BT /F 12 Tf 40 60 Td (A) Tj ET", []),
    "small text in two inks": (b".9 0 .45 0 k BT /F 6 Tf 40 60 Td (A) Tj ET", []),
    "a slanting bar": (b"0 0 0 1 k 30 30 m 90 90 l 90.3 89.7 l 30.3 29.7 l f", []),
    "a ring of half a point": (b"0 0 0 1 k 40 40 20 20 re 40.5 40.5 19 19 re f*", []),
    "a line of half a point in a tint": (b"0 0 0 .3 K .5 w 40 40 m 60 60 l S", []),
    "a tint of three percent": (b".03 0 0 0 k 40 40 20 20 re f", []),
    "large text in a pattern": (b"/Pattern cs /Pa scn BT /F 14 Tf 40 60 Td (A) Tj ET", [
        resource("Pattern", "Pa", lambda pdf: files.tile(pdf, b"0 0 0 1 k 0 0 5 5 re f"))]),
    "settings that change nothing": (GROUND + b"/Gs gs", [
        settings_of(TR=Name.Identity, TR2=Name.Default, HT=Name.Default)]),
    "a pattern space by its own name": (b"/Pattern cs /Pa scn 30 30 9 9 re f", [
        resource("Pattern", "Pa", lambda pdf: files.tile(pdf, b"0 0 0 1 k 0 0 5 5 re f")),
        a_space("Pattern", Name.Pattern)]),
    "cmyk by way of a profile": (b"/Cs cs 0 0 0 1 scn 40 40 20 20 re f", [in_profile(4)]),
    "a layer that is on": (b"/OC /L BDC " + WORD + b"EMC", [layered("Text", is_on=True)]),
    "rgb in a drawing of a glyph that nobody shows": (b"BT /Own 12 Tf 40 60 Td (A) Tj ET", [resource(
        "Font", "Own", two_glyphs)]),
    "a clip without a path": (b"W n " + WORD, []),
    "a bar that runs into the bleed": (b"10 60 39 3 re f", []),
    "a line across the cut": (b"1 w 10 60 m 49 60 l S", []),
    "a frame inside the cut": (b"1 w 28 28 82 82 re S", []),
    "a white frame on the cut": (b"1 G 1 w 19 19 100 100 re S", []),
    "marks beyond the bleed": (b"0 0 0 1 K .1 w 0 19 m 5 19 l S BT /F 3 Tf 20 3 Td (A) Tj ET", []),
    "a crop box as large as the bleed": (GROUND + WORD, [box("CropBox", 10, 10, 128, 128)]),
    "pages turned the same way": (GROUND + WORD, [page(1, Rotate=90)]),
    "a unit of two points, boxes of half the size": (b"0 .5 0 0 k 5 5 59 59 re f", [page(
        1, UserUnit=2, MediaBox=Array([0, 0, 69, 69]), BleedBox=Array([5, 5, 64, 64]),
        TrimBox=Array([9.5, 9.5, 59.5, 59.5]))]),
    "pdf/x-1a of 2001": (GROUND + WORD, [earlier("PDF/X-1:2001", GTS_PDFXConformance="PDF/X-1a:2001")]),
    "pdf/x-1a of 2003 without its profile": (GROUND + WORD, [earlier("PDF/X-1a:2003"), gone]),
    "colour by a profile in pdf/x-3": (b"/Cs cs 1 0 0 scn 40 40 9 9 re f", [earlier("PDF/X-3:2002"), in_profile(3)]),
}


@pytest.mark.parametrize(("operators", "changes"), CLEAN.values(), ids=CLEAN)
def test_what_any_shop_accepts_passes(operators: bytes, changes: list[Change]) -> None:
    assert found(press_pdf(operators, *changes), "full") == []


TWO_PAGES: dict[str, tuple[list[Change], str]] = {
    "upside down": ([page(2, Rotate=180)], "page 2: warning: the page stands against page 1: upside down"),
    "across": ([page(2, Rotate=90)], "page 2: warning: the page stands against page 1: a quarter turn"),
    "of another size": ([page(2, TrimBox=Array([19, 19, 119, 109]))],
                        "page 2: warning: the page is 35 × 32 mm, the first"),
    "of another unit": ([page(2, UserUnit=2)], "page 2: warning: the page is 71 × 71 mm, the first one is 35 × 35"),
    "blank": ([lambda pdf: pdf.pages[1].obj.__setitem__("/Contents", pdf.make_stream(b""))],
              "page 2: warning: the page is blank"),
}


@pytest.mark.parametrize(("changes", "words"), TWO_PAGES.values(), ids=TWO_PAGES)
def test_pages_that_do_not_go_together_are_told(changes: list[Change], words: str) -> None:
    assert found(press_pdf(GROUND + WORD, pages=2)) == []
    told = found(press_pdf(GROUND + WORD, *changes, pages=2))
    assert any(words in each for each in told), told


def test_an_agreed_sheet_that_is_turned_by_its_rotation_is_right() -> None:
    """Hold a page against 44 × 35 mm that is 35 × 44 mm in the file, and turned."""
    upright = [page(1, MediaBox=Array([0, 0, 138, 163]), BleedBox=Array([10, 10, 128, 153]),
                    TrimBox=Array([19, 19, 119, 144]))]
    held = replace(files.artifact(press_pdf(b"", *upright, page(1, Rotate=90))),
                   held_against=PressTerms(trim_mm=(44.1, 35.3)))
    assert [each.check for each in checks.examine("artifact", held)] == []
    held = replace(held, content=press_pdf(b"", *upright))
    (told,) = checks.examine("artifact", held)
    assert told.message == "the trim is 35.3 × 44.1 mm, 44.1 × 35.3 were agreed"


def test_spot_inks_are_an_error_where_the_terms_exclude_them() -> None:
    content = press_pdf(b"/Cs cs 1 scn 40 40 9 9 re f", spotted("Gold"))
    held = replace(files.artifact(content), held_against=PressTerms())
    (told,) = checks.examine("artifact", held)
    assert (told.severity, told.check) == ("error", "press-colour")


def test_findings_of_one_cause_are_one_with_its_pages() -> None:
    (told,) = checks.examine("artifact", files.artifact(press_pdf(b"0.2 w 40 40 m 60 60 l S", pages=500)))
    assert told.message == ("a line of 0.2 pt, 7 mm from the left and 28 mm from the top of the trim;"
                            " and 499 more like it on 499 pages, 2-500")
    assert len(told.others) == 499


QPDF_SAYS = {
    "x.pdf (object 5 0, offset 17): expected endstream: this is a common error": ("expected endstream: this is a common"
                                                                                  " error", True),
    "x.pdf: reported number of objects (7) is not one plus the highest object number (9)": (
        "reported number of objects (7) is not one plus the highest object number (9)", True),
    "x.pdf (trailer, offset 99): invalid /ID": ("invalid /ID", False),
    "stream <_io.BytesIO object at 0x7f3d>, object 5 0 at offset 532: kid 0 (from 0) Annots is no array": (
        "kid 0 (from 0) Annots is no array", False),
    "<_io.BytesIO object at 0x7f3d>: file is damaged": (
        "its table of contents (xref) is wrong, and was made up anew from what the file holds", False),
}


@pytest.mark.parametrize(("said", "told"), QPDF_SAYS.items(), ids=str)
def test_the_words_of_qpdf_are_weighed(said: str, told: tuple[str, bool]) -> None:
    ((damage),) = qpdf_words.damages([said])
    assert damage.message.endswith(told[0])
    assert damage.is_mended is told[1]


def test_what_every_reader_mends_is_a_note() -> None:
    content = press_pdf(GROUND + WORD, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    wrong = re.sub(rb"/Size (\d+)", lambda found: b"/Size %d" % (int(found[1]) + 5), content)
    told = found(wrong)
    assert told
    assert all(": note: " in each for each in told), told


def test_a_file_without_identifier_is_told() -> None:
    content = press_pdf().replace(b"/ID [", b"/XX [")
    assert found(content) == [": error: the trailer has no file identifier [trailer-id-missing]"]


def test_an_encrypted_file_that_opens_is_told() -> None:
    content = press_pdf(deterministic_id=False, encryption=pikepdf.Encryption(owner="o", user=""))
    assert found(content) == [": error: the file is encrypted [press-encrypted]"]


def test_every_rule_for_the_press_has_a_fault_that_it_catches() -> None:
    told = {rule for operators, changes, _ in FAULTS.values() for rule in rules(press_pdf(operators, *changes))}
    told |= {"press-pages"}  # planted below, in two pages
    told |= {"font-unreadable", "glyph-missing", "font-widths"}  # planted in test_preflight_fonts
    told |= {"spot-ink-differs"}  # planted in test_preflight_neighbours
    told |= {"ink-limit-raster", "bleed-not-inked", "trailer-id-missing", "press-encrypted", "unreadable-file"}
    own = {check.rule for check in checks.checks_of("press")}
    assert own - told <= {"damaged-file"}  # planted in test_preflight_laws


def rules(content: bytes) -> set[str]:
    return {finding.check for finding in checks.examine("artifact", files.artifact(content))}


@pytest.mark.parametrize(("operators", "changes"), [fault[:2] for fault in FAULTS.values()], ids=FAULTS)
def test_a_stranger_is_told_what_to_do_in_a_program_of_theirs(operators: bytes, changes: list[Change]) -> None:
    fixes = strangers_fixes(press_pdf(operators, *changes))
    assert fixes
    assert [fix for fix in fixes if OURS.search(fix)] == []


def test_a_fix_names_the_condition_bleed_and_size_that_were_agreed() -> None:
    terms = PressTerms(condition="FOGRA51", bleed_mm=5, trim_mm=(148, 210))
    held = replace(files.artifact(press_pdf(b"", drop_intent)), held_against=terms)
    fixes = " ".join(finding.fix for finding in checks.examine("artifact", held))
    assert all(words in fixes for words in ("FOGRA51,", "5 mm of bleed", "148.0 × 210.0 mm")), fixes
    assert "FOGRA39" in " ".join(strangers_fixes(press_pdf(b"", drop_intent)))


def test_who_writes_our_products_is_told_where_they_are_written() -> None:
    (finding,) = press_output_intent.check(
        checks.press_file(press.artifact(press_pdf(b"", drop_intent))))
    assert finding.fix == "see press.condition and press.profile of the channel"


def test_the_usual_terms_are_what_any_shop_asks_for() -> None:
    assert (USUAL_TERMS.bleed_mm, USUAL_TERMS.ink_limit_percent, USUAL_TERMS.condition) == (3.0, 300, None)
