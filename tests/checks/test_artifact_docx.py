"""The checks of a finished Word file find each planted fault, and nothing in the real file."""

import re
from dataclasses import replace

import pytest

from pipeline.checks.artifact import review_state_untold, risk_figure_miscounted
from pipeline.model.standing import told
from pipeline.tools.packaging import word_writer
from tests.clinic_files import PAGE, WORD, artifact, content, found, parts, project, word_file

TEXT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"


def rules(held: bytes) -> set[str]:
    return {rule for rule, _, _ in found(WORD, held)}


def without(path: str) -> bytes:
    return word_writer.pack({name: held for name, held in parts().items() if name != path})


def test_the_real_file_passes_every_fast_check() -> None:
    assert found(WORD, content(WORD)) == []


def test_a_file_packed_anew_without_a_fault_passes() -> None:
    assert found(WORD, word_writer.pack(parts())) == []


def test_bytes_that_are_no_word_file_are_found() -> None:
    assert "docx-damaged" in rules(b"not a zip")


def test_a_part_that_breaks_off_is_found() -> None:
    (finding, *_) = [each for each in found(WORD, word_file("word/footer1.xml", "</w:ftr>", ""))
                     if each[0] == "docx-damaged"]
    assert finding[1] == "build/en/jmml-handout.docx: word/footer1.xml"


@pytest.mark.parametrize("path", ["word/styles.xml", "word/header1.xml", "word/media/rId15.png"])
def test_a_relationship_that_leads_nowhere_is_found(path: str) -> None:
    held = path if path in parts() else next(each for each in parts() if each.startswith("word/media/"))
    messages = [message for rule, _, message in found(WORD, without(held)) if rule == "docx-damaged"]
    assert messages == [f"“{held}” is not there"]


def test_a_part_without_a_type_is_found() -> None:
    held = word_writer.pack(parts() | {"word/notes.txt": b"a"})
    assert [(rule, message) for rule, _, message in found(WORD, held)] == [
        ("docx-damaged", "nothing says of what type this part is")]


def test_properties_in_a_wrong_order_are_found() -> None:
    planted = word_file(STYLES, "<w:keepNext /><w:keepLines />", "<w:keepLines /><w:keepNext />")
    assert [message for _, _, message in found(WORD, planted)] == ["w:keepNext stands in a wrong place of w:pPr"]


def test_a_property_that_the_standard_does_not_have_there_is_found() -> None:
    assert rules(word_file(STYLES, "<w:qFormat /><w:rPr>", "<w:qFormat /><w:rPr><w:keepNext />")) == {
        "docx-element-order"}


@pytest.mark.parametrize("alt", ["", 'descr=""', 'descr=" "'])
def test_a_picture_without_words_is_found(alt: str) -> None:
    told = re.search(rb'descr="[^"]+"', parts()[TEXT])
    assert told is not None
    assert rules(word_file(TEXT, told[0].decode(), alt)) == {"picture-without-text"}


def test_a_heading_that_skips_a_level_is_found() -> None:
    first = parts()[TEXT].index(b'<w:pStyle w:val="Heading1"')
    planted = parts()[TEXT][:first] + parts()[TEXT][first:].replace(b"Heading1", b"Heading2", 1)
    (rule, _, message), *_ = found(WORD, word_writer.pack(parts() | {TEXT: planted}))
    assert rule == "docx-heading-skipped"
    assert message == "the heading “The main point” is of level 2, the one before of level 0"


def test_a_text_without_headings_is_found() -> None:
    held = parts()
    bare = re.sub(rb"<w:outlineLvl [^>]*/>", b"", held[STYLES])
    assert rules(word_writer.pack(held | {STYLES: bare})) == {"docx-heading-skipped"}


def test_a_table_without_a_header_row_is_found() -> None:
    held = parts()
    bare = re.sub(rb"<w:tblHeader [^>]*/>", b"", held[TEXT])
    assert bare != held[TEXT]
    assert rules(word_writer.pack(held | {TEXT: bare})) == {"docx-table-without-header"}


@pytest.mark.parametrize("language", ["", "de"])
def test_a_text_in_no_language_or_another_one_is_found(language: str) -> None:
    planted = word_file(STYLES, 'w:eastAsia="en" w:val="en"', f'w:eastAsia="en" w:val="{language}"')
    assert rules(planted) == {"docx-language-missing"}


def test_an_entry_of_the_contents_that_leads_nowhere_is_found() -> None:
    (rule, _, message), = found(WORD, word_file(TEXT, 'w:anchor="glossary"', 'w:anchor="nowhere"'))
    assert (rule, message) == ("docx-link-broken", "“nowhere” leads nowhere")


@pytest.mark.parametrize("name", ["title", "creator", "description", "language"])
def test_a_property_that_is_empty_is_found(name: str) -> None:
    held = parts()
    bare = re.sub(rf"<dc:{name}>.*?</dc:{name}>".encode(), f"<dc:{name}></dc:{name}>".encode(), held[CORE])
    assert rules(word_writer.pack(held | {CORE: bare})) >= {"docx-property-missing"}


def test_an_icon_too_few_in_a_drawing_is_found() -> None:
    held = parts()
    path = next(path for path in sorted(held) if path.endswith(".svg") and held[path].count(b'class="filled"') == 50)
    icons = held[path]
    fewer = icons[:icons.rindex(b"<path")] + icons[icons.rindex(b"/>") + 2:]
    (finding,) = risk_figure_miscounted.check(artifact(WORD, word_writer.pack(held | {path: fewer})))
    assert finding.message.endswith("and has 50 filled, 0 striped and 49 other units")


@pytest.mark.parametrize("name", [PAGE, WORD])
def test_a_description_that_leaves_the_review_out_is_found(name: str) -> None:
    made = artifact(name)
    edition = project()[0][name].edition
    state = told(edition.standing, edition.language.labels).encode()
    held = parts()
    planted = made.content.replace(b" " + state, b"", 1) if name == PAGE else word_writer.pack(
        held | {CORE: held[CORE].replace(b" " + state, b"")})
    assert list(review_state_untold.check(made)) == []
    assert [each.message for each in review_state_untold.check(replace(made, content=planted))] == [
        "its metadata do not say how its review stands"]
