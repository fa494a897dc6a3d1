"""Which characters of a text a font has a form for, and what is kept of its tables."""

import shutil
from pathlib import Path

import pytest

from pipeline.model.repertoire import is_blank, told, without_form
from pipeline.tools.typesetting import fonts
from tests.conftest import ROOT

REGULAR = ROOT / "styles/fonts/FiraGO-Regular.ttf"


def found(text: str, shown: str) -> list[tuple[int, str]]:
    return list(without_form(text, lambda each: is_blank(each) or each in shown))


@pytest.mark.parametrize("text", ["caf\u00e9", "cafe\u0301", "a\u00adb\u2003c\u200d\ufe0f\n"])
@pytest.mark.parametrize("accented", ["\u00e9", "\u0301"])
def test_a_letter_with_its_accent_and_what_shows_nothing_pass(text: str, accented: str) -> None:
    assert found(text, f"abcdef{accented}") == []


def test_a_run_without_form_is_one_with_its_place() -> None:
    assert found("a中文b\U0001f600 a\u0301", "ab") == [(1, "中文"), (4, "\U0001f600"), (7, "\u0301")]


def test_a_line_of_its_own_is_no_space() -> None:
    assert found("a\u2028b", "ab") == [(1, "\u2028")]


def test_a_run_is_told_by_sign_code_and_name() -> None:
    assert told("☎") == "“☎”, U+260E BLACK TELEPHONE"
    assert told("中文") == "“中文”, U+4E2D CJK UNIFIED IDEOGRAPH-4E2D, and 1 more"
    assert told("\ue000") == "U+E000 without a name"


def test_faces_show_what_each_of_them_shows_and_it_is_kept_by_their_digest(tmp_path: Path) -> None:
    web = ROOT / "styles/fonts/web/JMMLGuideSans-Regular.woff2"
    shown = fonts.repertoire([REGULAR, web], tmp_path)
    moved = tmp_path / "moved.ttf"
    shutil.copy(REGULAR, moved)

    assert shown == fonts.characters(REGULAR) & fonts.characters(web)
    assert fonts.repertoire([moved, web], tmp_path) == shown
    assert len(list((tmp_path / "repertoires").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"no font", REGULAR.read_bytes()[:2000]])
def test_what_is_no_font_shows_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(content)

    assert fonts.repertoire([REGULAR, tmp_path / "x.ttf"], tmp_path / "cache") is None
    assert fonts.repertoire([], tmp_path / "cache") is None
    assert fonts.repertoire([tmp_path / "gone.ttf"], tmp_path / "cache") is None
