"""Small PDFs for the tests of preflight: a clean one of a square page, and what changes it."""

import io
from collections.abc import Callable
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pipeline.model.artifact import Artifact
from pipeline.model.press_terms import USUAL_TERMS
from tests.conftest import PROFILE

Change = Callable[[Pdf], None]
#: A page of 100 pt, 9 pt of bleed, white paper around it.
MEDIA, BLEED, TRIM = [0, 0, 138, 138], [10, 10, 128, 128], [19, 19, 119, 119]
#: Colour that runs into the bleed, and a word in black ink alone.
GROUND, WORD = b"0 0.2 0.2 0 k 10 10 118 118 re f ", b"0 0 0 1 k BT /F 12 Tf 40 60 Td (A) Tj ET "
_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmp:CreateDate="2026-01-01T00:00:00Z" xmp:ModifyDate="2026-01-01T00:00:00Z" xmp:MetadataDate="2026-01-01T00:00:00Z"
 xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default" pdf:Trapped="False"
 pdfxid:GTS_PDFXVersion="PDF/X-4"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Clean</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def press_pdf(operators: bytes = GROUND + WORD, *changes: Change, pages: int = 1, **saving: object) -> bytes:
    """Return a PDF/X-4 whose pages draw `operators`, changed by each change in turn."""
    pdf = Pdf.new()
    font = drawn_font(pdf)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(138, 138))
        page.obj.MediaBox, page.obj.BleedBox, page.obj.TrimBox = Array(MEDIA), Array(BLEED), Array(TRIM)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(operators)
    profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"), DestOutputProfile=profile)])
    pdf.Root.Metadata = pdf.make_stream(_XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo[Name.Title], pdf.docinfo[Name.Trapped] = "Clean", Name("/False")
    for change in changes:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, **{"deterministic_id": True, **saving})  # type: ignore[arg-type]
    return out.getvalue()


def drawn_font(pdf: Pdf, glyph: bytes = b"700 0 0 0 700 700 d1 0 0 700 700 re f") -> Object:
    """Return a Type 3 font whose A is drawn by `glyph`; an em is 1000 units, as in other fonts."""
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]), FirstChar=65, LastChar=65,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([700]), Resources=Dictionary(),
        Encoding=Dictionary(Differences=Array([65, Name("/A")])), CharProcs=Dictionary(A=pdf.make_stream(glyph))))


def resource(kind: str, name: str, make: Callable[[Pdf], Object]) -> Change:
    """Return a change that names a thing in the first page's resources."""
    def change(pdf: Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = make(pdf)

    return change


def form(pdf: Pdf, operators: bytes, **entries: object) -> Object:
    """Return a form that draws `operators`."""
    return pdf.make_stream(operators, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 138, 138]), **entries)


def nested_form(depth: int, operators: bytes) -> Callable[[Pdf], Object]:
    """Return what makes a form inside a form inside a form: the innermost draws `operators`."""
    def make(pdf: Pdf) -> Object:
        inner = form(pdf, operators)
        for _ in range(depth):
            inner = form(pdf, b"/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))
        return inner

    return make


def image(pdf: Pdf, samples: bytes = b"\0" * 16, **entries: object) -> Object:
    """Return an image of 2 by 2 pixels in CMYK, or what the entries say."""
    about = {"Width": 2, "Height": 2, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK, **entries}
    return pdf.make_stream(samples, Type=Name.XObject, Subtype=Name.Image, **about)


def tile(pdf: Pdf, operators: bytes, paint_type: int = 1) -> Object:
    """Return a tiling pattern."""
    return pdf.make_stream(operators, PatternType=1, PaintType=paint_type, TilingType=1, XStep=9, YStep=9,
                           BBox=Array([0, 0, 9, 9]), Resources=Dictionary())


def function(*values: float) -> Dictionary:
    """Return a function of as many outputs as values."""
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array(list(values)), C1=Array(list(values)))


def gradient(space: Object, given: Object) -> Dictionary:
    """Return an axial shading."""
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 138, 0]), Function=given)


def artifact(content: bytes) -> Artifact:
    """Return a file of another program, held against what any shop asks for."""
    return Artifact(Path("foreign.pdf"), "foreign.pdf", "application/pdf", content, held_against=USUAL_TERMS)
