"""Findings reach people and GitHub as what they are: no file name is a command, no flood hides the rest."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import report
from pipeline.model.finding import Finding, Place, error, warning
from pipeline.model.quotation import QUOTED, TOLD


def written(findings: list[Finding], style: report.Style = "text") -> str:
    stream = io.StringIO()
    report.write_findings(findings, style, stream)
    return stream.getvalue()


def flood(number: int) -> list[Finding]:
    return [error(Place("a.md", line), "wrong").of("rule") for line in range(1, number + 1)]


def test_a_file_name_cannot_begin_a_command_of_its_own() -> None:
    place = Place("x\n::error file=secret::owned, 50%\r.pdf", 3, 2)
    assert written([error(place, "50% is\nwrong", fix="a: b, c").of("rule")], "github") == (
        "::error file=x%0A%3A%3Aerror file=secret%3A%3Aowned%2C 50%25%0D.pdf,line=3,col=2"
        "::50%25 is%0Awrong [rule] - fix: a: b, c\n")


@pytest.mark.parametrize("style", ["text", "github"])
def test_nothing_that_is_quoted_turns_the_order_of_a_line_or_keeps_it_from_being_written(style: report.Style) -> None:
    told = written([error(Place("a\u202e.md", 1), "“5\u2066”, “é”, “\udcff”", fix="\x1b").of("rule")], style)
    assert all(each in told for each in (r"a\u202e.md", r"“5\u2066”, “é”, “\udcff”", r"\x1b"))
    assert told.encode("utf-8").count(b"\n") == told.count("\n")


def test_nothing_that_is_quoted_moves_the_cursor_of_a_terminal_or_begins_a_line() -> None:
    told = written([error(Place("a\x1b[2J.md", 1), "“x\nb.md:1: error: y\x9b31m”", why="\u2028", fix="\r").of("rule")])
    assert told.splitlines() == [
        r"a\x1b[2J.md:1: error: “x\nb.md:1: error: y\x9b31m” [rule]", r"    why: \u2028", r"    fix: \r"]


@pytest.mark.parametrize("style", ["text", "github"])
def test_of_a_flood_people_read_the_first_and_how_many_more_there_are(style: report.Style) -> None:
    others = [warning(Place("a.md", 3), "odd").of("rule"), error(Place("b.md", 3), "wrong").of("rule")]
    lines = written([*flood(4501), *others], style).splitlines()
    assert sum("wrong" in line for line in lines) == 21, "twenty of the flood, and the one of another file"
    assert "odd" in "".join(lines)
    (more,) = (line for line in lines if "more like these" in line)
    assert "a.md" in more
    assert "and 4,481 more like these [rule]" in more


def test_programs_are_told_each_of_a_flood_and_people_each_of_a_few() -> None:
    assert len(json.loads(written(flood(4501), "json"))) == 4501
    assert written(flood(21)).count("wrong") == 21


@given(st.text(alphabet="“” aé\n\U0001f600", min_size=1), st.integers(1, 5000))
def test_no_finding_repeats_more_than_a_person_needs_to_know_the_words_by(words: str, times: int) -> None:
    long = words * times
    found = error(Place("a.md", detail=f"below “{long}”"), f"“{long}” is wrong", why=f"“{long}” misleads",
                  fix=f"write “{long}” otherwise")
    for told, end in ((found.message, "is wrong"), (found.why, "misleads"), (found.fix, "otherwise"),
                      (found.place.detail, "”")):
        assert len(told) <= TOLD
        assert told.endswith(end)


def test_a_long_quotation_ends_after_a_word_and_a_short_one_is_whole() -> None:
    assert error(Place("a.md"), f"“{'a' * QUOTED}” is wrong").message == f"“{'a' * QUOTED}” is wrong"
    assert error(Place("a.md"), f"“{'word ' * 40}” is wrong").message == f"“{'word ' * 16}word …” is wrong"
    assert error(Place("a.md"), f"“{'a' * 99}” and “{'b' * 99}”").message == f"“{'a' * 88} …” and “{'b' * 88} …”"
    said = f"“He said “so” and {'went ' * 20}” is wrong"
    assert error(Place("a.md"), said).message == f"“He said “so” and {'went ' * 13}went …” is wrong"
