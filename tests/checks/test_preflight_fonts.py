"""Fonts are found wherever a page shows text in one, and really tried; what no page uses is no fault."""

from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

from pipeline.tools.press import cmap
from tests import fonts_in_pdf as fonts
from tests import press_files as files
from tests.checks.test_preflight_rules import found
from tests.fonts_in_pdf import FORMS, embedded, said_to_be, shown
from tests.press_files import Change, press_pdf, resource

HELVETICA = {"Subtype": Name.Type1, "BaseFont": Name.Helvetica}
SHOWN = b"BT /G 12 Tf 40 60 Td (A) Tj ET"


def helvetica(pdf: Pdf) -> Object:
    """Return a font without a program, as it stands directly in the resources, without a /Type."""
    return Dictionary(**HELVETICA)


def fonts_of(pdf: Pdf) -> Dictionary:
    return Dictionary(Font=Dictionary(G=Dictionary(**HELVETICA)))


def annotated(pdf: Pdf) -> None:
    looks = files.form(pdf, SHOWN, Resources=fonts_of(pdf))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]),
                                                AP=Dictionary(N=looks))])


def tiled(pdf: Pdf) -> Object:
    tile = files.tile(pdf, SHOWN)
    tile.Resources = fonts_of(pdf)
    return tile


def in_a_glyph(pdf: Pdf) -> Object:
    font = files.drawn_font(pdf, b"700 0 d0 BT /G 500 Tf (A) Tj ET")
    font.Resources = fonts_of(pdf)
    return font


def nested(pdf: Pdf) -> Object:
    inner = files.form(pdf, SHOWN, Resources=fonts_of(pdf))
    return files.form(pdf, b"/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))


def descendant(pdf: Pdf) -> Object:
    return fonts.composite(pdf, "CIDFontType2", Dictionary(Type=Name.FontDescriptor, FontName=Name.Square))


PLACES: dict[str, tuple[bytes, Change]] = {
    "directly in the resources": (SHOWN, resource("Font", "G", helvetica)),
    "as an object": (SHOWN, resource("Font", "G", lambda pdf: pdf.make_indirect(helvetica(pdf)))),
    "in settings": (b"/Gs gs BT 40 60 Td (A) Tj ET", resource(
        "ExtGState", "Gs", lambda pdf: Dictionary(Font=Array([pdf.make_indirect(helvetica(pdf)), 12])))),
    "in a form in a form": (b"/Fm Do", resource("XObject", "Fm", nested)),
    "in a pattern": (b"/Pattern cs /Pa scn 0 0 9 9 re f", resource("Pattern", "Pa", tiled)),
    "in a drawn glyph": (b"BT /Own 12 Tf 40 60 Td (A) Tj ET", resource("Font", "Own", in_a_glyph)),
    "in the looks of an annotation": (b"", annotated),
}


@pytest.mark.parametrize(("operators", "change"), PLACES.values(), ids=PLACES)
def test_a_font_without_a_program_is_told_wherever_it_stands(operators: bytes, change: Change) -> None:
    told = found(press_pdf(operators, change))
    assert "page 1: error: the font Helvetica is not embedded [font-not-embedded]" in told


def test_a_descendant_without_a_program_is_told() -> None:
    told = found(press_pdf(shown("by numbers"), resource("Font", "G", descendant)))
    assert told == ["page 1: error: the font Square is not embedded [font-not-embedded]"]


@pytest.mark.parametrize("operators", [b"", b"3 Tr BT /G 12 Tf 40 60 Td (A) Tj ET"], ids=["never named", "invisible"])
def test_a_font_in_which_nothing_is_printed_is_no_fault(operators: bytes) -> None:
    assert found(press_pdf(operators, resource("Font", "G", helvetica))) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_sound_font_passes_in_every_form(form: str) -> None:
    assert found(press_pdf(shown(form), embedded(form)), "full") == []


@pytest.mark.parametrize("form", FORMS)
def test_a_glyph_that_is_not_there_is_told_in_every_form(form: str) -> None:
    named = "number 3" if "numbers" in form else "“C”"
    assert found(press_pdf(shown(form, "AC"), embedded(form))) == [
        f"page 1: error: the font Square has no glyph for {named} [glyph-missing]"]


def test_a_drawn_glyph_that_is_not_there_is_told() -> None:
    (told,) = found(press_pdf(b"BT /F 12 Tf 40 60 Td (AB) Tj ET"))
    assert "has no glyph for code 66" in told


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_whose_glyph_draws_nothing_is_told_in_every_form(form: str) -> None:
    by_number = [said_to_be("A", "B")] if "numbers" in form else []
    program = FORMS[form][0]("B")
    named = "number 2" if "numbers" in form else "“B”"
    assert found(press_pdf(shown(form), embedded(form, program=program), *by_number)) == [
        f"page 1: error: the font Square has no glyph for {named} [glyph-missing]"]
    assert found(press_pdf(shown(form, "A"), embedded(form, program=program), *by_number)) == []


@pytest.mark.parametrize("letter", [" ", "\u00a0", "\u200b", "\u3164", "\u0301"], ids=ascii)
def test_a_blank_may_have_a_glyph_that_draws_nothing(letter: str) -> None:
    form = "TrueType by numbers"
    program = FORMS[form][0]("B")
    assert found(press_pdf(shown(form), embedded(form, program=program), said_to_be("A", letter))) == []
    assert found(press_pdf(shown(form), embedded(form, program=program))) == []


@pytest.mark.parametrize("form", FORMS)
def test_blanks_in_small_type_are_no_small_text(form: str) -> None:
    small = shown(form, "B").replace(b" 12 Tf", b" 1 Tf")
    program = FORMS[form][0]("B")
    blank = [said_to_be("A", " ")] if "numbers" in form else []
    assert not any("text of 1 pt" in each for each in found(press_pdf(small, embedded(form, program=program), *blank)))
    assert any("text of 1 pt" in each for each in found(press_pdf(small, embedded(form), *blank)))


def test_runs_of_letters_are_read_as_far_as_they_count_up() -> None:
    table = (b"2 beginbfrange <0001> <0003> <0041> <0010> <0011> [<0058> <0059>] endbfrange"
             b" 1 beginbfchar <0020> <00660069> endbfchar 1 beginbfrange <0030> <ffff> <d7ff> endbfrange")
    assert cmap.letters(b"1 beginbfrange <0001> <0003> <0041> endbfrange") == {1: "A", 2: "B", 3: "C"}
    assert cmap.letters(table) == {0x20: "fi", 0x30: "\ud7ff"}


def test_a_blank_needs_no_glyph() -> None:
    assert found(press_pdf(shown("CFF", "A B"), embedded("CFF"))) == []


@pytest.mark.parametrize("form", FORMS)
def test_other_widths_than_the_fonts_are_told_in_every_form(form: str) -> None:
    named = "number 2" if "numbers" in form else "“B”"
    assert found(press_pdf(shown(form), embedded(form, (600, 450)))) == [
        f"page 1: error: the font Square is stated with other widths than its own: {named} with 450 thousandths of its"
        " size, not 650 [font-widths]"]
    assert found(press_pdf(shown(form), embedded(form, (601, 649)))) == []
    (told,) = found(press_pdf(shown(form), embedded(form, (603, 650))))
    assert told.startswith("page 1: warning: ")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("spoil", [lambda _: b"", lambda program: program[:40], lambda _: b"no font at all" * 9],
                         ids=["empty", "breaks off", "something else"])
def test_a_program_that_cannot_be_opened_is_told(form: str, spoil: Callable[[bytes], bytes]) -> None:
    (told,) = found(press_pdf(shown(form), embedded(form, program=spoil(FORMS[form][0]()))))
    assert told.startswith("page 1: error: the font Square cannot be opened: ")


@pytest.mark.parametrize(("raw", "read"), [(b"/\xcb\xce\xcc\xe5", "宋体"), (b"/Gr\xc3\xbcn", "Grün")])
def test_a_name_in_other_bytes_hides_no_other_font(raw: bytes, read: str) -> None:
    """A name in GBK is planted in the bytes of the file, as an old program writes it."""
    odd = resource("Font", "H", lambda pdf: Dictionary(Subtype=Name.Type1, BaseFont=Name("/ODDNAME")))
    both = press_pdf(SHOWN + SHOWN.replace(b"/G", b"/H"), resource("Font", "G", helvetica), odd,
                     object_stream_mode=ObjectStreamMode.disable, compress_streams=False)
    told = found(both.replace(b"/ODDNAME", raw.ljust(8)))
    named = {each for each in told if "font-not-embedded" in each}
    assert named == {f"page 1: error: the font {name} is not embedded [font-not-embedded]"
                     for name in ("Helvetica", read)}


def test_a_font_that_cannot_be_judged_hides_no_other() -> None:
    broken = resource("Font", "H", lambda _: Dictionary(Subtype=Name.Type0, BaseFont=Name.Broken))
    told = found(press_pdf(SHOWN + SHOWN.replace(b"/G", b"/H"), resource("Font", "G", helvetica), broken))
    assert any("a font cannot be read" in each for each in told)
    assert any("Helvetica is not embedded" in each for each in told)


# --- tables of codes ---

CODES = b"""begincmap /CMapName /Own def 1 begincodespacerange <20> <7e> endcodespacerange
1 begincodespacerange <8140> <9ffc> endcodespacerange
1 begincidrange <41> <42> 1 endcidrange 1 begincidchar <8140> 2 endcidchar endcmap"""


def by_table(table: Callable[[Pdf], Object], *glyphs: int) -> Change:
    """Return a change that shows /G by a table of codes; `glyphs` say which glyph each of its numbers has."""
    def font(pdf: Pdf) -> Object:
        made = fonts.composite(pdf, "CIDFontType2", fonts.described(pdf, "FontFile2", fonts.truetype()))
        made.Encoding = table(pdf)
        if glyphs:
            inner = made.DescendantFonts[0]
            inner.CIDToGIDMap = pdf.make_stream(b"".join(each.to_bytes(2) for each in glyphs))
            inner.W = Array([34, Array(list(fonts.WIDTHS.values()))])
        return made

    return resource("Font", "G", font)


def own_table(pdf: Pdf) -> Object:
    return pdf.make_stream(CODES, Type=Name.CMap, CMapName=Name.Own)


def using(pdf: Pdf) -> Object:
    more = b"begincmap /Own usecmap 1 begincidchar <41> 9 endcidchar endcmap"
    return pdf.make_stream(more, Type=Name.CMap, CMapName=Name.More, UseCMap=own_table(pdf))


def text(codes: bytes) -> bytes:
    return b"0 0 0 1 k BT /G 12 Tf 40 60 Td <%s> Tj ET" % codes


TABLES = {"codes of one and two bytes": (own_table, b"41814042", b"43"),
          "a table that uses another": (using, b"42", b"41")}


@pytest.mark.parametrize(("table", "right", "wrong"), TABLES.values(), ids=TABLES)
def test_glyphs_are_tried_by_the_table_that_the_file_holds(
    table: Callable[[Pdf], Object], right: bytes, wrong: bytes
) -> None:
    assert found(press_pdf(text(right), by_table(table)), "full") == []
    (told,) = found(press_pdf(text(wrong), by_table(table)))
    assert "has no glyph for number " in told


@pytest.mark.skipif(cmap.named("UniGB-UCS2-V") is None, reason="poppler-data is not installed")
def test_glyphs_are_tried_by_a_table_that_the_file_names() -> None:
    """Number 34 is A in Adobe-GB1; the upright table is made from the level one."""
    change = by_table(lambda _: Name("/UniGB-UCS2-V"), *[0] * 34, 1, 2)
    assert found(press_pdf(text(b"00410042"), change), "full") == []
    (told,) = found(press_pdf(text(b"00410043"), change))
    assert "has no glyph for number 36" in told


@pytest.mark.parametrize("table", ["Nowhere-H", "../secret"])
def test_a_table_that_is_not_there_is_told_and_nothing_else(table: str) -> None:
    (told,) = found(press_pdf(text(b"0041"), by_table(lambda _: Name(f"/{table}"))))
    assert told.startswith("page 1: note: nobody has tried the glyphs of the font Square")


def test_what_is_said_later_in_a_table_goes_before() -> None:
    table = cmap.read(b"begincodespacerange <00> <ff> endcodespacerange begincidrange <00> <ff> 100 endcidrange"
                      b" begincidrange <10> <1f> 500 endcidrange", lambda _: None)
    assert table is not None
    assert list(table.numbers(bytes([0, 0x0f, 0x10, 0x1f, 0x20, 0xff]))) == [100, 115, 500, 515, 132, 355]
