"""The report answers from one page what is fit to print, what states each fact and whose word is missing."""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.model.failure import MissingTool
from pipeline.tools.pictures import thumbnails
from pipeline.tools.validators import browser
from tests import reviewed
from tests.conftest import Edit, pipeline


class Seen(HTMLParser):
    """What a page links to and shows, its words, and the text of each cell by the heads of row and column."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[dict[str, Any]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")
        if tag == "img":
            self.pictures.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


def report(root: Path) -> Path:
    return root / "build/report/index.html"


def seen(root: Path) -> Seen:
    return Seen(report(root).read_text(encoding="utf-8"))


def build(root: Path, code: int = 0) -> None:
    ran = pipeline(root, "build")
    assert ran.code == code, ran.err


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature with a handout and a brochure as PDF, to read."""
    root = reviewed.miniature(tmp_path_factory.mktemp("report") / "pressed")
    build(root)
    return root


def test_every_link_leads_to_a_file_and_every_product_is_there(pressed: Path) -> None:
    page, folder = seen(pressed), report(pressed).parent
    files = {unquote(each.partition("#")[0]) for each in page.links if not each.startswith("#")}
    made = {each["path"] for each in json.loads((pressed / "build/manifest.json").read_text())["artifacts"]}

    assert {f"../{path}" for path in made} == files
    assert all((folder / each).is_file() for each in files)
    assert len(page.pictures) >= 3
    assert all((folder / each["src"]).read_bytes()[8:12] == b"WEBP" and each["alt"] for each in page.pictures)


def test_a_fact_is_linked_to_the_pages_that_the_command_names(pressed: Path) -> None:
    [told] = json.loads(pipeline(pressed, "facts", "remission", "--format", "json").out)
    pages = {f"../{each['path'].removeprefix('build/')}#page={where.removeprefix('page ')}"
             for each in told["products"] for spot in each["sections"] for where in spot["where"]
             if where.startswith("page ") and not re.search("-proof|job", each["path"])}
    row = re.search(r'<tr><th scope="row">remission<.*?</tr>', report(pressed).read_text(), re.DOTALL)

    assert row
    assert pages
    assert {each for each in Seen(row[0]).links if "#" in each} == pages


def test_room_grades_digests_and_the_missing_word_are_told(pressed: Path) -> None:
    words = seen(pressed).words
    for each in json.loads((pressed / "build/manifest.json").read_text())["artifacts"]:
        assert each["path"] in words
    assert re.search(r"Room left: \S+ \d+\.\d mm", words)
    assert re.search(r"en1 of 1|en2 of 2", words)
    assert "clinician, plain-language-editor" in words
    assert "No: every language is approved (en not)" in words


def test_what_a_validator_said_stands_there_after_a_check(minimal: Path) -> None:
    build(minimal)
    before = (minimal / "build/SHA256SUMS").read_bytes()
    assert "no warnings (0; 0 notes)" in seen(minimal).words
    pipeline(minimal, "check")
    assert (minimal / "build/SHA256SUMS").read_bytes() == before
    assert b"report" not in before
    assert "wait for it" not in seen(minimal).words or "0 products wait" in seen(minimal).words


def test_a_removed_report_is_written_anew_and_nothing_else_is(minimal: Path) -> None:
    build(minimal)
    text, product = report(minimal).read_text(), minimal / "build/en/handout.txt"
    stamp = product.stat().st_mtime_ns
    report(minimal).unlink()
    assert pipeline(minimal, "build").last == "nothing to do: 3 files up to date"
    assert product.stat().st_mtime_ns == stamp
    assert "Nothing was made anew" in report(minimal).read_text()
    assert re.sub("<section id=.build.*", "", text, flags=re.DOTALL) in report(minimal).read_text()
    stamp = report(minimal).stat().st_mtime_ns
    build(minimal)
    assert report(minimal).stat().st_mtime_ns == stamp


def test_a_broken_source_is_told_above_what_the_last_build_made(minimal: Path, edit: Edit) -> None:
    build(minimal)
    edit(minimal / "source/en/topics/waiting.md", "If something", "[If &lt;b>]{fact=nowhere} something")
    build(minimal, code=1)
    text = report(minimal).read_text()
    assert "The source has errors, so nothing was built from it." in text
    assert "[unknown-fact]" in text
    assert "<b>" not in text
    assert "../en/handout.txt" in text


def test_open_words_stand_in_the_report_and_go_when_they_are_confirmed(minimal: Path, edit: Edit) -> None:
    reviewed.confirm(minimal)
    edit(minimal / "source/en/glossary.yaml", "gives cells to another", "gives blood to another")
    build(minimal)
    assert "gives blood to another" in seen(minimal).words
    assert "No: every word is confirmed (1 open)" in seen(minimal).words
    reviewed.confirm(minimal)
    build(minimal)
    assert "Yes: every word is confirmed (0 open)" in seen(minimal).words


def test_pictures_of_former_products_go(minimal: Path) -> None:
    build(minimal)
    old = report(minimal).parent / "pages" / ("0" * 64) / "1.webp"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    report(minimal).unlink()
    build(minimal)
    assert not old.exists()


@pytest.mark.slow
def test_the_real_report_has_nothing_that_axe_or_a_narrow_screen_minds(built: Path) -> None:
    assert re.search(r"reads at grade \d", seen(built).words)
    try:
        assert browser.violations([report(built)]) == ()
    except MissingTool as missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(missing))
    wide = {each.element for each in browser.overflows(report(built))}  # a table scrolls in a region of its own
    assert wide <= {"table in #facts", "table in #words", "table in #build"}


@pytest.mark.slow
def test_a_book_is_shown_by_its_cover(built: Path) -> None:
    [cover] = thumbnails.of_book((built / "build/en/jmml.epub").read_bytes())
    assert cover[8:12] == b"WEBP"
    assert list(thumbnails.of_book(b"no book")) == []
