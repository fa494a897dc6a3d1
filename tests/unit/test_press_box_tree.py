"""The box tree tells what fits a panel, by how much, and which words were laid out."""

from pathlib import Path

import pytest

from pipeline.markup.press_sheet import lost_words
from pipeline.model.layout import PanelFit
from pipeline.model.manuscript import Section
from pipeline.model.tree import para, words
from pipeline.tools.typesetting import box_tree, fonts, typesetter
from tests import press

CSS = """@page { size: 100mm 100mm; margin: 0 } body, p { margin: 0 }
.panel { position: absolute; top: 10mm; left: 10mm; width: 50mm; height: 50mm; font: 10pt/5mm FiraGO }
.fit { display: inline-block; width: 100%; vertical-align: top } .line { height: 5mm; border-bottom: .2mm solid }
.foot { position: absolute; bottom: 0; left: 0 }"""


@pytest.fixture
def lay_out(tmp_path: Path):
    _, design = press.brochure()

    def laid_out(content: str):
        html = f'<body><div class="panel" data-name="only"><div class="fit">{content}</div></div></body>'
        return typesetter.lay_out(html, CSS, fonts.faces(design), cache=design.cache, variant="pdf/ua-1").document

    return laid_out


def fit(document, pinned: frozenset[str] = frozenset()) -> PanelFit:
    (panel,) = box_tree.measure_panels(document, "panel", pinned)
    return panel


def lines(count: int) -> str:
    return "".join(f'<p data-at="a.md:{number}:1">Line {number}</p>' for number in range(1, count + 1))


def test_what_is_left_below_the_last_line_is_slack(lay_out) -> None:
    panel = fit(lay_out(lines(4)))
    assert (panel.name, panel.page, panel.overflow_mm) == ("only", 1, 0)
    assert panel.slack_mm == pytest.approx(30, abs=1.5)
    assert panel.at == "a.md:4:1"


def test_lines_below_the_box_overflow_and_the_first_of_them_is_named(lay_out) -> None:
    panel = fit(lay_out(lines(13)))
    assert panel.overflow_mm == pytest.approx(15, abs=1.5)
    assert panel.slack_mm == 0
    assert panel.at == "a.md:11:1"


def test_a_word_wider_than_the_box_overflows(lay_out) -> None:
    assert fit(lay_out('<p data-at="a.md:1:1">' + "Wide" * 20 + "</p>")).overflow_mm > 20


def test_an_empty_ruled_line_below_the_box_overflows(lay_out) -> None:
    assert fit(lay_out(lines(9) + '<div class="line"></div>' * 3)).overflow_mm > 5


def test_text_ends_where_pinned_content_begins(lay_out) -> None:
    foot = '<div class="foot"><p>one</p><p>two</p></div>'
    assert fit(lay_out(lines(7) + foot), frozenset({"foot"})).slack_mm == pytest.approx(5, abs=1.5)
    assert fit(lay_out(lines(9) + foot), frozenset({"foot"})).overflow_mm == pytest.approx(5, abs=1.5)


def test_laid_out_text_parts_lines_and_keeps_marked_words_whole(lay_out) -> None:
    document = lay_out("<p>A <b>bold</b>er word</p><p>next</p>")
    assert box_tree.texts_by_panel(document, "panel")["only"].split() == ["A", "bolder", "word", "next"]


def test_the_number_of_a_note_is_a_word_of_its_own_behind_a_page_number_and_behind_a_word(lay_out) -> None:
    def section(word: str) -> Section:
        notes = [{"t": "Note", "c": [], "number": number} for number in (2, 3)]
        return Section("only", "topic", [], [para([*words("bed"), notes[0], *words(f", {word}"), notes[1]])])

    called = '<p>bed<i> (page 3)</i><a class="noteref">2</a>, home<a class="noteref">3</a></p>'
    shown = box_tree.texts_by_panel(lay_out(called), "panel")["only"]
    assert shown.split() == ["bed", "(page", "3)", "2,", "home", "3"]
    assert (lost_words([section("home")], shown), lost_words([section("house")], shown)) == ([], ["house"])
