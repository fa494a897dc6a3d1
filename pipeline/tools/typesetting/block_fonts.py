"""Prepares the faces that clinics' blocks are set in: which letters they hold, and how a PDF embeds them once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.tools.typesetting import fonts, shaping

#: Latin letters of all languages in one block, punctuation, currencies: first and last code point.
_REPERTOIRE = ((0x20, 0x7E), (0xA0, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205F), (0x20A0, 0x20BF),
               (0x2116, 0x2116), (0x2122, 0x2122))
#: Letters that are drawn as one glyph.
_LIGATURES = ("ff", "fi", "fl", "fj", "ffi", "ffl", "ffj")
_TAG = "CLINIC"


@dataclass(frozen=True)
class BlockFace:
    """One face: its file, the glyphs that the PDF holds with their widths and letters, its name in the PDF."""

    file: Path
    name: str
    widths: dict[int, int]
    letters: dict[int, str]


def block_face(file: Path, name: str, language: str) -> BlockFace:
    """Return a face with every glyph that names and addresses in Latin letters need in that language."""
    font = shaping.font(file, 12.0, language)
    letters: dict[int, str] = {}
    for number, says in _glyphs(font, file):
        letters.setdefault(number, says)
    return BlockFace(file, name, {number: font.width(number) for number in sorted(letters)}, letters)


def _glyphs(font: shaping.Font, file: Path) -> Iterator[tuple[int, str]]:
    """Yield each glyph with what it says, the plainest first: a space before a binding one.

    Letters are shaped between others, as they are met.
    """
    known = fonts.characters(file)
    wanted = [chr(code) for first, last in _REPERTOIRE for code in range(first, last + 1) if code in known]
    samples = [*_LIGATURES, *wanted]
    text = "".join(f"n{sample}" for sample in samples) + "n"
    says, at = {}, 0
    for sample in samples:
        says[at + 1] = sample
        at += 1 + len(sample)
    counted: dict[int, list[int]] = {}
    shaped = font.shape(text)
    for number, letter in zip(shaped.numbers, shaped.letters, strict=True):
        counted.setdefault(letter, []).append(number)
    for cluster, numbers in counted.items():
        if len(numbers) == 1:
            yield numbers[0], says.get(cluster, "n")
    for sample in wanted:  # those that look otherwise between letters
        alone = font.shape(sample).numbers
        if len(alone) == 1:
            yield alone[0], sample


def embed(pdf: Any, face: BlockFace, language: str) -> Any:
    """Return a font object of a pikepdf file: Type 0 with the glyphs' own numbers (ISO 32000-1, 9.7)."""
    from pikepdf import Array, Dictionary, Name, String

    name = Name(f"/{_TAG}+{face.name}")
    program = pdf.make_stream(shaping.font(face.file, 12.0, language).subset(sorted(face.widths)))
    descriptor = pdf.make_indirect(Dictionary(
        Type=Name.FontDescriptor, FontName=name, FontFile2=program, Flags=4, ItalicAngle=0, StemV=80,
        **_measures(face.file)))
    widths = Array([each for number, width in face.widths.items() for each in (number, Array([width]))])
    cid_font = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, FontDescriptor=descriptor, W=widths,
        CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)))
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([cid_font]), ToUnicode=pdf.make_stream(_to_unicode(face.letters))))


def _measures(file: Path) -> dict[str, Any]:
    """Return the font's own measures, in thousandths of its size."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        head, across = font["head"], font["hhea"]
        scale = 1000 / head.unitsPerEm
        box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
        return {"FontBBox": box, "Ascent": round(across.ascent * scale), "Descent": round(across.descent * scale),
                "CapHeight": round(font["OS/2"].sCapHeight * scale)}


def _to_unicode(letters: dict[int, str]) -> bytes:
    """Return the map from glyphs to what they say (ISO 32000-1, 9.10.3), a hundred to a section at most."""
    entries = [f"<{number:04x}> <{text.encode('utf-16-be').hex()}>" for number, text in sorted(letters.items())]
    sections = (entries[start:start + 100] for start in range(0, len(entries), 100))
    body = "\n".join(f"{len(each)} beginbfchar\n" + "\n".join(each) + "\nendbfchar" for each in sections)
    return ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend").encode()
