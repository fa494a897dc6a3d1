"""A language that is a draft builds what it has, says so, and stops nobody."""

import shutil
from pathlib import Path

import pytest

from tests import reviewed
from tests.conftest import Edit, Ran, pipeline

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("draft-language")]
DRAFT = "DRAFT. Nobody has confirmed all of these words yet."
TOPIC = "source/fr/topics/waiting.md"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a confirmed miniature with a draft of a topic and a label, and a product of the topic that it lacks."""
    root = reviewed.miniature(tmp_path_factory.mktemp("drafted") / "project")
    for name in ("brochure", "handout-a4"):
        (root / f"source/channels/{name}.yaml").unlink()
    text = (root / "source/channels/handout.yaml").read_text("utf-8")
    (root / "source/channels/one.yaml").write_text(text.replace("id: handout", "id: one").replace(
        "handout.txt", "one.txt").replace("topics,", '"topic:transplant",'), encoding="utf-8")
    (root / "source/fr/topics").mkdir(parents=True)
    shutil.copy(root / "source/en/topics/waiting.md", root / TOPIC)
    with (root / TOPIC).open("a", encoding="utf-8") as topic:
        topic.write("\nRead [Transplant](#transplant--what-the-results-show).\n")
    (root / "source/fr/labels.yaml").write_text("contents: Table des matières\nnote: ''\n", encoding="utf-8")
    publication = root / "source/publication.yaml"
    publication.write_text(publication.read_text("utf-8").replace("[en]", "[en, fr]\ndrafts: [fr]"), encoding="utf-8")
    reviewed.confirm(root)
    return root


@pytest.fixture
def project(drafted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drafted, tmp_path / "project"))


def text_of(root: Path, product: str) -> str:
    return " ".join((root / "build" / product).read_text("utf-8").split())


def products(root: Path) -> set[str]:
    return {path.relative_to(root / "build").as_posix() for path in (root / "build").glob("*/*.txt")}


def told(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if line.startswith("source/")]


ENGLISH = {"en/handout.txt", "en/one.txt", "en/leaflet-waiting.txt", "en/leaflet-transplant.txt"}


def test_it_builds_what_it_has_in_one_note_and_says_that_it_is_a_draft(project: Path) -> None:
    ran = pipeline(project, "build")
    assert (ran.code, len(told(ran)), "[draft-language]" in told(ran)[0]) == (0, 1, True), ran.err
    assert products(project) == ENGLISH | {"fr/handout.txt", "fr/leaflet-waiting.txt"}
    french = text_of(project, "fr/handout.txt")
    assert DRAFT in french
    assert "Table des matières" in french.replace("TABLE DES MATIÈRES", "Table des matières")
    assert "What the results show" not in french
    assert DRAFT not in text_of(project, "en/handout.txt")
    assert pipeline(project, "check").code == 0


@pytest.mark.parametrize(("path", "old", "new", "rule"), [
    (TOPIC, "1 to 2 months to", "1 to 3 months to", "fact-number-mismatch"),
    (TOPIC, "::: call-your-team", "::: call-your-tea", "unknown-box"),
    ("source/fr/labels.yaml", "contents: ", "contents: [", "yaml-syntax"),
    ("source/fr/labels.yaml", "note: ''", "on-page: hier", "wrong-placeholder"),
])
def test_a_fault_in_it_is_told_at_its_line_and_its_file_alone_is_left_out(
    path: str, old: str, new: str, rule: str, project: Path, edit: Edit
) -> None:
    edit(project / path, old, new)
    ran = pipeline(project, "build")
    (fault,) = (line for line in told(ran) if f"[{rule}]" in line)
    assert (ran.code, fault.startswith(f"{path}:"), " warning: " in fault) == (0, True, True)
    assert products(project) >= ENGLISH | {"fr/handout.txt"}
    assert ("fr/leaflet-waiting.txt" in products(project)) == (path != TOPIC)


def test_a_fault_in_a_finished_language_is_one_while_there_is_a_draft(project: Path, edit: Edit) -> None:
    edit(project / "source/en/topics/waiting.md", "1 to 2 months to", "1 to 3 months to")
    ran = pipeline(project, "build")
    assert (ran.code, "error: " in ran.err) == (1, True)


def test_no_clinic_gets_it_but_who_asks_for_drafts(project: Path, tmp_path: Path) -> None:
    clinics = tmp_path / "clinics.csv"
    clinics.write_text("id,name\na,Clinic A\n", encoding="utf-8")
    order = ("imprint", "--from", str(clinics), "--out", str(tmp_path / "out"))
    assert pipeline(project, *order).code == 0
    assert {path.parent.name for path in (tmp_path / "out").rglob("*.txt")} == {"en"}
    assert pipeline(project, *order, "--draft").code == 0
    assert {path.parent.name for path in (tmp_path / "out").rglob("*.txt")} == {"en", "fr"}


def test_no_release_holds_it(project: Path) -> None:
    reviewed.approve(project)
    pipeline(project, "build")
    ran = pipeline(project, "release", "--dry-run")
    assert "“fr”" not in ran.err
    assert "source/fr" not in ran.err
    assert "fr/" not in "".join(line for line in ran.err.splitlines() if line.startswith("build/"))


def test_what_is_missing_is_counted_and_asked_of_nobody(project: Path) -> None:
    table = pipeline(project, "translate", "status", "fr").out.splitlines()
    assert (len(table), table[1].split()[0]) == (2, "fr")
    assert int(table[1].split()[4]) > 50
    listed = pipeline(project, "confirm", "--list").out
    assert "left out" not in listed


def test_only_a_translation_can_be_a_draft(project: Path, edit: Edit) -> None:
    edit(project / "source/publication.yaml", "drafts: [fr]", "drafts: [en, fr]")
    assert "[unknown-language]" in pipeline(project, "build").err
