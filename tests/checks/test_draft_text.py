"""The checks of a plain text before it is written find a planted fault at its place, and nothing in the real source."""

import shutil
from pathlib import Path

import pytest

from pipeline import formats
from pipeline.checks.draft import line_too_long, no_ascii_form, no_braille_form
from pipeline.model.artifact import Draft
from pipeline.stages import assemble, compose, load
from tests.conftest import ROOT, UNCONFIRMED

TOPIC = "source/en/topics/what-to-expect.md"


def draft_with(
    planted: str, folder: Path, channel: str = "jmml-handout-ascii-text", *, table: str = "en-ueb-g2.ctb"
) -> Draft:
    """Return a handout of the real source, with a line planted at the end of one topic."""
    shutil.copytree(ROOT / "source", folder / "source", ignore=UNCONFIRMED)
    with (folder / TOPIC).open("a", encoding="utf-8") as topic:
        topic.write(planted)
    braille = folder / "source" / "channels" / "jmml-handout-braille.yaml"
    braille.write_text(braille.read_text(encoding="utf-8").replace("en-ueb-g2.ctb", table), encoding="utf-8")
    publication = load.build_publication(load.read_tree(folder), folder / "cache", with_places=True)
    edition = next(each for each in assemble.editions_of(publication)
                   if each.channel.id == channel)
    manuscript = compose.compose(edition)
    rendering = formats.find(edition.channel.format).render(manuscript, load.read_design(ROOT))
    return Draft(manuscript, rendering)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    address = "https://example.org/" + "long" * 20
    return draft_with(f"\nA snowman ☃ and [a page]({address}).\n", tmp_path_factory.mktemp("faulty"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    return draft_with("\nAt ≥38 °C, call — at once.\n", tmp_path_factory.mktemp("clean"))


def planted_line() -> int:
    return len((ROOT / TOPIC).read_text(encoding="utf-8").splitlines()) + 2


def test_a_character_without_an_ascii_form_is_found_at_its_place(faulty: Draft) -> None:
    (finding,) = no_ascii_form.check(faulty)
    assert "SNOWMAN" in finding.message
    assert str(finding.place) == f"{TOPIC}:{planted_line()}:11"


def test_a_word_wider_than_a_line_is_found_at_its_place(faulty: Draft) -> None:
    (finding,) = line_too_long.check(faulty)
    assert str(finding.place).startswith(f"{TOPIC}:{planted_line()}:")


def test_a_clean_text_is_ascii_and_gives_no_finding(clean: Draft) -> None:
    assert [*no_ascii_form.check(clean), *line_too_long.check(clean)] == []
    assert b"At at least 38 degrees C, call -- at once." in clean.rendering.content
    assert clean.rendering.content.isascii()


def test_a_character_without_braille_is_found_at_its_place(tmp_path: Path) -> None:
    draft = draft_with(f"\nA snowman ☃, a box ☐ and {'long' * 20}.\n", tmp_path, "jmml-handout-braille")
    assert [f"{each.place} {each.message[:20]}" for each in no_braille_form.check(draft)] == [
        f"{TOPIC}:{planted_line()}:11 “☃” (SNOWMAN) has no", f"{TOPIC}:{planted_line()}:20 “☐” (BALLOT BOX) has"]
    (long,) = line_too_long.check(draft)
    assert str(long.place) == f"{TOPIC}:{planted_line()}:26"


@pytest.mark.parametrize("word", ["long**" + "est" * 20 + "**day", "long\u00ad" + "est\u00ad" * 20])
def test_a_long_word_in_pieces_is_found_at_its_place_and_breaks_no_form(word: str, tmp_path: Path) -> None:
    draft = draft_with(f"\nA {word} here.\n", tmp_path, "jmml-handout-braille")
    (long,) = line_too_long.check(draft)
    assert str(long.place).startswith(f"{TOPIC}:{planted_line()}:")
    assert max(map(len, draft.rendering.content.replace(b"\f", b"").splitlines())) <= 40


def test_a_figure_with_a_letter_is_told_where_its_cells_say_another_figure(tmp_path: Path) -> None:
    planted = "\nIn 4a and NF1a, 35 a 40, 4k and COVID-19; x > y.\n"
    told = {table: [f"{each.place} {each.message}" for each in no_braille_form.check(
                draft_with(planted, tmp_path / table, "jmml-handout-braille", table=table))]
            for table in ("en-ueb-g2.ctb", "es-g1.ctb")}
    here = f"{TOPIC}:{planted_line()}"
    assert told["en-ueb-g2.ctb"] == []  # a sign tells letters from figures there
    assert [each for each in told["es-g1.ctb"] if each.startswith(here)] == [
        f"{here}:45 “>” (GREATER-THAN SIGN) has no form in braille", f"{here}:4 “4a” has the cells of 41 in braille"]


def test_what_braille_can_say_gives_no_finding(tmp_path: Path) -> None:
    draft = draft_with("\nAt ≥38 °C, call — “at once”, 5 µg or 10% more.\n", tmp_path, "jmml-handout-braille")
    assert [*no_braille_form.check(draft), *line_too_long.check(draft)] == []
