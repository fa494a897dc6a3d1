"""The checks of a finished e-book find each planted fault, and nothing in the real book."""

import re
from dataclasses import replace

import pytest

from pipeline import checks
from pipeline.checks.artifact import ace, axe, epubcheck, figure_heard_again
from pipeline.model.failure import MissingTool
from pipeline.tools.validators import java, node
from tests import ebook, examiners, real_source

TOPIC = "EPUB/text/drug-therapy.xhtml"
COVER = "EPUB/text/cover.xhtml"
NAV = "EPUB/nav.xhtml"
PACKAGE = "EPUB/content.opf"


def found(book):
    """Return the rules that speak about a book, with what they saw and where."""
    return [(finding.check, str(finding.place), finding.message)
            for finding in checks.examine("artifact", ebook.artifact(book))]


def rule_in(finding):
    """Return the name that an outside examiner gives to what it found."""
    return finding.message.rpartition("(")[2].rstrip(")")


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
    assert [rule for rule, _, _ in found(ebook.with_fault(COVER, told, alt))] == ["picture-without-text"]


@pytest.mark.parametrize("shown", [b"<figcaption", b'<div class="legend"'])
def test_a_figure_whose_caption_or_legend_is_heard_too_is_found(shown):
    held, page = ebook.files(ebook.content()), "EPUB/text/stem-cell-transplant.xhtml"
    heard = held[page].replace(shown + b' aria-hidden="true"', shown, 1)
    assert heard != held[page]
    told = real_source.manuscript("jmml-epub")
    books = (replace(ebook.artifact(ebook.packed(each)), manuscript=told) for each in (held | {page: heard}, held))
    assert [[each.place.detail for each in figure_heard_again.check(book)] for book in books] == [[page], []]


def test_a_page_that_breaks_off_is_found_at_its_line():
    book = ebook.with_fault(TOPIC, "</h1>", "")
    (rule, place, _), *_ = [each for each in found(book) if each[0] == "not-well-formed"]
    assert rule == "not-well-formed"
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


@pytest.mark.slow
@pytest.mark.parametrize("check", [ace.check, axe.check], ids=["ace", "axe"])
def test_a_browser_finds_nothing_in_the_real_book(check):
    assert ebook.examined(check, ebook.content()) == []


@pytest.mark.slow
def test_ace_catches_a_wrong_role_missing_words_and_missing_metadata_by_name():
    held = ebook.files(ebook.content())
    page = held[TOPIC].replace(b'role="doc-chapter"', b'role="doc-glossary"')
    package = held[PACKAGE].replace(b'<meta property="schema:accessibilityHazard">none</meta>', b"")
    cover = re.sub(rb' alt="[^"]*"', b"", held[COVER])
    found = ebook.examined(ace.check, ebook.packed(held | {TOPIC: page, PACKAGE: package, COVER: cover}))
    assert {rule_in(each): each.place.detail.partition(":")[0] for each in found} == {
        "image-alt": COVER, "epub-type-has-matching-role": TOPIC, "metadata-accessibilityhazard": PACKAGE}
    in_pages = [each for each in found if each.place.detail.startswith("EPUB/text")]
    assert all(re.search(r"xhtml:\d+$", each.place.detail) for each in in_pages)


@pytest.mark.slow
def test_axe_catches_pale_words_in_the_dark_and_a_name_that_is_missing():
    held = ebook.files(ebook.content())
    css = held["EPUB/style.css"].replace(b"#e9efee", b"#3a4040")
    cover = re.sub(rb' alt="[^"]*"', b"", held[COVER])
    found = ebook.examined(axe.check, ebook.packed(held | {"EPUB/style.css": css, COVER: cover}))
    assert {rule_in(each) for each in found} == {"color-contrast", "image-alt"}
    pale = [each for each in found if rule_in(each) == "color-contrast"]
    assert {each.message.partition(",")[0] for each in pale} == {"in dark"}
    assert all(each.severity == "error" and re.search(r"xhtml:\d+$", each.place.detail) for each in pale)


@pytest.mark.parametrize("check", [ace.check, axe.check], ids=["ace", "axe"])
def test_an_examiner_that_is_not_installed_leaves_a_note_with_what_installs_it(check, monkeypatch, tmp_path):
    monkeypatch.setattr(node, "FOLDER", tmp_path)
    (found,) = examiners.asked(check, ebook.artifact(ebook.content()))
    assert found.severity == "note"
    assert "python3 -m pipeline.setup test" in found.fix


def test_a_missing_validator_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr(java, "find_spec", lambda _name: None)
    with pytest.raises(MissingTool, match="pip install"):
        java.of_book(b"")
