"""The checks of a finished e-book find each planted fault, and nothing in the real book."""

import pytest

from pipeline import checks
from pipeline.checks.artifact import epubcheck
from pipeline.model.failure import MissingTool
from pipeline.tools import java_epubcheck
from tests import ebook

TOPIC = "EPUB/text/drug-therapy.xhtml"
COVER = "EPUB/text/cover.xhtml"
NAV = "EPUB/nav.xhtml"
PACKAGE = "EPUB/content.opf"


def found(book):
    """Return the rules that speak about a book, with what they saw and where."""
    return [(finding.check, str(finding.place), finding.message)
            for finding in checks.examine("artifact", ebook.artifact(book))]


def without(path):
    return ebook.packed({name: data for name, data in ebook.files(ebook.content()).items() if name != path})


def test_the_real_book_passes_every_fast_check():
    assert found(ebook.content()) == []


def test_a_book_packed_anew_without_a_fault_passes():
    assert found(ebook.packed(ebook.files(ebook.content()))) == []


def test_a_link_to_a_term_that_is_not_there_is_broken():
    book = ebook.with_fault(TOPIC, 'href="glossary.xhtml#term-remission"', 'href="glossary.xhtml#term-nowhere"')
    (rule, place, message), = found(book)
    assert rule == "epub-link-broken"
    assert place.startswith(f"build/en/jmml.epub: {TOPIC}:")
    assert "glossary.xhtml#term-nowhere" in message


def test_a_link_to_a_chapter_that_is_not_there_is_broken():
    rules = {rule for rule, _, _ in found(without("EPUB/text/references.xhtml"))}
    assert rules == {"epub-link-broken"}


def test_a_line_of_the_spine_that_names_no_file_is_broken():
    book = ebook.with_fault(PACKAGE, 'idref="text-glossary-xhtml"', 'idref="text-glossar-xhtml"')
    assert [(rule, message) for rule, _, message in found(book)] == [
        ("epub-link-broken", "“text-glossar-xhtml” leads nowhere")]


def test_a_chapter_that_the_contents_leave_out_is_missed():
    book = ebook.with_fault(NAV, '<li><a href="text/references.xhtml">Where these facts come from</a></li>', "")
    assert [(rule, place) for rule, place, _ in found(book)] == [
        ("epub-chapter-not-in-contents", "build/en/jmml.epub: EPUB/text/references.xhtml")]


def test_a_book_without_contents_misses_every_chapter():
    book = ebook.with_fault(PACKAGE, ' properties="nav"', "")
    assert {rule for rule, _, _ in found(book)} == {"epub-chapter-not-in-contents"}


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt=" "'])
def test_a_picture_without_words_is_found(alt):
    page = ebook.files(ebook.content())[COVER].decode()
    told = page[page.index(' alt="'):page.index("/>", page.index(' alt="'))]
    assert [rule for rule, _, _ in found(ebook.with_fault(COVER, told, alt))] == ["epub-picture-without-text"]


def test_a_page_that_breaks_off_is_found_at_its_line():
    book = ebook.with_fault(TOPIC, "</h1>", "")
    (rule, place, _), *_ = [each for each in found(book) if each[0] == "epub-not-well-formed"]
    assert rule == "epub-not-well-formed"
    assert place.rpartition(":")[2].isdigit()


def test_a_media_type_that_does_not_come_first_is_found():
    held = ebook.files(ebook.content())
    late = {name: held[name] for name in (*sorted(set(held) - {"mimetype"}), "mimetype")}
    assert [rule for rule, _, _ in found(ebook.packed(late))] == ["epub-mimetype-not-first"]


def test_bytes_that_are_no_container_are_found():
    assert [rule for rule, _, _ in found(b"not a zip")] == ["epub-mimetype-not-first"]


@pytest.mark.slow
def test_epubcheck_says_nothing_about_the_real_book():
    assert list(epubcheck.check(ebook.artifact(ebook.content()))) == []


@pytest.mark.slow
def test_epubcheck_catches_what_is_planted_and_names_the_line():
    held = ebook.files(ebook.content())
    page = held[TOPIC].replace(b'href="glossary.xhtml#term-remission"', b'href="glossary.xhtml#term-nowhere"', 1)
    package = held[PACKAGE].replace(b' properties="nav"', b"")
    findings = list(epubcheck.check(ebook.artifact(ebook.packed(held | {TOPIC: page, PACKAGE: package}))))
    assert any(f"{TOPIC}:" in str(each.place) and "RSC-012" in each.message for each in findings)
    assert any("nav" in each.message and each.severity == "error" for each in findings)


def test_a_missing_validator_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(java_epubcheck, "find_spec", lambda _name: None)
    java_epubcheck._java.cache_clear()
    java_epubcheck._jar.cache_clear()
    with pytest.raises(MissingTool, match="pip install"):
        java_epubcheck.messages(b"")
    java_epubcheck._java.cache_clear()
    java_epubcheck._jar.cache_clear()
