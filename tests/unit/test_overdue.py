"""What is due is told by the calendar where somebody asks; a build finds the same on any day."""

import datetime
from pathlib import Path

import pytest

from pipeline import sound
from pipeline.model.failure import WrongUsage
from pipeline.tools.keeping import clock


def due(root: Path, today: datetime.date | None) -> list[int]:
    """Return the lines of the ledger at which something is due."""
    return [each.place.line for each in sound.read_source(root, today)[1] if each.check == "fact-check-overdue"]


def test_a_fact_is_due_the_day_after_it_was_to_be_looked_at_again(minimal: Path) -> None:
    assert due(minimal, datetime.date(2027, 11, 22)) == []
    assert due(minimal, datetime.date(2027, 11, 23)) == [8, 17, 26]


def test_a_build_does_not_ask_for_the_day(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")  # in 2030

    assert due(minimal, None) == []
    assert due(minimal, clock.today()) == [8, 17, 26]


def test_a_clock_before_the_day_of_publication_changes_nothing(minimal: Path) -> None:
    assert due(minimal, datetime.date(1970, 1, 1)) == []


def test_the_day_is_that_of_the_environment_where_it_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert clock.today() == datetime.date(1970, 1, 2)

    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(clock.today() - datetime.datetime.now(datetime.UTC).date()) <= datetime.timedelta(days=1)


@pytest.mark.parametrize("seconds", ["soon", "-1", "1_000", "99999999999999", "9" * 30, "9" * 5000])
def test_a_day_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(WrongUsage, match="SOURCE_DATE_EPOCH"):
        clock.today()
