"""The fonts that e-books and web pages carry are made of those of print."""

import gc
from pathlib import Path

from pipeline.stages import load
from pipeline.tools.typesetting import fonts, web_fonts
from tests.conftest import ROOT


def test_no_font_that_others_are_made_of_stays_open(tmp_path: Path) -> None:
    faces = fonts.faces(load.read_design(ROOT))[:1]
    gc.disable()  # which would close it, some time
    try:
        web_fonts.of_letters("علاج", faces, "Clinic Web", tmp_path)
        assert [each.resolve() for each in Path("/proc/self/fd").iterdir() if each.resolve() == faces[0][3]] == []
    finally:
        gc.enable()
