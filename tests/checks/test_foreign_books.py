"""Preflight of other programs' e-books: what is right passes, a fault is told once, and the rest is still examined."""

from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

import pytest

from pipeline import checks
from pipeline.checks.artifact import epubcheck
from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding
from pipeline.model.press_terms import USUAL_TERMS
from pipeline.stages.preflight import preflight
from tests import ebook, examiners, foreign_books
from tests.foreign_books import Foreign, book, chapter, comic, old, rare, with_file

#: What our own books keep to, and a right book of another program may not.
HOUSE_RULES = {"axe", "epub-chapter-not-in-contents", "epub-link-broken", "not-well-formed", "picture-without-text"}


def foreign(content: bytes) -> Artifact:
    return Artifact(Path("a.epub"), "a.epub", media_type.EPUB, content, held_against=USUAL_TERMS)


def by_epubcheck(content: bytes) -> list[Finding]:
    return examiners.examined(epubcheck.check, foreign(content))


def test_house_rules_are_asked_of_our_own_books_alone() -> None:
    ours = set(checks.rules_for("artifact", ebook.artifact(b""), "full"))
    assert ours - set(checks.rules_for("artifact", foreign(b""), "full")) == HOUSE_RULES


@pytest.mark.slow
@pytest.mark.parametrize("whole", [old(), comic(), rare()], ids=["old", "comic", "rare"])
def test_a_right_book_of_another_program_has_no_error(whole: Foreign, tmp_path: Path) -> None:
    """What Ace would like to read about its accessibility warns, and EPUBCheck is content."""
    path = tmp_path / "a.epub"
    path.write_bytes(whole.packed())
    found = preflight(path, USUAL_TERMS)
    assert {each.check for each in found if each.severity != "note"} == {"ace"}
    assert {str(each.severity) for each in found} <= {"warning", "note"}


@pytest.mark.slow
def test_bad_addresses_are_told_once_each_and_the_rest_is_examined(tmp_path: Path) -> None:
    links = '<p><a href="http://[::1">a</a></p>\n<p><a href="%zz.xhtml">b</a></p>\n<p><a href="#nowhere">c</a></p>'
    path = tmp_path / "a.epub"
    path.write_bytes(book(f'{links}\n<p><img src="gone.png" alt="d"/></p>').packed())
    found = preflight(path, USUAL_TERMS)
    told = [each for each in found if each.severity == "error"]
    assert [(each.place.detail, each.message.rpartition("(")[2]) for each in told] == [
        ("E/c.xhtml:6", "RSC-020)"), ("E/c.xhtml:7", "RSC-020)"), ("E/c.xhtml:8", "RSC-012)"),
        ("E/c.xhtml:9", "RSC-007)")]
    assert "http://[::1" in told[0].message
    assert "ace" in {each.check for each in found}


#: How to break a right book, and what EPUBCheck calls it.
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "an old book without its chapter": (lambda: ebook.packed({
        path: content for path, content in ebook.files(old().packed()).items() if path != "E/c.html"}), "RSC-001"),
    "a comic without the size of its page": (
        lambda: with_file(comic(), chapter('<img src="i.png" alt=""/>')).packed(), "HTM-046"),
    "a page that breaks off": (lambda: with_file(rare(), foreign_books.File(
        "c.xhtml", foreign_books.XHTML, foreign_books.page("<p>a"), spine="")).packed(), "RSC-016"),
    "no zip": (lambda: b"PK\x03\x04 no more", "PKG-008"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("make", "code"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_told_without_the_folder_that_it_was_looked_at_in(
    make: Callable[[], bytes], code: str
) -> None:
    found = by_epubcheck(make())
    assert code in " ".join(each.message for each in found if each.severity == "error")
    assert not [each for each in found if gettempdir() in f"{each.place} {each.message} {each.fix}"]


@pytest.mark.slow
def test_what_ace_cannot_open_is_told_in_its_words_without_a_folder() -> None:
    (ace,) = [each for each in checks.checks_of("artifact") if each.rule == "ace"]
    held = ebook.files(book().packed())
    (found,) = checks.ask(ace, foreign(ebook.packed({name: held[name] for name in held if name != "E/c.xhtml"})))
    assert found.message.endswith("no such file or directory, open 'E/c.xhtml'")


def test_a_check_that_breaks_off_at_a_strangers_file_hides_nothing_else() -> None:
    def broken(_file: Artifact) -> list[Finding]:
        raise IndexError("list index out of range")

    check = checks.Check("broken", "artifact", "", broken, "fast", None, is_gate=False, is_house_rule=False)
    (found,) = checks.ask(check, foreign(b""))
    assert found.message == "broken broke off: IndexError: list index out of range"
    with pytest.raises(IndexError):
        checks.ask(check, ebook.artifact(b""))
