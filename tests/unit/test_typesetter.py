"""The typesetter uses our fonts alone, lets no complaint go unheard and leaves nothing behind."""

import io
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pikepdf
import pytest

from pipeline.stages import load
from pipeline.tools.typesetting import fonts, typesetter
from tests.conftest import ROOT

LOOKS = "html { font-family: FiraGO }"


WORDS = '<p id="one">some words <a href="#two">and a link</a></p><p id="two">others</p>'


def body(laid_out):
    return laid_out.document.pages[0]._page_box.children[0].children[0]


def set_page(body, cache, looks=LOOKS):
    page = f"<html lang=en><title>t</title><body>{body}</html>"
    laid_out = typesetter.lay_out(page, looks, fonts.faces(load.read_design(ROOT)), cache=cache, variant="pdf/ua-1")
    return laid_out, typesetter.write_pdf(laid_out, variant="pdf/ua-1", identifier="t")


def test_plain_words_give_no_complaint_and_no_warning(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        laid_out, written = set_page("<p>words", tmp_path)
    assert laid_out.complaints == written.complaints == ()


def test_a_property_that_does_not_exist_is_complained_about(tmp_path):
    laid_out, _ = set_page("<p>words", tmp_path, LOOKS + " p { colour: red }")
    assert any("colour" in complaint.said for complaint in laid_out.complaints)


def test_a_character_that_our_fonts_cannot_show_is_complained_about_and_no_other_font_is_used(tmp_path):
    _, written = set_page("<p>words \u25e6 \u8a9e", tmp_path, "html { font-family: FiraGO, DejaVu Sans, sans-serif }")
    assert any(complaint.about == "\u25e6" for complaint in written.complaints)
    with pikepdf.open(io.BytesIO(written.content)) as pdf:
        names = {str(each.FontName) for each in pdf.objects
                 if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"}
    assert len(names) == 1
    assert "FiraGO" in names.pop()


def test_the_same_words_give_the_same_bytes(tmp_path):
    assert set_page("<p>words", tmp_path)[1] == set_page("<p>words", tmp_path)[1]


@pytest.mark.parametrize(("more", "is_kept"), [
    ("", True), ("p { colour: red }", True),
    ("p { margin-left: 10vw }", False), ("p { color: var(--none, 1px) }", False)])
def test_a_page_on_a_second_size_of_paper_is_what_it_is_alone(tmp_path, more, is_kept):
    sheets = [(LOOKS + more, f"@page {{ size: {size} }}") for size in ("a4", "a5 landscape")]
    typesetter._page.cache_clear()
    (first, _), second = (set_page(WORDS, tmp_path, each) for each in sheets)
    typesetter._page.cache_clear()
    assert second[1] == set_page(WORDS, tmp_path, sheets[1])[1]
    assert second[0].complaints == set_page(WORDS, tmp_path, sheets[1])[0].complaints
    assert (body(first).style is body(second[0]).style) == is_kept


def test_a_page_under_other_rules_has_other_styles(tmp_path):
    first, second = (set_page(WORDS, tmp_path, (LOOKS, f"p {{ margin: {size}px }} @page {{ size: a5 }}"))
                     for size in (10, 20))
    assert first[1].content != second[1].content


def test_a_process_leaves_its_cache_and_nothing_else(tmp_path):
    script = ("import sys; from pathlib import Path; from pipeline.stages import load;"
              " from pipeline.tools.typesetting import fonts, typesetter;"
              " typesetter.warm(fonts.faces(load.read_design(Path(sys.argv[1]))), Path(sys.argv[2]))")
    left = tmp_path / "temporary"
    left.mkdir()
    subprocess.run([sys.executable, "-W", "error", "-c", script, str(ROOT), str(tmp_path / "cache")], cwd=ROOT,
                   check=True, env={**os.environ, "TMPDIR": str(left)})
    assert list(left.iterdir()) == []
    assert sorted(path.name for path in Path(tmp_path / "cache").iterdir()) == [
        "declarations.kept", "fontconfig-without-fonts.conf"]
