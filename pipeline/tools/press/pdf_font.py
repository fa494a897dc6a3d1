"""Tries the fonts that pages show text in: the program is there and opens, has each glyph, and widths are its own."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.model import characters
from pipeline.model.printed import PrintedFont
from pipeline.tools.later import Later
from pipeline.tools.press import cmap, font_program
from pipeline.tools.press.font_program import NO_GLYPH, Program, Unreadable

pikepdf = Later("pikepdf")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
#: Python's names of the encodings that a PDF can name (ISO 32000-1, annex D).
_CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
#: Shown where nothing is printed: a font may lack these.
_BLANK = re.compile(r"space|nbspace|nonbreakingspace|uni(0020|00A0|00AD|000[09AD]|200B)|CR|NULL|control.*|sfthyphen")
#: A font's flag: its glyphs are no letters of the Latin alphabet (9.8.2).
_SYMBOLIC = 4
_MOST = 20
#: A blank is written with no more bytes than these.
_OF_A_BLANK = 3


@dataclass
class FontUse:
    """A font, the pages on which it shows text, and the strings it shows."""

    font: Any
    pages: set[int] = field(default_factory=set)
    strings: set[bytes] = field(default_factory=set)


@dataclass(frozen=True)
class _Shown:
    """A character as people call it, its glyph (None: the font has none), the width that the PDF states for it.

    `letter` is what it stands for, nothing where nobody can tell.
    """

    called: str
    glyph: str | None
    stated: float | None
    letter: str = ""


def tried(use: FontUse) -> PrintedFont:
    """Return what is told of a font; may raise what the library stumbles over."""
    name, pages = name_of(use.font.get("/BaseFont", use.font.get("/Name", "/unnamed"))), tuple(sorted(use.pages))
    kind = use.font.get("/Subtype")
    if kind == "/Type3":
        return PrintedFont(name, pages, missing=tuple(_undrawn(use)))
    try:
        program = _program(use.font)
    except (Unreadable, pikepdf.PdfError) as fault:
        return PrintedFont(name, pages, damage=str(fault))
    if program is None:
        return PrintedFont(name, pages, is_embedded=False)
    shown = _shown(use, program)
    if shown is None:
        return PrintedFont(name, pages, unknown_codes=_table_name(use.font))
    return _held_against(PrintedFont(name, pages), shown, program)


def _holder(font: Any) -> Any:
    return font["/DescendantFonts"][0] if font.get("/Subtype") == "/Type0" else font


def _program(font: Any) -> Program | None:
    """Return the program of a font, None where it has none; may raise Unreadable."""
    descriptor: Any = _holder(font).get("/FontDescriptor", {})
    file = next((descriptor[key] for key in _FILES if key in descriptor), None)
    return None if file is None else font_program.opened(file.read_bytes())


def _shown(use: FontUse, program: Program) -> list[_Shown] | None:
    """Return what is shown; None where the table of codes is not on this machine."""
    holder = _holder(use.font)
    if use.font.get("/Subtype") != "/Type0":
        return list(_simple(use, holder.get("/FontDescriptor", {}), program))
    numbers = _numbers(use)
    return None if numbers is None else list(_composite(numbers, holder, program, _letters(use.font)))


def name_of(name: Any) -> str:
    """Return a name as people read it, in whatever bytes a program wrote it."""
    try:
        return str(name).lstrip("/")
    except UnicodeDecodeError:
        written: bytes = name.unparse()
    raw = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), written).lstrip(b"/")
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def is_blank(font: Any, strings: list[bytes]) -> bool:
    """Tell whether a font shows nothing but blanks: glyphs that draw nothing, or spaces where nobody can tell."""
    shown = b"".join(strings)
    if font is None or not shown or len(set(shown)) > _OF_A_BLANK:
        return False
    try:
        drawn = _draws(FontUse(font, strings={shown}))
    except Exception:  # a font that cannot be read is told where it is tried
        drawn = None
    return not drawn if drawn is not None else font.get("/Subtype") != "/Type0" and not shown.strip(b" ")


def _draws(use: FontUse) -> bool | None:
    """Tell whether any glyph of what is shown draws something, None where nobody can tell."""
    program = None if use.font.get("/Subtype") == "/Type3" else _program(use.font)
    shown = _shown(use, program) if program and program.order else None
    if program is None or shown is None:
        return None
    return any(each.glyph is None or not program.draws_nothing(each.glyph) for each in shown)


def key_of(font: Any) -> Any:
    """Return what tells a font from others: where it stands, or what it is where it stands in place."""
    return font.objgen if font.objgen != (0, 0) else font.unparse()


def drawn_names(font: Any) -> dict[int, str]:
    """Return what the codes of a Type 3 font are called: it has no encoding but its own."""
    return _names(font, Program(codes={-1: ""}))


def _held_against(font: PrintedFont, shown: list[_Shown], program: Program) -> PrintedFont:
    if not program.order:  # FreeType alone can read it
        return font
    held = set(program.order)
    missing = [each.called for each in shown if each.glyph is None or each.glyph not in held or (
        (characters.has_visible_letter(each.letter) or each.letter.isdigit()) and program.draws_nothing(each.glyph))]
    misfits = [(each.called, each.stated, own) for each in shown if each.glyph in held and each.stated is not None
               for own in (program.width(each.glyph),) if own is not None and abs(own - each.stated) > 1]
    return PrintedFont(font.name, font.pages, missing=tuple(missing[:_MOST]), misfits=tuple(misfits[:_MOST]))


# --- fonts of one byte a character ---


def _simple(use: FontUse, descriptor: Any, program: Program) -> Iterator[_Shown]:
    names, is_symbolic = _names(use.font, program), int(descriptor.get("/Flags", 0)) & _SYMBOLIC
    first, widths = int(use.font.get("/FirstChar", 0)), use.font.get("/Widths", ())
    for code in sorted({code for string in use.strings for code in string}):
        name = names.get(code, NO_GLYPH)
        if _BLANK.fullmatch(name) or (name == NO_GLYPH and (code <= 32 or code == 160)):
            continue
        glyph = _of_charts(code, name, program, is_symbolic=bool(is_symbolic)) if program.charts else name
        place = code - first
        stated = float(widths[place]) if 0 <= place < len(widths) else None
        yield _Shown(_called(name, code), None if glyph == NO_GLYPH else glyph, stated, _letter(name))


def _names(font: Any, program: Program) -> dict[int, str]:
    """Return what each code is called: by the PDF's differences, over the encoding it names, or the program's own."""
    told = font.get("/Encoding", "")
    base = str(told.get("/BaseEncoding", "")) if isinstance(told, pikepdf.Dictionary) else str(told)
    names = dict(_of_codec(_CODECS[base])) if base in _CODECS else dict(program.codes or font_program.standard())
    place = 0
    for each in told.get("/Differences", ()) if isinstance(told, pikepdf.Dictionary) else ():
        if isinstance(each, pikepdf.Name):
            names[place] = name_of(each)
            place += 1
        else:
            place = int(each)
    return names


@lru_cache(maxsize=2)
def _of_codec(codec: str) -> Mapping[int, str]:
    from fontTools.agl import UV2AGL

    letters = {code: bytes([code]).decode(codec, "ignore") for code in range(256)}
    return {code: UV2AGL.get(ord(letter), f"uni{ord(letter):04X}") for code, letter in letters.items() if letter}


def _of_charts(code: int, name: str, program: Program, *, is_symbolic: bool) -> str | None:
    """Return the glyph that a TrueType font shows for a code (ISO 32000-1, 9.6.6.4)."""
    from fontTools.agl import toUnicode

    letter = toUnicode(name)
    by_name = [program.charts[3, 1].get(ord(letter[0]))] if letter and (3, 1) in program.charts else []
    by_name += [name if name in program.order and name != NO_GLYPH else None]
    symbols, mac = program.charts.get((3, 0), {}), program.charts.get((1, 0), {})
    by_code = [symbols.get(base + code) for base in (0xF000, 0xF100, 0xF200, 0)] + [mac.get(code)]
    tries = by_code + by_name if is_symbolic else by_name + by_code
    tries += [each[code] for key, each in program.charts.items() if key[0] == 0 and code in each]
    return next((each for each in tries if each and each != NO_GLYPH), None)


def _letter(name: str) -> str:
    from fontTools.agl import toUnicode

    return str(toUnicode(name))


def _called(name: str, code: int) -> str:
    letter = _letter(name)
    return f"“{letter}”" if letter and letter.isprintable() else f"code {code}"


def _undrawn(use: FontUse) -> Iterator[str]:
    """Yield the characters that a font of drawings has no drawing for."""
    names = drawn_names(use.font)
    for code in sorted({code for string in use.strings for code in string}):
        name = names.get(code, NO_GLYPH)
        is_blank = _BLANK.fullmatch(name) or (name == NO_GLYPH and code in (32, 160))
        if f"/{name}" not in use.font["/CharProcs"] and not is_blank:
            yield _called(name, code)


# --- fonts of several bytes a character ---


def _table_name(font: Any) -> str:
    told = font.get("/Encoding", "")
    return name_of(told.get("/CMapName", "/unnamed") if isinstance(told, pikepdf.Stream) else told)


def _numbers(use: FontUse) -> list[int] | None:
    """Return the numbers of the characters that are shown; None where the table of codes is not on this machine."""
    if _table_name(use.font) in cmap.IDENTITY:
        return sorted({int.from_bytes(each) for string in use.strings for each in _pairs(string)})
    told: Any = use.font.get("/Encoding", "")
    is_own = isinstance(told, pikepdf.Stream)
    content = told.read_bytes() if is_own else cmap.named(_table_name(use.font))
    table = _table(content, told.get("/UseCMap") if is_own else None) if content is not None else None
    return None if table is None else sorted({each for string in use.strings for each in table.numbers(string)})


def _table(content: bytes, used: Any) -> cmap.CMap | None:
    """Return a table of codes; what it uses may stand in the file, too (9.7.5.3)."""
    def find(name: str) -> bytes | None:
        return used.read_bytes() if isinstance(used, pikepdf.Stream) else cmap.named(name)

    return cmap.read(content, find)


def _letters(font: Any) -> Mapping[int, str]:
    """Return what the numbers of a font stand for, as far as it says so; its codes have to be the numbers."""
    told = font.get("/ToUnicode")
    is_plain = isinstance(told, pikepdf.Stream) and _table_name(font) in cmap.IDENTITY
    return cmap.letters(told.read_bytes()) if is_plain else {}


def _composite(
    numbers: list[int], holder: Any, program: Program, letters: Mapping[int, str]
) -> Iterator[_Shown]:
    """Yield what is shown, by its numbers."""
    widths, otherwise = _widths(holder.get("/W", ()), numbers), float(holder.get("/DW", 1000))
    table = holder.get("/CIDToGIDMap")
    glyphs = table.read_bytes() if isinstance(table, pikepdf.Stream) else b""
    for cid in numbers:
        number = int.from_bytes(glyphs[2 * cid:2 * cid + 2]) if glyphs else cid
        is_named = program.is_by_cid and holder.get("/Subtype") == "/CIDFontType0"
        glyph = f"cid{cid:05d}" if is_named and cid else _numbered(number, program)
        yield _Shown(f"number {cid}", glyph, widths.get(cid, otherwise), letters.get(cid, ""))


def _numbered(number: int, program: Program) -> str | None:
    return program.order[number] if 0 < number < len(program.order) else None


def _pairs(string: bytes) -> Iterable[bytes]:
    return (string[start:start + 2] for start in range(0, len(string) - 1, 2))


def _widths(told: Any, numbers: list[int]) -> dict[int, float]:
    """Return the widths of numbers of a composite font, sorted; what is told later goes before (9.7.4.3).

    However many runs tell them, each number is looked at once.
    """
    found: dict[int, float] = {}
    wanted = list(numbers)
    for first, last, widths in reversed(list(_runs(told))):
        start, end = bisect_left(wanted, first), bisect_right(wanted, last)
        found |= {cid: widths[cid - first] if len(widths) > 1 else widths[0] for cid in wanted[start:end]}
        del wanted[start:end]
    return found


def _runs(told: Any) -> Iterator[tuple[int, int, list[float]]]:
    """Yield runs of numbers with a width of each, or one of all: `first [w w ...]` or `first last w`."""
    entries = iter(told)
    for first in entries:
        second = next(entries, None)
        if isinstance(second, pikepdf.Array):
            widths = [float(width) for width in second]
            yield from [(int(first), int(first) + len(widths) - 1, widths)] if widths else []
            continue
        width = next(entries, None)
        if second is None or width is None:
            raise ValueError("its list of widths breaks off")
        yield int(first), int(second), [float(width)]
