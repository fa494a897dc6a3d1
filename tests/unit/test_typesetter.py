"""The typesetter uses our fonts alone, lets no complaint go unheard and leaves nothing behind."""

import io
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pikepdf

from pipeline.stages import load
from pipeline.tools.typesetting import fonts, typesetter
from tests.conftest import ROOT

LOOKS = "html { font-family: FiraGO }"


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
    assert any("colour" in complaint for complaint in laid_out.complaints)


def test_a_character_that_our_fonts_cannot_show_is_complained_about_and_no_other_font_is_used(tmp_path):
    _, written = set_page("<p>words \u25e6 \u8a9e", tmp_path, "html { font-family: FiraGO, DejaVu Sans, sans-serif }")
    assert any("U+25E6" in complaint for complaint in written.complaints)
    with pikepdf.open(io.BytesIO(written.content)) as pdf:
        names = {str(each.FontName) for each in pdf.objects
                 if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"}
    assert len(names) == 1
    assert "FiraGO" in names.pop()


def test_the_same_words_give_the_same_bytes(tmp_path):
    assert set_page("<p>words", tmp_path)[1] == set_page("<p>words", tmp_path)[1]


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
