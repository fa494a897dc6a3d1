"""A changed original makes drafts of its translation until somebody has held that against it: commands and products."""

import json
import shutil
from pathlib import Path

import pytest

from tests import reviewed
from tests.conftest import Edit, pipeline

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stale")]
TOPIC = "topics/waiting.md"
DRAFT = "DRAFT. Nobody has confirmed all of these words yet."
OLD, NEW = "It takes 1 to 2 months to arrange a transplant.", "It takes 1 to 2 months to set up a transplant."
BY = ("--by", "A. Person", "--role", "translator")


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature in two languages, which say the same in the same words, confirmed and built."""
    root = reviewed.miniature(tmp_path_factory.mktemp("translated") / "project")
    for path in (root / "source/channels").glob("*-a4.yaml"):
        path.unlink()
    (root / "source/channels/brochure.yaml").unlink()
    shutil.copytree(root / "source/en", root / "source/es")
    publication = root / "source/publication.yaml"
    publication.write_text(publication.read_text("utf-8").replace("[en]", "[en, es]"), encoding="utf-8")
    reviewed.confirm(root)
    assert pipeline(root, "build", "--strict").code == 0
    return root


@pytest.fixture
def changed(translated: Path, tmp_path: Path, edit: Edit) -> Path:
    """Return a copy of it with other words in the original, which its author has confirmed."""
    root = Path(shutil.copytree(translated, tmp_path / "changed"))
    edit(root / "source/en" / TOPIC, OLD, NEW)
    assert pipeline(root, "confirm", f"en/{TOPIC}", "--yes", *BY).last == "1 confirmed, 0 open"
    return root


def text_of(root: Path, product: str) -> str:
    return " ".join((root / "build" / product).read_text("utf-8").split())


def test_it_is_told_at_its_line_with_both_texts_and_products_that_carry_it_say_so(changed: Path) -> None:
    ran = pipeline(changed, "build")
    assert (ran.code, ran.err.count("[translation-out-of-step]")) == (0, 1), ran.err
    assert f"source/es/{TOPIC}:4:3: warning: the original of “{OLD}” was “{OLD}” and is “{NEW}”" in ran.err
    is_draft = {each: DRAFT in text_of(changed, each) for each in (
        "en/handout.txt", "es/handout.txt", "es/leaflet-waiting.txt", "es/leaflet-transplant.txt")}
    assert is_draft == {"en/handout.txt": False, "es/handout.txt": True, "es/leaflet-waiting.txt": True,
                        "es/leaflet-transplant.txt": False}


def test_check_imprint_and_release_refuse(changed: Path, tmp_path: Path) -> None:
    clinics = tmp_path / "clinics.csv"
    clinics.write_text("id,name\na,Clinic A\n", encoding="utf-8")
    pipeline(changed, "build")
    for command in (("check",), ("release", "--dry-run"),
                    ("imprint", "--from", str(clinics), "--out", str(tmp_path / "out"))):
        ran = pipeline(changed, *command)
        assert (ran.code, "error: the original of" in ran.err) == (1, True), command
    assert not (tmp_path / "out").exists()


def test_a_translator_who_leaves_the_words_makes_them_current(changed: Path) -> None:
    listed = pipeline(changed, "confirm", "--list")
    assert (listed.last, "was from: " in listed.out, "{-arrange-} {+set up+}" in listed.out) == ("1 open", True, True)
    (told,) = json.loads(pipeline(changed, "confirm", "--list", "--format", "json").out)
    assert (told["language"], told["original"], told["original_before"]) == ("es", NEW, OLD)
    assert pipeline(changed, "confirm", f"es/{TOPIC}", "--yes", *BY).last == "1 confirmed, 0 open"
    assert "A. Person" in (changed / "source/es/confirmed.yaml").read_text("utf-8")
    assert pipeline(changed, "build", "--strict").code == 0
    assert DRAFT not in text_of(changed, "es/handout.txt")


def test_a_translator_who_mends_the_words_makes_them_current(changed: Path, edit: Edit) -> None:
    edit(changed / "source/es" / TOPIC, OLD, NEW)
    assert pipeline(changed, "confirm", f"es/{TOPIC}", "--yes", *BY).last == "1 confirmed, 0 open"
    assert pipeline(changed, "build", "--strict").code == 0


def test_what_is_new_is_told_where_it_is_missing_and_yes_to_all_leaves_nothing_out(changed: Path, edit: Edit) -> None:
    edit(changed / "source/en" / TOPIC, "## How long", "Ask what to do meanwhile.\n\n## How long")
    pipeline(changed, "confirm", f"en/{TOPIC}", f"es/{TOPIC}", "--yes", *BY)
    ran = pipeline(changed, "build")
    assert f"source/es/{TOPIC}:5:3: warning: nothing here says “Ask what to do meanwhile.”" in ran.err
    assert pipeline(changed, "confirm", "--list").last == "1 open"
    edit(changed / "source/es" / TOPIC, "## How long", "Ask what to do meanwhile.\n\n## How long")
    assert pipeline(changed, "confirm", f"es/{TOPIC}", "--yes", *BY).last == "1 confirmed, 0 open"


def test_what_is_gone_is_told_where_it_is_left_over(changed: Path, edit: Edit) -> None:
    edit(changed / "source/en" / TOPIC, "If something worries you, call your care team.", "Call.")
    edit(changed / "source/en" / TOPIC, f"- [{NEW}]{{fact=waiting-time}}\n", "")
    found = pipeline(changed, "build").err
    assert f"source/es/{TOPIC}:4:3: warning: the original no longer says what “{OLD}” says" in found
    assert "was “If something worries you, call your care team.” and is “Call.”" in found


def test_a_release_asks_that_a_translation_was_held_against_the_original(changed: Path) -> None:
    (changed / "source/es/translated.yaml").unlink()
    assert "nobody has ever held it against the original" in pipeline(changed, "release", "--dry-run").err


def test_the_state_of_each_language_is_counted(changed: Path, edit: Edit) -> None:
    edit(changed / "source/en" / TOPIC, "## How long", "Ask what to do meanwhile.\n\n## How long")
    edit(changed / "source/es" / TOPIC, "\n:::\n\n## How long", "\n:::\n\nEspere.\n\n## How long")
    english, spanish = json.loads(pipeline(changed, "translate", "status", "--format", "json").out)
    units = english["units"]
    assert (english["done"], english["confirmed"], english["own_units"]) == (units, english["own_units"] - 1,
                                                                             english["own_units"])
    assert {key: spanish[key] for key in ("units", "done", "stale", "missing", "left_over")} == {
        "units": units, "done": units - 1, "stale": 1, "missing": 0, "left_over": 0}
    assert (spanish["confirmed"], spanish["missing_roles"]) == (spanish["own_units"] - 1, list(reviewed.REQUIRED))
    (changed / "source/es/topics/waiting.md").write_text("# Waiting\n", encoding="utf-8")
    ran = pipeline(changed, "translate", "status", "es")
    head, row = (line.split() for line in ran.out.splitlines())
    assert head[:5] == ["language", "units", "done", "stale", "missing"]
    assert (row[0], int(row[1]), int(row[2]) + int(row[4])) == ("es", units, units)
    assert int(row[4]) == 9
    assert "did you mean “es”" in pipeline(changed, "translate", "status", "ess").err
