"""What does not fit its key is told in words for who does not program."""

import shutil
from pathlib import Path

import pytest

from pipeline.checks.files import missing_style_file, wrong_type
from pipeline.stages import load
from tests.conftest import ROOT, Edit

GLOSSARY, HANDOUT = "source/en/glossary.yaml", "source/channels/handout.yaml"


@pytest.mark.parametrize(("path", "old", "new", "words"), [
    (GLOSSARY, "    also: [juvenile myelomonocytic leukemia]", "    also: juvenile", "a list has to stand here"),
    (HANDOUT, "text: {charset: utf-8}", "text: utf-8", "lines of “key: value” have to stand here"),
    (HANDOUT, "name: Handout", "name: [Handout]", "words have to stand here"),
    (HANDOUT, "depth: full", "depth: all", "it is to be 'full', 'summary'"),
    (HANDOUT, "name: Handout", "name: ''", "“name” does not fit: words have to stand here"),
    (HANDOUT, "depth: full", "depth: full\nper_topic: perhaps", "true or false has to stand here")])
def test_what_was_expected_is_told_in_words(
    minimal: Path, edit: Edit, path: str, old: str, new: str, words: str
) -> None:
    edit(minimal / path, old, new)
    (found,) = wrong_type.check(load.read_tree(minimal))
    assert words in found.message


def test_a_file_of_another_kind_is_told_as_a_file(minimal: Path) -> None:
    (minimal / HANDOUT).write_text("- a\n", encoding="utf-8")
    (found,) = wrong_type.check(load.read_tree(minimal))
    assert found.message == "the file does not fit: lines of “key: value” have to stand here"


def test_tokens_that_are_no_yaml_name_no_font(minimal: Path) -> None:
    shutil.copy(ROOT / "tests/publications/constructs/source/channels/web.yaml", minimal / "source/channels")
    for tokens, told in (("font: {}\n", True), ("font: *x\n", False)):
        (minimal / "styles/tokens.yaml").write_text(tokens, encoding="utf-8")
        found = missing_style_file.check(load.read_tree(minimal))
        assert any("styles/fonts/" in each.message for each in found) == told
