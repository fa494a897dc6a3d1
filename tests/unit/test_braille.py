"""Each element of a manuscript has one form in braille, shown as print where its cells do not matter, and its pages."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.markup.braille import BrailleWriter
from pipeline.markup.braille_pages import Chapter, Row, number, pages
from pipeline.model import media_type, tree
from pipeline.model.artifact import Artifact
from pipeline.model.channel import BrailleLayout
from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.model.manuscript import Section, with_numbered_notes
from pipeline.model.parity import words_of
from pipeline.model.tree import Elements, words
from pipeline.readback.readers import braille
from pipeline.tools.words import liblouis, pandoc
from tests import real_source
from tests.unit.test_plain import LABELS

TABLE, SPANISH = "en-ueb-g2.ctb", "es-g1.ctb"


def rows(markdown: str | Elements, title: str = "", translate=str.upper) -> list[str]:
    """Return the rows of a section, its words in capitals for cells."""
    blocks = pandoc.read_markdown(dedent(markdown)) if isinstance(markdown, str) else markdown
    writer = BrailleWriter(30, LABELS, translate)
    chapters = writer.write(with_numbered_notes((Section("here", "topic", words(title) if title else [], blocks),)))
    assert not writer.long_words
    return [row.cells for chapter in chapters for row in chapter.rows]


# --- lines (BANA, Braille Formats 2016) ---


def test_a_title_is_centred_with_a_blank_line_below() -> None:
    assert rows("Text.", "Genes") == [" " * 12 + "GENES", "", "  TEXT."]


def test_a_long_title_leaves_three_cells_at_either_end() -> None:
    assert rows("Text.", "A title with more words than a line") == [
        "   A TITLE WITH MORE WORDS", " " * 9 + "THAN A LINE", "", "  TEXT."]


def test_sections_begin_in_cell_5_and_smaller_ones_in_cell_7() -> None:
    assert rows("Text.\n\n## Why\n\nText.\n\n### More\n\nText.") == [
        "  TEXT.", "", "    WHY", "  TEXT.", "", "      MORE", "  TEXT."]


def test_a_paragraph_begins_in_cell_3_and_goes_on_in_cell_1() -> None:
    assert rows("One sentence with more words than a line of cells.") == [
        "  ONE SENTENCE WITH MORE WORDS", "THAN A LINE OF CELLS."]


def test_an_item_begins_in_cell_1_and_goes_on_in_cell_3_between_blank_lines() -> None:
    assert rows("Text.\n\n- one item with more words than a line\n  - two\n- three\n\nText.") == [
        "  TEXT.", "", "ONE ITEM WITH MORE WORDS THAN", "  A LINE", "  TWO", "THREE", "", "  TEXT."]


def test_a_list_right_below_a_heading_has_no_blank_line() -> None:
    assert rows("## Why\n\n1. one\n2. two") == ["    WHY", "1. ONE", "2. TWO"]


def test_a_box_has_lines_of_full_length_and_its_heading_right_below() -> None:
    box = tree.div([tree.header(2, words("Key points"), "", "box-title"), *pandoc.read_markdown("- one")], "",
                   "key-points")
    assert rows([tree.para(words("Text.")), box, tree.para(words("Text."))]) == [
        "  TEXT.", "", "7" * 30, "    KEY POINTS", "ONE", "G" * 30, "", "  TEXT."]


def test_a_table_becomes_a_list_that_names_each_column() -> None:
    table = pandoc.read_markdown("| Gene | Means |\n|---|---|\n| NF1 | A transplant |\n| NRAS | A drug |\n")
    table[0]["c"][1] = [None, [tree.plain(words("Genes"))]]
    assert rows(table) == ["    TABLE: GENES", "GENE: NF1", "  MEANS: A TRANSPLANT", "GENE: NRAS", "  MEANS: A DRUG"]


def test_a_term_and_its_meaning_are_one_entry() -> None:
    meaning = [tree.definition_list([(words("germline"), [tree.para(words("in all cells of the body"))])])]
    assert rows(meaning) == ["GERMLINE: IN ALL CELLS OF THE", "  BODY"]


def test_what_is_to_be_filled_in_is_a_low_line() -> None:
    field = tree.div([tree.para(words("Phone:"))], "", "field", "blank")
    long = tree.div([tree.para(words("Phone at night, on weekends:"))], "", "field", "blank")
    assert rows([tree.div([field, long], "", "imprint")]) == ["PHONE: .-", "PHONE AT NIGHT, ON WEEKENDS:", "  .-"]


def test_links_and_notes_are_numbered_and_stand_at_the_end() -> None:
    assert rows("See [us](https://a.org)[^1].\n\n[^1]: More.\n") == [
        "  SEE US [LINK\xa01] [NOTE\xa01].".replace("\xa0", " "), "            NOTES", "", "NOTE 1:", "  MORE.",
        "          WEB LINKS", "", "LINK 1: HTTPS://A.ORG"]


@pytest.mark.parametrize(("table", "slash"), [(TABLE, "_/"), ("es-g1.ctb", ",1")])
def test_an_address_wider_than_a_line_is_parted_behind_a_slash_of_its_language(table: str, slash: str) -> None:
    said = rows("https://example.org/a/very/long/path/to/a/page", translate=partial(liblouis.translate, table=table))
    assert all(len(row) <= 30 for row in said)
    assert len(said) > 1
    assert all(row.endswith(slash) for row in said[:-1])


def test_a_word_wider_than_a_line_is_told() -> None:
    writer = BrailleWriter(30, LABELS, str.upper)
    writer.write([Section("here", "topic", [], [tree.para(words("x " + "long" * 10))])])
    assert writer.long_words == ["long" * 10]


@pytest.mark.parametrize("length", [28, 29, 30])
def test_a_word_as_wide_as_a_line_without_its_indent_is_parted_or_told(length: int) -> None:
    assert all(len(row) <= 30 for row in rows("_/".join(["way"] * (length // 5)).ljust(length, "x")))
    writer = BrailleWriter(30, LABELS, str.upper)
    writer.write([Section("here", "topic", [], [tree.para(words("l" * length))])])
    assert bool(writer.long_words) == (length > 28)


# --- pages ---


def chapter(name: str, *lines: Row) -> Chapter:
    return Chapter(name, lines)


def test_a_page_ends_in_its_number_at_the_right_margin() -> None:
    paged = pages([chapter("a", *(Row(f"LINE {n}") for n in range(12)))], cells=20, lines=10)
    assert [len(page) for page in paged] == [10, 10]
    assert [page[-1] for page in paged] == [" " * 18 + "#A", " " * 18 + "#B"]
    assert paged[1][:4] == ["LINE 9", "LINE 10", "LINE 11", ""]


def test_a_heading_goes_to_the_page_of_its_text() -> None:
    filler = [Row(f"LINE {n}") for n in range(7)]
    paged = pages([chapter("a", *filler, Row(), Row("HEADING", holds=True), Row("TEXT"))], cells=20, lines=10)
    assert paged[0][7] == ""
    assert paged[1][:2] == ["HEADING", "TEXT"]


def test_no_page_begins_with_a_blank_line() -> None:
    paged = pages([chapter("a", *(Row(f"LINE {n}") for n in range(9)), Row(), Row("TEXT"))], cells=20, lines=10)
    assert paged[1][0] == "TEXT"


def test_what_holds_together_and_fills_more_than_a_page_is_parted() -> None:
    paged = pages([chapter("a", *(Row(f"LINE {n}", holds=True) for n in range(25)))], cells=20, lines=10)
    assert [row for page in paged for row in page[:-1] if row] == [f"LINE {n}" for n in range(25)]


def test_contents_lead_to_the_pages_of_their_sections() -> None:
    contents = chapter("contents", Row("TITLE", leads_to="b"), Row("A TITLE OF 12", leads_to="c"))
    long = chapter("b", *(Row(f"LINE {n}") for n in range(100)))
    paged = pages([contents, long, chapter("c", Row("END"))], cells=24, lines=10)
    assert paged[0][:2] == ['TITLE """"""""""""""" #B', 'A TITLE OF 12 """""" #AD']
    assert number(1067) == "#AJFG"


# --- liblouis ---


@pytest.mark.parametrize(("print_", "cells"), [
    ("JMML comes back in up to 35 to 40 of every 100 children.", ",,JMML COMES BACK 9 UP TO #CE TO #DJ ( E #AJJ *N4"),
    ("1 month and older", "#A MON? & OLD]"),
    ("1-800-955-4572", "#A-#HJJ-#IEE-#DEGB"),
    ("“only” a somatic PTPN11 change", "8ONLY0 A SOMATIC ,,PTPN#AA *ANGE"),
    ("", ""),
])
def test_english_is_contracted_and_read_back(print_: str, cells: str) -> None:
    assert liblouis.translate(print_, TABLE) == cells
    assert liblouis.back_translate(cells, TABLE) == print_.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("word", [
    "2021;5(22):4783–90", "doi:10.33/fp.00025", "and/or", "Zoë", "8:30",
    *["a.b", "be", "child", "CO2", "en", "enough", "his", "it", "out", "still"],
    *["that", "was", "were", "x", "3.5", "…"]])
@pytest.mark.parametrize("opening", ["", "“", "(", "["])
def test_words_are_told_from_the_signs_that_touch_them(word: str, opening: str) -> None:
    for closing in ("", ";", ":", "…;", ");", ").", "].", "”,", "?”", "…)", ","):
        said = f"night {opening}{word}{closing} garden"
        assert words_read(liblouis.translate(said, TABLE)) == words_of(said)


def test_a_word_that_the_cells_lack_is_not_read() -> None:
    assert "be" in words_read(liblouis.translate("night …be garden", TABLE))
    assert "be" not in words_read(liblouis.translate("night …; garden", TABLE))
    assert words_read(liblouis.translate("a.m. call", TABLE)) != words_of("a.m. do call")


@pytest.mark.parametrize("said", [
    "¿Qué es? ¡Llame ya! «No» es “no”.", "100.4 grados, 3,5 mg y 1.000 ml", "(árbol) según Perú: él, único; así…",
    "https://www.example.org/a/b-c", "a@example.org", "doi:10.1182/bloodadvances.2021005117.", "Children’s 8:30",
    "(nota 1)", "JMML, NF1 y PTPN11", "10 % ¿ya?", "pingüino, ñandú, OTOÑO"])
def test_spanish_is_read_back(said: str) -> None:
    assert words_read(liblouis.translate(said, SPANISH), SPANISH) == words_of(said)


@pytest.mark.parametrize(("said", "changed"), [
    ("de 35 a 40", "de 35 a 45"), ("100.4 grados", "100.5 grados"), ("no espere", "espere"), ("el papá", "el papa")])
def test_a_changed_word_of_spanish_reads_otherwise(said: str, changed: str) -> None:
    assert words_read(liblouis.translate(changed, SPANISH), SPANISH) != words_of(said)


def test_signs_with_the_cells_of_a_letter_have_no_form() -> None:
    assert liblouis.unknown("[]()<>¿?", SPANISH) == (">", "[", "]")
    assert liblouis.unknown("[]()<>¿?", TABLE) == ()


def words_read(cells: str, table: str = TABLE) -> tuple[str, ...]:
    """Return the words of a page with these cells, as the reader of braille files has them."""
    manuscript = real_source.manuscript("jmml-handout-braille")
    channel = manuscript.edition.channel
    layout = BrailleLayout(tables={"en": table}, cells=40, lines=25)
    edition = replace(manuscript.edition, channel=channel.model_copy(update={"braille": layout}))
    file = Artifact(Path("x.brf"), "x.brf", media_type.BRAILLE, cells.encode(), replace(manuscript, edition=edition))
    return tuple(each.word for each in braille.heard(file))


def test_a_character_without_cells_is_told() -> None:
    assert liblouis.unknown("a é ≥ 白 ☐", TABLE) == ("☐", "白")


def test_a_table_that_is_not_there_is_told() -> None:
    assert liblouis.has_table(TABLE)
    assert not liblouis.has_table("en-ueb-g9.ctb")
    with pytest.raises(ToolFailed, match=r"en-ueb-g9\.ctb"):
        liblouis.translate("a", "en-ueb-g9.ctb")


def test_a_missing_liblouis_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise OSError

    liblouis._library.cache_clear()
    monkeypatch.setattr(liblouis.ctypes, "CDLL", missing)
    assert liblouis.version() == ""
    with pytest.raises(MissingTool, match="apt-get install liblouis20"):
        liblouis.translate("a", TABLE)
