"""The line on a terminal tells how many clinics are done, how fast, and how long the rest takes."""

import pytest

from pipeline.report import pace_line, progress_line


@pytest.mark.parametrize(("done", "seconds", "told"), [
    (25, 2.0, "[25/1000] 12.5 clinics a second, 1:18 left"),
    (1000, 80.0, "[1000/1000] 12.5 clinics a second, 0:00 left"),
    (25, 0.0, "[25/1000] 0.0 clinics a second, 0:00 left"),
])
def test_the_line_tells_rate_and_time_left(done, seconds, told):
    assert pace_line(done, 1000, seconds) == told


@pytest.mark.parametrize(("done", "seconds", "told"), [
    (40, 20.0, "[40/174] en/a.pdf, 1:07 left"), (174, 80.0, "[174/174] en/a.pdf"), (0, 0.0, "[0/174] en/a.pdf")])
def test_the_line_of_a_build_tells_the_last_product_and_the_time_left(done, seconds, told):
    assert progress_line(done, 174, "en/a.pdf", seconds) == told
