"""Examinations in a browser outlive one browser that dies at its start, and say so of one that never starts."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from pipeline.checks.artifact import ace, axe
from tests import ebook, foreign_books


def starts(monkeypatch: pytest.MonkeyPatch, folder: Path, *, that_die: int) -> Path:
    """Put a Chromium first on the path whose first starts die; return the file that holds a line for each start."""
    log, program, real = folder / "starts", folder / "chromium", shutil.which("chromium")
    if real:  # else the examiner says what is missing
        program.write_text(f'#!/bin/sh\necho >> "{log}"\n[ $(wc -l < "{log}") -gt {that_die} ] || exit 1\n'
                           f'exec "{real}" "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return log


@pytest.mark.slow
@pytest.mark.parametrize("check", [ace.check, axe.check], ids=["ace", "axe"])
def test_a_browser_that_dies_at_its_start_is_started_once_more(check, monkeypatch, tmp_path):
    small = foreign_books.book('<p><img src="x.png"/></p>').packed()
    undisturbed = ebook.examined(check, small)
    assert any("alt" in each.message for each in undisturbed)
    log = starts(monkeypatch, tmp_path, that_die=1)
    assert ebook.examined(check, small) == undisturbed
    assert log.read_text() == "\n\n"


@pytest.mark.slow
def test_a_folder_for_temporary_files_with_a_long_name_is_no_fault_of_a_book(monkeypatch, tmp_path):
    place = tmp_path / ("long" * 40) / "it's a “folder”"
    place.mkdir(parents=True)
    whole = ebook.content()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    assert ebook.examined(axe.check, whole) == []
    assert [*place.iterdir()] == []


@pytest.mark.slow
@pytest.mark.parametrize("check", [ace.check, axe.check], ids=["ace", "axe"])
def test_a_page_that_leads_away_asks_and_never_ends_is_examined_as_it_stands(check):
    hostile = ('<meta http-equiv="refresh" content="0;url=file:///etc/hostname"/><script>//<![CDATA[\n'
               'location.href = "file:///etc/hostname"; alert(1); while (true) {}\n//]]></script>')
    blind = '<p><img src="x.png"/></p>'
    led, still = (foreign_books.with_file(whole, foreign_books.chapter(blind, head=head)).packed()
                  for whole, head in ((foreign_books.book(), hostile), (foreign_books.book(), "")))
    said = ebook.examined(check, led)
    assert any("alt" in each.message for each in said)
    assert [each.message for each in said] == [each.message for each in ebook.examined(check, still)]


@pytest.mark.slow
def test_a_browser_that_never_starts_is_told_in_one_line(monkeypatch, tmp_path):
    log = starts(monkeypatch, tmp_path, that_die=9)
    (found,) = ebook.examined(axe.check, ebook.content())
    assert found.message == ("axe cannot examine this file: node failed: "
                             "TargetCloseError: Protocol error (Target.setDiscoverTargets): Target closed")
    assert log.read_text() == "\n\n"
