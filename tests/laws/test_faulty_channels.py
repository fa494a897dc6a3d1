"""A fault in one channel's file keeps that channel's products from being made, and no others."""

from pathlib import Path

import pytest

from pipeline.tools.keeping import build_record
from tests import clinic_lists, reviewed
from tests.clinic_lists import clinic
from tests.conftest import Edit, pipeline

LEAFLETS = {"leaflet-transplant.txt", "leaflet-waiting.txt"}
LEAFLET = "id: leaflet"
#: What stands in the leaflet's file, what takes its place, and the rule that tells it.
FAULTS = [
    (LEAFLET, "id: [leaflet", "yaml-syntax"), (LEAFLET, "id: leaflet\nid: leaflet", "duplicate-key"),
    (LEAFLET, "id: leaflet\ncolour: red", "unknown-key"), ("format: text", "format: stone", "unknown-format"),
    ("parts: [", "parts: [glosary, ", "unknown-part"), ("text:", "page: {size: a4} #", "missing-setting"),
    ("{language}/leaflet-{topic}.txt", "{language}/handout.txt", "duplicate-output"),
    ("{language}/leaflet-{topic}.txt", "{language}/{x}.txt", "duplicate-output"),
    (LEAFLET, "id: other", "id-differs-from-file"),
    ("{language}/leaflet-{topic}.txt", "../{topic}.txt", "unfit-output")]


def built(root: Path) -> set[str]:
    return {path.name for path in (root / "build/en").rglob("*") if path.is_file()}


def test_faults_are_planted_in_the_channel_as_it_is(minimal: Path) -> None:
    text = (minimal / "source/channels/leaflet.yaml").read_text(encoding="utf-8")
    assert all(text.count(old) == 1 for old, _, _ in FAULTS), text


@pytest.mark.parametrize(("old", "new", "rule"), FAULTS)
def test_the_others_are_made_and_the_fault_is_told(old: str, new: str, rule: str, minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/channels/leaflet.yaml", old, new)
    ran = pipeline(minimal, "build")
    assert (ran.code, ran.out) == (1, "build/en/handout.txt\n"), ran.err
    assert f"[{rule}]" in ran.err
    assert {line.partition(":")[0] for line in ran.err.splitlines() if ": error: " in line} == {
        "source/channels/leaflet.yaml"}


def test_what_was_made_of_a_channel_goes_when_it_has_a_fault_and_comes_back(minimal: Path, edit: Edit) -> None:
    assert pipeline(minimal, "build").code == 0
    edit(minimal / "source/channels/leaflet.yaml", LEAFLET, "id: [leaflet")
    for _ in range(2):  # the next build has something to do, too
        ran = pipeline(minimal, "build")
        assert (ran.code, ran.out, ran.last) == (1, "", "nothing built; 1 error")
        assert build_record.nothing_to_do(minimal) is None
    assert built(minimal) == {"handout.txt"}
    assert "leaflet" not in (minimal / "build/SHA256SUMS").read_text(encoding="utf-8")
    edit(minimal / "source/channels/leaflet.yaml", "id: [leaflet", LEAFLET)
    assert pipeline(minimal, "build").code == 0
    assert built(minimal) == LEAFLETS | {"handout.txt"}
    assert build_record.nothing_to_do(minimal)


def test_who_asks_for_the_faulty_channel_is_told_its_fault(minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/channels/leaflet.yaml", LEAFLET, "id: [leaflet")
    ran = pipeline(minimal, "build", "--only", "leaflet")
    assert (ran.code, ran.out) == (1, "")
    assert "[yaml-syntax]" in ran.err


def test_words_kept_for_a_faulty_channel_are_no_fault_of_their_own(minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/en/topics/waiting.md", "::: call-your-team",
         "::: {.only channel=leaflet}\nWords of the leaflet.\n:::\n\n::: call-your-team")
    edit(minimal / "source/channels/leaflet.yaml", LEAFLET, "id: [leaflet")
    ran = pipeline(minimal, "build")
    assert (ran.code, ran.out) == (1, "build/en/handout.txt\n")
    assert "unknown-channel" not in ran.err


def test_a_fault_elsewhere_keeps_all_from_being_made(minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/channels/leaflet.yaml", LEAFLET, "id: [leaflet")
    edit(minimal / "source/publication.yaml", "id: minimal", "id: [minimal")
    ran = pipeline(minimal, "build")
    assert (ran.code, ran.out) == (1, "")
    assert not (minimal / "build/en").exists()


def test_clinics_get_nothing_while_a_channel_has_a_fault(minimal: Path, edit: Edit, tmp_path: Path) -> None:
    """Half a clinic's products would be handed out as all of them."""
    clinics = clinic_lists.write(tmp_path / "list", [clinic(1) | {"products": ""}])
    edit(minimal / "source/channels/leaflet.yaml", LEAFLET, "id: [leaflet")
    assert pipeline(minimal, "imprint", "--from", str(clinics), "--out", str(tmp_path / "out")).code == 1
    assert not (tmp_path / "out").exists()


def test_check_examines_the_others(minimal: Path, edit: Edit) -> None:
    assert pipeline(minimal, "build").code == 0
    edit(minimal / "source/channels/leaflet.yaml", LEAFLET, "id: [leaflet")
    ran = pipeline(minimal, "check")
    assert ran.code == 1
    assert ran.err.count(": error: ") == 1


@pytest.mark.slow
def test_an_ebook_waits_for_the_booklet_whose_pages_it_lists(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    channels = root / "source/channels"
    (channels / "book.yaml").write_text(
        "{id: book, name: E-book, format: epub, output: '{language}/book.epub', depth: full, page_list: booklet,\n"
        " parts: [cover, topics, contact, colophon]}\n", encoding="utf-8")
    (channels / "booklet.yaml").write_text("id: [booklet\n", encoding="utf-8")
    (channels / "brochure.yaml").unlink()
    ran = pipeline(root, "build")
    assert ran.code == 1
    assert "source/channels/book.yaml:1:" in ran.err
    assert "nothing is made of it while “booklet” has an error [channel-held-back]" in ran.err
    assert built(root) == LEAFLETS | {"handout.txt", "handout-a4.pdf"}


@pytest.mark.slow
def test_an_error_of_an_edition_keeps_that_product_alone_from_being_made(minimal: Path) -> None:
    """Its text message is too long; the other topic's is not."""
    (minimal / "source/channels/sms.yaml").write_text(
        "{id: sms, name: Text, format: text, output: '{language}/{topic}-sms.txt', depth: sms, per_topic: true,\n"
        " parts: [topics], text: {charset: utf-8, lines: flowing}}\n", encoding="utf-8")
    for name, said in (("waiting", "Call your care team. " * 12), ("transplant", "Call your care team.")):
        with (minimal / f"source/en/topics/{name}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n::: sms\n{said}\n:::\n")
    ran = pipeline(minimal, "build")
    assert (ran.code, "[sms-too-long]" in ran.err) == (1, True), ran.err
    assert built(minimal) == LEAFLETS | {"handout.txt", "transplant-sms.txt"}
