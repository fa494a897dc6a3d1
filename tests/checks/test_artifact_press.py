"""Each check of a press file is silent about the real brochure and catches the fault that was planted in it."""

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from pipeline import checks
from pipeline.checks.press import (
    font_not_embedded,
    ink_limit,
    pdf_x_metadata,
    press_annotation,
    press_boxes,
    press_colour,
    press_group_colour,
    press_output_intent,
    rich_black_text,
)
from pipeline.model.artifact import Artifact
from tests import press

CHECKS = [font_not_embedded, ink_limit, pdf_x_metadata, press_annotation, press_boxes, press_colour,
          press_group_colour, press_output_intent, rich_black_text]
Plant = Callable[[Pdf], None]


def planted(plant: Plant) -> Artifact:
    """Return the real brochure with one fault in it."""
    with pikepdf.open(io.BytesIO(press.rendering().content)) as pdf:
        plant(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return press.artifact(out.getvalue())


def content(operators: bytes) -> Plant:
    """Return a plant that draws more on the first page."""
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(operators), prepend=False)


def form(operators: bytes, **entries: object) -> Plant:
    """Return a plant that draws a form on the first page, inside another form."""
    def plant(pdf: Pdf) -> None:
        inner = pdf.make_stream(operators, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **entries)
        outer = pdf.make_stream(b"/In Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
                                Resources=Dictionary(XObject=Dictionary(In=inner)))
        pdf.pages[0].Resources.XObject = Dictionary(Out=outer)
        content(b"/Out Do")(pdf)
    return plant


def picture(pdf: Pdf) -> None:
    image = pdf.make_stream(b"\0\0\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
                            ColorSpace=Name.DeviceRGB)
    pdf.pages[0].Resources.XObject = Dictionary(Im=image)
    content(b"/Im Do")(pdf)


def shading(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Shading = Dictionary(Sh=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))
    content(b"/Sh sh")(pdf)


def pattern(pdf: Pdf) -> None:
    tile = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1, XStep=1, YStep=1,
                           BBox=Array([0, 0, 1, 1]), Resources=Dictionary())
    pdf.pages[0].Resources.Pattern = Dictionary(Pa=tile)
    content(b"/Pattern cs /Pa scn 0 0 9 9 re f")(pdf)


def icc_space(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    pdf.pages[0].Resources.ColorSpace = Dictionary(Own=Array([Name.ICCBased, profile]))
    content(b"/Own cs 0 0 0 1 scn 0 0 9 9 re f")(pdf)


def page_group(pdf: Pdf) -> None:
    pdf.pages[1].obj.Group.CS = Name.DeviceRGB


def lose_font(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def link(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 20, 20]))])


def set_box(name: str, edges: list[float]) -> Plant:
    return lambda pdf: pdf.pages[0].obj.__setitem__(name, Array(edges))


def drop_box(pdf: Pdf) -> None:
    del pdf.pages[0].obj["/TrimBox"]


def third_page(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def intent(name: str, value: object) -> Plant:
    return lambda pdf: pdf.Root.OutputIntents[0].__setitem__(name, value)


def second_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def other_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes() + b"\0")


def grey_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"prtrCMYK", b"mntrRGB ", 1))


def metadata(old: bytes, new: bytes) -> Plant:
    def plant(pdf: Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes()
        assert old in before
        pdf.Root.Metadata.write(before.replace(old, new))
    return plant


def untrapped(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


TEXT = b"BT /%s 10 Tf %s (a) Tj ET"
FAULTS: list[tuple[object, Plant, str]] = [
    (press_colour, content(b"1 0 0 rg 0 0 9 9 re f"), "page 1: error: fill in DeviceRGB"),
    (press_colour, content(b"1 0 0 RG 0 0 m 9 9 l S"), "page 1: error: stroke in DeviceRGB"),
    (press_colour, content(b"1 0 0 rg " + TEXT % (b"F", b"")), "page 1: error: text in DeviceRGB"),
    (press_colour, form(b"1 0 0 rg 0 0 9 9 re f"), "page 1: error: fill in DeviceRGB"),
    (press_colour, content(b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID \1\2\3 EI"), "page 1: error: image in DeviceRGB"),
    (press_colour, picture, "page 1: error: image in DeviceRGB"),
    (press_colour, shading, "page 1: error: shading in DeviceRGB"),
    (press_colour, pattern, "page 1: error: fill in DeviceRGB"),
    (press_colour, icc_space, "page 1: error: fill in ICCBased 4"),
    (press_group_colour, form(b"", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), "blended in DeviceRGB"),
    (press_group_colour, page_group, "page 2: error: transparency is blended in DeviceRGB"),
    (rich_black_text, content(b"0.68 0.67 0.65 0.74 k " + TEXT % (b"F", b"")), "small text in rich black 68/67/65/74"),
    (rich_black_text, content(b".2 0 0 1 k 2 0 0 2 0 0 cm BT /F 60 Tf .1 0 0 .1 0 0 Tm (a) Tj ET"), "20/0/0/100"),
    (ink_limit, content(b"1 .7 .6 .51 k 0 0 9 9 re f"), "is 281 percent of ink, the limit is 280"),
    (font_not_embedded, lose_font, "is not embedded"),
    (press_annotation, link, "page 1: error: an annotation of kind Link"),
    (press_boxes, set_box("/TrimBox", [0, 0, 780, 612]), "the trim is 275.2 × 215.9 mm"),
    (press_boxes, set_box("/BleedBox", [-5, -9, 801, 621]), "the bleed is 1.8 to 3.2 mm"),
    (press_boxes, set_box("/BleedBox", [-90, -9, 801, 621]), "not nested"),
    (press_boxes, drop_box, "the TrimBox is missing"),
    (press_boxes, third_page, "this file has 3"),
    (press_output_intent, intent("/OutputConditionIdentifier", "Custom"), "the condition is “Custom”"),
    (press_output_intent, intent("/RegistryName", "elsewhere"), "the registry is “elsewhere”"),
    (press_output_intent, intent("/S", Name.GTS_PDFA1), "0 output intents"),
    (press_output_intent, second_intent, "2 output intents"),
    (press_output_intent, other_profile, "the embedded profile is not styles/colour/"),
    (press_output_intent, grey_profile, "no CMYK printer profile"),
    (pdf_x_metadata, metadata(b"<pdfxid:GTS_PDFXVersion>PDF/X-4<", b"<pdfxid:GTS_PDFXVersion>PDF/X-3<"), "“PDF/X-3”"),
    (pdf_x_metadata, metadata(b"xmpMM:DocumentID", b"xmpMM:SomethingElse"), "xmpMM:DocumentID is missing"),
    (pdf_x_metadata, metadata(b"<pdf:Trapped>False<", b"<pdf:Trapped>Perhaps<"), "trapped"),
    (pdf_x_metadata, untrapped, "trapped"),
]


def said(check: object, artifact: Artifact) -> list[str]:
    found = check.check(checks.press_file(artifact))  # type: ignore[attr-defined]
    return [f"{finding.place}: {finding.severity}: {finding.message}" for finding in found]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.rsplit(".", 1)[1])
def test_the_real_brochure_is_clean(check: object) -> None:
    assert said(check, press.artifact()) == []


def test_the_real_brochure_is_clean_on_its_plates() -> None:
    assert checks.examine("artifact", press.artifact(), "full") == []


@pytest.mark.parametrize(("check", "plant", "words"), FAULTS)
def test_a_planted_fault_is_told(check: object, plant: Plant, words: str) -> None:
    told = said(check, planted(plant))
    assert any(words in each for each in told)
    assert all(each.startswith("build/en/jmml-brochure-letter-press.pdf: ") for each in told)


def test_every_check_has_a_fault_that_it_catches() -> None:
    assert {check for check, _, _ in FAULTS} == set(CHECKS)


def test_what_no_shop_prints_is_left_alone() -> None:
    assert checks.press_file(replace(planted(link), manuscript=None)) is None


def test_coloured_text_and_large_black_text_are_no_rich_black() -> None:
    plain = content(b".9 .45 .45 .35 k " + TEXT % (b"F", b"") + b" .5 .4 .4 1 k BT /F 20 Tf (a) Tj ET")
    assert said(rich_black_text, planted(plain)) == []
