"""Labels and explanations are held to plain language as topics are, and each text reads at its own grade."""

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.markup import parsing
from pipeline.model.finding import Place
from pipeline.model.prose import Passage
from pipeline.model.publication import Language, Source, Term, Wording
from pipeline.model.readability import Load, explanations_of, hard_to_read, reading_load
from pipeline.model.sentences import text_of
from pipeline.model.spelling import spelled_otherwise
from pipeline.stages import load
from tests.conftest import copy_project

PATH = "source/en/topics/waiting.md"
TERM = Term(id="gvhd", term="graft-versus-host disease", also=("GVHD",), definition="-")
PLANTED = {
    "Utilize this list.": "avoid-word",
    "Ask about azacytidine.": "name-misspelled",
    "Ask about leukaemia.": "term-spelled-otherwise",
    "This list was made for you.": "passive-voice",
    "Write " + "and write " * 13 + "it down.": "long-sentence",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("plain") / "project"
    root.mkdir()
    return copy_project(root)


@pytest.mark.parametrize("words", PLANTED)
def test_a_label_is_held_to_plain_language(words: str, project: Path) -> None:
    tree = load.read_tree(project)
    publication = load.build_publication(tree, project / "cache", with_places=False)
    publication.languages["en"].labels["full-guide"] = words
    line = tree.place("source/en/labels.yaml", ("full-guide",))

    assert [(each.place, each.check) for each in checks.examine("source", Source(tree, publication))] \
        == [(line, PLANTED[words])]


def test_what_is_marked_as_a_term_counts_as_its_explanation(tmp_path: Path) -> None:
    language = Language("en", {}, (TERM,), Wording(qualifiers={}, numbers={}, units=(), syllables={}), {},
                        _read({"gvhd": "The new cells harm the child.\n"}, tmp_path), {}, {})
    topic = _read({PATH: "Ask about GVHD.\n\nIs [chronic alloreactivity]{term=gvhd} bad?\n"}, tmp_path)[PATH]

    found = reading_load(text_of(Passage(language, Place(PATH), topic)), explanations_of(language))

    assert found == Load(sentences=2, words=7, syllables=4 + 4, polysyllables=0)


#: A language that has no formula of its own: English grades hold.
BARE = Wording(qualifiers={}, numbers={}, units=())


@pytest.mark.parametrize(("syllables", "polysyllables", "severity"), [
    (249, 22, []), (252, 0, ["warning"]), (274, 22, ["warning"]), (278, 0, ["error"]), (160, 23, ["error"])])
def test_above_grade_six_is_a_warning_and_above_eight_an_error(
    syllables: int, polysyllables: int, severity: list[str]
) -> None:
    text = Load(sentences=30, words=150, syllables=syllables, polysyllables=polysyllables)

    assert [str(each.severity) for each in hard_to_read(Place(PATH), "this topic", text, BARE)] == severity


def test_a_name_is_known_in_british_letters_and_without_its_joints() -> None:
    words = ["leukaemia", "Leukemia", "leukemias", "Haematologist-Oncologists", "followup", "tumour", "four", "centre",
             "labeled", "analyze", "child's"]

    assert spelled_otherwise(words, ["leukemia", "hematologist-oncologist", "follow-up", "tumor", "for", "center",
                                     "labelled", "analyse"]) == {
        "leukaemia": "leukemia", "Haematologist-Oncologists": "hematologist-oncologist", "followup": "follow-up",
        "tumour": "tumor", "centre": "center", "labeled": "labelled", "analyze": "analyse"}


def _read(texts: dict[str, str], cache: Path) -> dict[str, list[dict[str, object]]]:
    return parsing.read_together(texts, cache, with_places=False)
