"""The brochure for the press: every word on a panel, every panel measured, the same bytes each time."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from pipeline.formats import press_pdf
from pipeline.model import tree
from pipeline.model.tree import plain_text
from pipeline.stages import compose
from pipeline.tools.reading import pdf_file
from tests import press
from tests.conftest import ROOT

PROBE = ("import hashlib; from tests import press; "
         "print(hashlib.sha256(press.rendering().content).hexdigest())")


def test_each_panel_is_measured_and_holds_its_text() -> None:
    layout = press.rendering().layout
    assert layout is not None
    assert {panel.name for panel in layout.panels} == {
        "cover", "flap", "back", "inside-left", "inside-middle", "inside-right"}
    assert all(panel.overflow_mm == 0 and panel.slack_mm > 0 for panel in layout.panels)
    assert layout.lost_text == ""
    assert layout.complaints == ()


@pytest.mark.parametrize("channel", ["jmml-brochure-letter-press", "jmml-brochure-a4-press"])
def test_a_draft_has_room_for_the_words_that_call_it_so(channel: str) -> None:
    manuscript, design = press.brochure(channel)
    layout = press_pdf.render(compose.compose(replace(manuscript.edition, is_draft=True)), design).layout
    assert layout is not None
    assert [panel.name for panel in layout.panels if panel.overflow_mm] == []


def test_a_sheet_has_two_sides() -> None:
    assert press.rendering().pages == 2


def test_every_word_of_the_manuscript_is_in_the_text_of_the_file() -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(press.rendering().content) as pdf:
        said = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    shown = set(re.findall(r"\w+", said.replace("\ufffe", "-")))
    manuscript, _ = press.brochure()
    topics = [section for section in manuscript.sections if section.kind == "topic"]
    assert len(topics) == 11
    for section in topics:
        unpictured = tree.rewrite(section.blocks, lambda _: [], ("Image",))  # what a picture says is not drawn
        written = f"{plain_text(section.title)}\n{plain_text(unpictured)}"
        assert set(re.findall(r"\w+", written)) - shown == set()


def test_text_is_black_ink_alone_white_or_the_deep_colour() -> None:
    text = {paint.inks for paint in pdf_file.read(press.rendering().content).paints if paint.kind == "text"}
    assert text == {(0, 0, 0, 1), (0, 0, 0, 0), (0.9, 0.45, 0.45, 0.35)}


def test_no_word_is_smaller_than_the_slug_line_and_body_is_ten_points_or_more() -> None:
    sizes = {paint.size_pt for paint in pdf_file.read(press.rendering().content).paints if paint.kind == "text"}
    assert min(sizes) >= 6
    assert sorted(sizes)[1] >= 7
    assert any(10 <= size <= 10.5 for size in sizes)


def test_the_profile_is_embedded_with_the_bytes_of_its_file() -> None:
    (intent,) = pdf_file.read(press.rendering().content).intents
    assert intent.profile == (ROOT / "styles/colour/FOGRA39L_coated.icc").read_bytes()


def test_the_same_manuscript_gives_the_same_bytes_twice_in_one_process() -> None:
    assert press_pdf.render(*press.brochure()).content == press.rendering().content


@pytest.mark.slow
def test_other_processes_hash_seeds_and_time_zones_give_the_same_bytes() -> None:
    sums = {hashlib.sha256(press.rendering().content).hexdigest()}
    for seed, zone in (("1", "Pacific/Kiritimati"), ("77", "America/Los_Angeles")):
        done = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone})
        sums.add(done.stdout.strip())
    assert len(sums) == 1
