"""A program that asks for more CPU or memory than it may is ended, and told of at what it was reading or writing."""

import os
import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline import run, sound
from pipeline.checks.artifact import epubcheck, html_not_valid, html_scrolls_sideways
from pipeline.markup import parsing
from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.failure import ExitCode, OverLimit
from pipeline.model.limits import Bounds
from pipeline.tools.keeping import bounded
from pipeline.tools.validators import java, node, specimens, verapdf
from pipeline.tools.words import pandoc
from tests import ebook, press_files
from tests.conftest import pipeline
from tests.examiners import examined

#: pandoc reads a note that calls itself for ever.
ENDLESS = "Words.[^a]\n\n[^a]: More words.[^a]\n"
PAGE = Path("page.html")


@pytest.mark.parametrize(("program", "told"), [
    ("while True: pass", "more than 1 s of CPU"),
    ("import sys; sys.exit('std::bad_alloc')", "more than 64 MB of memory")])
def test_a_program_that_takes_more_than_it_may_is_told_of_by_name(program: str, told: str) -> None:
    with pytest.raises(OverLimit, match=f"^Examiner took {told}$"):
        bounded.run([sys.executable, "-c", program], Bounds(1, 64 << 20), name="Examiner")


def test_memory_that_a_program_may_not_have_is_refused_it() -> None:
    done = bounded.run([sys.executable, "-c", "bytes(1 << 27)"], Bounds(60, 64 << 20))
    assert done.stderr.splitlines()[-1] == b"MemoryError"


def test_what_hides_fonts_from_the_typesetter_hides_none_from_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/no/fonts.conf")
    asked = [sys.executable, "-c", "import os; print(os.environ.get('FONTCONFIG_FILE'), os.environ['ELSE'])"]
    assert bounded.run(asked, Bounds(60, 64 << 20), environment={**os.environ, "ELSE": "kept"}).stdout == b"None kept\n"


def test_waiting_is_no_work() -> None:
    done = bounded.run([sys.executable, "-c", "import time; time.sleep(1.2)"], Bounds(1, 1 << 30))
    assert done.returncode == 0


@pytest.mark.parametrize("with_places", [False, True])
def test_the_one_text_that_asks_for_too_much_is_named(
    with_places: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met, read = [], pandoc.read_markdown

    def watched(text: str, **places: bool) -> object:
        try:
            return read(text, **places)
        except OverLimit:
            met.append(text)
            raise

    monkeypatch.setattr(pandoc, "READING", Bounds(1, 1 << 30))
    monkeypatch.setattr(pandoc, "read_markdown", watched)
    texts = {"a": "One.\n", "b": ENDLESS, **{f"c{number}": "Three.\n" for number in range(14)}}
    with pytest.raises(OverLimit, match="pandoc took more than 1 s of CPU") as caught:
        parsing.read_together(texts, tmp_path, with_places=with_places)
    assert caught.value.file == "b"
    assert len(met) == 2, "all of them, and the one by itself"


def test_memory_of_pandoc_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "READING", Bounds(60, 64 << 20))
    with pytest.raises(OverLimit, match="pandoc took more than 64 MB of memory"):
        pandoc.read_markdown("Some words of a long text. " * 20_000)


def test_a_text_that_asks_for_too_much_is_a_finding(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sound.read_source(minimal)[1] == []
    monkeypatch.setattr(pandoc, "READING", Bounds(60, 64 << 20))
    text = "# Waiting\n\n" + "Some words of a long text. " * 20_000
    (minimal / "source" / "en" / "topics" / "waiting.md").write_text(text, encoding="utf-8")
    source, (found,) = sound.read_source(minimal)
    assert (source, found.check) == (None, "text-over-limit")
    assert found.place.path.startswith("source/en/topics/")
    assert found.message == "this text asks for too much: pandoc took more than 64 MB of memory"


@pytest.mark.parametrize("command", [("list", "topics"), ("list", "products"), ("facts",)])
def test_who_asks_about_a_source_with_a_text_that_asks_for_too_much_is_sent_to_check(
    command: tuple[str, ...], minimal: Path
) -> None:
    deep = minimal / "source" / "en" / "topics" / "waiting.md"
    deep.write_text(deep.read_text("utf-8") + "\n" + "> " * 60 + "deep\n", encoding="utf-8")
    ran = pipeline(minimal, *command)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert re.fullmatch(r"error: source/ has errors, so [\w ]+; see: check\n", ran.err)
    assert "waiting.md" in pipeline(minimal, "check").err


DEEP = {
    "quotations": "> " * 40 + "deep\n",
    "endless": ">" * 5000 + " deep\n",
    "lists": "".join(f"{'  ' * level}- level\n" for level in range(40)),
    "brackets": "[" * 60 + "deep" + "]{lang=es}" * 60 + "\n",
    "boxes": "".join(f"{':' * (100 - level)} groups\n" for level in range(60)) + "deep\n",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_stands_too_many_times_inside_each_other_is_told_at_its_line(minimal: Path, text: str) -> None:
    path = minimal / "source" / "en" / "topics" / "waiting.md"
    before = path.read_text("utf-8")
    path.write_text(f"{before}\nHonest words.\n\n{text}", encoding="utf-8")
    source, found = sound.read_source(minimal)
    assert source is None
    told = [each for each in found if each.place.path.endswith("waiting.md")]
    assert told
    assert {each.check for each in told} <= {"text-over-limit", "unclosed-div", "crowded-signs"}
    assert all(each.place.line > before.count("\n") + 2 for each in told)


def test_what_stands_a_few_times_inside_each_other_is_read(minimal: Path) -> None:
    path = minimal / "source" / "en" / "topics" / "waiting.md"
    text = "> " * 4 + "said\n\n" + "".join(f"{'  ' * level}- level\n" for level in range(6))
    path.write_text(f"{path.read_text('utf-8')}\n{text}", encoding="utf-8")
    assert sound.read_source(minimal)[1] == []
    assert pandoc.read_markdown("> " * 12 + "deep\n", with_places=True)


def test_references_that_ask_for_too_much_are_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "READING", Bounds(1, 1 << 30))
    many = tuple({"id": f"a{number}", "type": "book", "title": "A title"} for number in range(20_000))
    with pytest.raises(OverLimit) as caught:
        parsing.read_references(many, "en", tmp_path)
    assert caught.value.file == "source/references.yaml"


@pytest.mark.slow
def test_a_product_that_asks_for_too_much_is_a_finding(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = "id: page\nname: Page\nformat: markdown\noutput: page.md\ndepth: full\nparts: [topics]\n"
    (minimal / "source" / "channels" / "page.yaml").write_text(channel, encoding="utf-8")
    monkeypatch.setattr(pandoc, "WRITING", Bounds(60, 20 << 20))
    outcome = run.build(minimal, run.Wish(("page",)), lambda *_: None, lambda: None)
    found = [each for each in outcome.findings if each.check == "product-over-limit"]
    assert [(str(each.place), each.message) for each in found] == [
        ("build/page.md", "this product cannot be written: pandoc took more than 20 MB of memory")]


BUSY = Bounds(1, 4 << 30)


@pytest.mark.slow
def test_a_book_that_keeps_epubcheck_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "EXAMINING", BUSY)
    (found,) = examined(epubcheck.check, ebook.artifact(ebook.content()))
    assert "EPUBCheck took more than 1 s of CPU" in found.message


@pytest.mark.slow
def test_a_page_that_keeps_the_html_checker_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "EXAMINING", BUSY)
    page = b"<!DOCTYPE html><html lang=en><title>x</title><body>" + b"<p>a <b>b</b></p>" * 50_000
    (found,) = examined(html_not_valid.check, Artifact(PAGE, "page.html", media_type.HTML, page))
    assert "the Nu Html Checker took more than 1 s of CPU" in found.message


@pytest.mark.slow
def test_a_pdf_that_keeps_verapdf_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "EXAMINING", BUSY)
    with pytest.raises(OverLimit, match="veraPDF took more than 1 s of CPU"):
        verapdf.failures(press_files.press_pdf(), verapdf.Standard.__args__[0])


@pytest.mark.slow
def test_lines_that_keep_tesseract_busy_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specimens, "EXAMINING", BUSY)
    out = BytesIO()
    Image.effect_noise((2000, 60), 90).save(out, "PNG")
    with pytest.raises(OverLimit, match="Tesseract took more than 1 s of CPU"):
        specimens.read_lines([out.getvalue()] * 400, "en")


@pytest.mark.slow
def test_a_page_that_keeps_a_browser_busy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "EXAMINING", Bounds(4, 4 << 30))
    page = b"<!DOCTYPE html><html lang=en><title>x</title><body>" + b"<p>a <a href=x>b</a></p>" * 30_000
    (found,) = examined(html_scrolls_sideways.check, Artifact(PAGE, "page.html", media_type.HTML, page))
    assert "Chromium took more than 4 s of CPU" in found.message
