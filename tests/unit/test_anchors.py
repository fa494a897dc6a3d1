"""What a link calls a section depends on the section's own text alone, and on nothing that is read with it."""

from itertools import permutations
from pathlib import Path

import pytest

from pipeline.markup import parsing
from pipeline.model.tree import attributes, header, walk, words
from tests.conftest import Edit, pipeline

TEXTS = {"a": "# A\n\n## Keep a folder\n", "b": "# B\n\n::: box\n\n## Keep a folder\n\n:::\n\n### Keep a folder\n",
         "c": "# Keep a folder\n\n- ## Keep a folder\n\n## Keep a folder {#own}\n"}


def names(text: list[dict[str, object]]) -> list[str]:
    return [attributes(each)[0] for each in walk(text) if each["t"] == "Header"]


@pytest.mark.parametrize("with_places", [False, True])
@pytest.mark.parametrize("order", [*permutations("abc"), *permutations("ab")])
def test_sections_of_one_name_in_several_topics_are_named_alike_in_any_order(
    order: tuple[str, ...], with_places: bool, tmp_path: Path
) -> None:
    found = parsing.read_together({each: TEXTS[each] for each in order}, tmp_path, with_places=with_places)

    assert names(found["a"]) == ["a", "keep-a-folder"]
    assert names(found["b"]) == ["b", "keep-a-folder", "keep-a-folder-1"]
    if "c" in order:
        assert names(found["c"]) == ["keep-a-folder", "keep-a-folder-1", "own"]


@pytest.mark.parametrize(("said", "name"), [
    ("What the results show", "what-the-results-show"),
    ("Ångström’s “Test”: A 1.2 & b_c-d", "ångströms-test-a-12--b_c-d"),
    ("¿Qué? 日本語", "qué-日本語"), ("हिन्दी में", "हिन्दी-में"), ("???", "section")])
def test_a_section_is_named_by_its_letters_figures_and_joining_signs(said: str, name: str) -> None:
    text = [header(2, words(said))]
    parsing.name_sections(text)
    assert names(text) == [name]


def test_a_number_is_passed_over_where_another_section_is_called_so() -> None:
    text = [header(2, words(said)) for said in ("At home", "At home 1", "At home", "At home")]
    parsing.name_sections(text)
    assert names(text) == ["at-home", "at-home-1", "at-home-2", "at-home-3"]


def test_a_new_topic_breaks_no_link_to_a_section(minimal: Path, edit: Edit) -> None:
    """The new topic comes first and has sections of the same names."""
    topics = minimal / "source/en/topics"
    edit(topics / "waiting.md", "If something worries you", "See [why](#waiting--how-long-it-takes),"
         " [how](#transplant--what-the-results-show) and [what](#waiting--what-the-results-show), and if you worry")
    edit(topics / "waiting.md", "## How long it takes", "## What the results show\n\nMore.\n\n## How long it takes")
    assert pipeline(minimal, "build").code == 0
    text = (topics / "waiting.md").read_text(encoding="utf-8").replace("# Waiting", "# New", 1)
    (topics / "another.md").write_text(text, encoding="utf-8")
    edit(minimal / "source/publication.yaml", "  - transplant", "  - another\n  - transplant")
    ran = pipeline(minimal, "build")
    assert (ran.code, ran.last) == (0, "4 files built, 0 up to date")
