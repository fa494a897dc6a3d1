"""Small fonts written by the tests, and how a PDF embeds them: in each form, with each thing that can be wrong."""

import io
from collections.abc import Callable, Iterable
from functools import lru_cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.press_files import Change, resource

#: Letter -> how wide its glyph is, in thousandths of its size.
WIDTHS = {"A": 600, "B": 650}
ORDER = [".notdef", *WIDTHS]


def _square(pen: TTGlyphPen | T2CharStringPen) -> TTGlyphPen | T2CharStringPen:
    pen.moveTo((50, 0))
    for spot in ((50, 500), (500, 500), (500, 0)):
        pen.lineTo(spot)
    pen.closePath()
    return pen


def _built(builder: FontBuilder) -> bytes:
    builder.setupHorizontalMetrics({".notdef": (500, 0)} | {name: (width, 50) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


@lru_cache
def truetype(empty: str = "") -> bytes:
    """Return a TrueType font with two letters, of which those named have no outline."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(ORDER)
    builder.setupCharacterMap({ord(letter): letter for letter in WIDTHS})
    builder.setupGlyf({name: (TTGlyphPen(None) if name in empty else _square(TTGlyphPen(None))).glyph()
                       for name in ORDER})
    return _built(builder)


@lru_cache
def opentype(empty: str = "") -> bytes:
    """Return an OpenType font with outlines in CFF and two letters, of which those named have no outline."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(ORDER)
    builder.setupCharacterMap({ord(letter): letter for letter in WIDTHS})
    blank = {name: T2CharStringPen(WIDTHS.get(name, 500), None) for name in ORDER}
    pens = {name: (pen if name in empty else _square(pen)).getCharString() for name, pen in blank.items()}
    builder.setupCFF("Square", {}, pens, {})
    return _built(builder)


@lru_cache
def cff(empty: str = "") -> bytes:
    """Return the same outlines without what OpenType wraps round them."""
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(opentype(empty))).getTableData("CFF ")


@lru_cache
def type1(empty: str = "") -> bytes:
    """Return a Type 1 font with two letters, as its format was described by Adobe; those named have no outline."""
    from fontTools.misc.eexec import encrypt

    def drawn(width: int, *, is_empty: bool) -> bytes:  # hsbw, a square, endchar (Adobe Type 1 Font Format, 6.4)
        steps = (((50, width), b"\x0d"), ((0, 0), b"\x15"), ((500,), b"\x07"), ((450,), b"\x06"), ((-500,), b"\x07"))
        steps = steps[:1] if is_empty else steps
        return b"".join(b"".join(b"\xff" + each.to_bytes(4, "big", signed=True) for each in values) + operator
                        for values, operator in steps) + b"\x09\x0e"

    glyphs = b"".join(b"/%s %d RD %s ND\n" % (name.encode(), len(code), code) for name, code in (
        (name, encrypt(b"\0" * 4 + drawn(WIDTHS.get(name, 500), is_empty=name in empty), 4330)[0]) for name in ORDER))
    private = (b"dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def\n"
               b"/ND {noaccess def} executeonly def /NP {noaccess put} executeonly def /BlueValues [] def\n"
               b"/MinFeature {16 16} def /password 5839 def /Subrs 0 array ND\n"
               b"2 index /CharStrings 3 dict dup begin\n" + glyphs +
               b"end end readonly put noaccess put dup /FontName get exch definefont pop mark currentfile closefile\n")
    head = (b"%!PS-AdobeFont-1.0: Square\n11 dict begin /FontInfo 1 dict dup begin end readonly def\n"
            b"/FontName /Square def\n"
            b"/PaintType 0 def /FontType 1 def /FontMatrix [0.001 0 0 0.001 0 0] readonly def\n"
            b"/Encoding StandardEncoding def /FontBBox {0 0 700 700} readonly def currentdict end currentfile eexec\n")
    return head + encrypt(b"\0" * 4 + private, 55665)[0] + b"\n" + b"0" * 64 + b"\ncleartomark\n"


def described(pdf: Pdf, key: str, program: bytes, flags: int = 32, **about: object) -> Dictionary:
    """Return what describes a font whose program is embedded under a key."""
    file = pdf.make_stream(program, **about)
    return Dictionary(Type=Name.FontDescriptor, FontName=Name.Square, Flags=flags, ItalicAngle=0, Ascent=800,
                      Descent=-200, CapHeight=500, StemV=80, FontBBox=Array([0, -200, 700, 800]), **{key: file})


def simple(pdf: Pdf, subtype: str, descriptor: Dictionary, widths: Iterable[int] = WIDTHS.values()) -> Dictionary:
    """Return a font of one byte a character."""
    return Dictionary(Type=Name.Font, Subtype=Name(f"/{subtype}"), BaseFont=Name.Square, FirstChar=65, LastChar=66,
                      Widths=Array(list(widths)), Encoding=Name.WinAnsiEncoding, FontDescriptor=descriptor)


def composite(pdf: Pdf, subtype: str, descriptor: Dictionary, widths: Iterable[int] = WIDTHS.values()) -> Dictionary:
    """Return a font of two bytes a character, its descendant written in place."""
    inner = Dictionary(Type=Name.Font, Subtype=Name(f"/{subtype}"), BaseFont=Name.Square, DW=1000,
                       W=Array([1, Array(list(widths))]), FontDescriptor=descriptor, CIDToGIDMap=Name.Identity,
                       CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0))
    return Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Square, Encoding=Name("/Identity-H"),
                      DescendantFonts=Array([inner]))


Make = Callable[..., Object]
#: How each kind of program is embedded (ISO 32000-1, table 126): its bytes, and what makes the font of a descriptor.
FORMS: dict[str, tuple[Callable[..., bytes], str, dict[str, object], Make, str]] = {
    "TrueType": (truetype, "FontFile2", {}, simple, "TrueType"),
    "Type 1": (type1, "FontFile", {}, simple, "Type1"),
    "CFF": (cff, "FontFile3", {"Subtype": Name.Type1C}, simple, "Type1"),
    "OpenType": (opentype, "FontFile3", {"Subtype": Name.OpenType}, simple, "Type1"),
    "TrueType by numbers": (truetype, "FontFile2", {}, composite, "CIDFontType2"),
    "CFF by numbers": (cff, "FontFile3", {"Subtype": Name.CIDFontType0C}, composite, "CIDFontType0"),
}


def embedded(form: str, widths: Iterable[int] = WIDTHS.values(), program: bytes | None = None) -> Change:
    """Return the change that names such a font /G on the first page."""
    content, key, about, make, subtype = FORMS[form]

    def font(pdf: Pdf) -> Object:
        given = content() if program is None else program
        return make(pdf, subtype, described(pdf, key, given, **about), widths)

    return resource("Font", "G", font)


def said_to_be(*letters: str) -> Change:
    """Return the change that says what the numbers of the font /G stand for, from 1 on."""
    said = "".join(f"<{number:04x}> <{letter.encode('utf-16-be').hex()}> " for number, letter in enumerate(letters, 1))
    table = f"begincmap {len(letters)} beginbfchar {said}endbfchar endcmap"

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.G.ToUnicode = pdf.make_stream(table.encode())

    return change


def shown(form: str, letters: str = "AB") -> bytes:
    """Return operators that show letters in the font /G."""
    codes = "".join(f"{ord(letter) - 64:04x}" if "numbers" in form else f"{ord(letter):02x}" for letter in letters)
    return b"0 0 0 1 k BT /G 12 Tf 40 60 Td <%s> Tj ET" % codes.encode()


