"""Findings reach GitHub as one command each, whatever a file is called."""

import io

from pipeline import report
from pipeline.model.finding import Place, error


def test_a_file_name_cannot_begin_a_command_of_its_own() -> None:
    place = Place("x\n::error file=secret::owned, 50%\r.pdf", 3, 2)
    stream = io.StringIO()
    report.write_findings([error(place, "50% is\nwrong", fix="a: b, c").of("rule")], "github", stream)

    assert stream.getvalue() == (
        "::error file=x%0A%3A%3Aerror file=secret%3A%3Aowned%2C 50%25%0D.pdf,line=3,col=2"
        "::50%25 is%0Awrong [rule] - fix: a: b, c\n")
