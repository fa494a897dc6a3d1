"""The line on a terminal tells how many clinics are done, how fast, and how long the rest takes."""

import sys
from pathlib import Path

import pytest

from pipeline import cli_telling, run_imprints
from pipeline.report import pace_line, progress_line
from pipeline.run import Wish
from tests import reviewed


@pytest.mark.parametrize(("done", "seconds", "told"), [
    (25, 2.0, "[25/1000] 12.5 clinics a second, 1:18 left"),
    (1000, 80.0, "[1000/1000] 12.5 clinics a second, 0:00 left"),
    (0, 2.0, "[0/1000] clinics"),
    (25, 0.0, "[25/1000] 0.0 clinics a second, 0:00 left"),
])
def test_the_line_tells_rate_and_time_left(done, seconds, told):
    assert pace_line(done, 1000, seconds) == told


@pytest.mark.parametrize(("done", "seconds", "told"), [
    (40, 20.0, "[40/174] en/a.pdf, 1:07 left"), (174, 80.0, "[174/174] en/a.pdf"), (0, 0.0, "[0/174] en/a.pdf")])
def test_the_line_of_a_build_tells_the_last_product_and_the_time_left(done, seconds, told):
    assert progress_line(done, 174, "en/a.pdf", seconds) == told


def test_a_run_for_clinics_tells_of_each_product_that_is_laid_out_for_all_and_then_of_clinics(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    reviewed.confirm(root)
    (tmp_path / "list.csv").write_text("id,name,phones\na,A,617-555-0100\n", encoding="utf-8")
    steps: list[tuple[int, int, str]] = []
    order = run_imprints.Order(tmp_path / "list.csv", str(tmp_path / "out"), Wish(("*text*",), workers=1))
    assert not run_imprints.imprint(root, order, lambda *step: steps.append(step)).has_errors
    assert [bool(product) for *_, product in steps] == [*[True] * (len(steps) - 2), False, False]
    assert {total for _, total, product in steps if product} == {len(steps) - 2}
    assert steps[-2:] == [(0, 1, ""), (1, 1, "")]


def test_the_line_of_a_run_for_clinics_tells_both(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell = cli_telling.pace("text")
    for step in ((2, 2, "en/a.pdf"), (0, 3, "")):
        tell(*step)
    assert [line.rpartition("K")[2] for line in capsys.readouterr().err.split("\r")] == [
        "", "[2/2] en/a.pdf", "[0/3] clinics"]
