"""Changed words make a draft until somebody confirms them: the commands, what they refuse, what products say."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import reviewed
from tests.conftest import ROOT, Edit, Ran, pipeline

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("confirm")]
TOPIC = "source/en/topics/waiting.md"
DRAFT = "DRAFT. Nobody has confirmed all of these words yet."
WORDS, OTHERS = "Between one and two months pass", "Between one and two months may pass"


@pytest.fixture(scope="module")
def confirmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature whose words are all confirmed, and that is built."""
    root = reviewed.miniature(tmp_path_factory.mktemp("confirmed") / "project")
    reviewed.confirm(root)
    assert pipeline(root, "build", "--strict").code == 0
    return root


@pytest.fixture
def changed(confirmed: Path, tmp_path: Path, edit: Edit) -> Path:
    """Return a copy of it with one word more."""
    root = Path(shutil.copytree(confirmed, tmp_path / "changed"))
    edit(root / TOPIC, WORDS, OTHERS)
    return root


def answered(root: Path, answers: str, *arguments: str) -> Ran:
    """Run `confirm` as a person does who answers its questions."""
    command = [sys.executable, "-m", "pipeline", "--root", str(root), "confirm", "--by", "A. Person",
               "--role", "editor", *arguments]
    done = subprocess.run(command, input=answers, capture_output=True, text=True, cwd=ROOT, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_a_changed_word_makes_drafts_and_is_told_at_its_line(changed: Path) -> None:
    line = (changed / TOPIC).read_text("utf-8").split("\n").index(next(
        each for each in (changed / TOPIC).read_text("utf-8").split("\n") if OTHERS in each)) + 1
    ran = pipeline(changed, "build")
    assert ran.code == 0, ran.err
    assert f"{TOPIC}:{line}:" in ran.err
    assert "warning: nobody has confirmed" in ran.err
    texts = [path.read_text("utf-8") for path in (changed / "build").rglob("*.txt")]
    assert texts
    assert [each for each in texts if OTHERS in " ".join(each.split()) and DRAFT not in " ".join(each.split())] == []
    assert any(DRAFT in " ".join(each.split()) for each in texts)
    checked = pipeline(changed, "check", "--only", "text")
    assert (checked.code, "error: nobody has confirmed" in checked.err) == (1, True)
    assert "parity" not in checked.err


def test_nothing_is_handed_out_or_released_but_drafts_that_are_asked_for(changed: Path, tmp_path: Path) -> None:
    out, clinics = tmp_path / "out", tmp_path / "clinics.csv"
    clinics.write_text("id,name\na,Clinic A\n", encoding="utf-8")
    order = ("imprint", "--from", str(clinics), "--out", str(out))
    refused = pipeline(changed, *order)
    assert (refused.code, "[unconfirmed-words]" in refused.err, out.exists()) == (1, True, False)
    drafts = pipeline(changed, *order, "--draft")
    assert drafts.code == 0, drafts.err
    assert any(DRAFT in " ".join(path.read_text("utf-8").split()) for path in out.rglob("*.txt"))
    assert "[unconfirmed-words]" in pipeline(changed, "release", "--dry-run").err


def test_confirm_shows_what_a_person_needs_and_writes_down_a_yes_alone(changed: Path) -> None:
    listed = pipeline(changed, "confirm", "--list")
    assert (listed.code, listed.last) == (0, "1 open")
    for each in (f"was:   {WORDS}", "{+may+}", "fact:  waiting-time", "1 months, 2 months", "also:"):
        assert each in listed.out
    (told,) = json.loads(pipeline(changed, "confirm", "--list", "--format", "json").out)
    assert told["words"].startswith(OTHERS)
    for answer in ("no", "skip"):
        assert answered(changed, f"{answer}\n").last.endswith(" 0 confirmed, 1 open")
    assert answered(changed, "yes\n").last.endswith(" 1 confirmed, 0 open")
    held = (changed / "source/en/confirmed.yaml").read_text("utf-8")
    assert OTHERS in held
    assert f" {WORDS}" not in held
    assert pipeline(changed, "build", "--strict").code == 0
    assert DRAFT not in (changed / "build/en/handout.txt").read_text("utf-8")


def test_confirm_wants_a_name_a_role_and_what_is_meant(changed: Path) -> None:
    for arguments, said in (((), "--by NAME"), (("--by", "A", "--role", "b", "--yes"), "be told what"),
                            (("--list", "waitin"), "did you mean “waiting”")):
        ran = pipeline(changed, "confirm", *arguments)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert pipeline(changed, "confirm", "--list", "waiting-time").last == "1 open"
    assert pipeline(changed, "confirm", "--list", "only-cure").last == "0 open"
    done = pipeline(changed, "confirm", "waiting", "--by", "A", "--role", "b", "--yes")
    assert done.last == "1 confirmed, 0 open"


def test_a_word_that_is_gone_is_confirmed_as_gone(changed: Path, edit: Edit) -> None:
    edit(changed / TOPIC, f"[{OTHERS} before a transplant.]{{fact=waiting-time}}", "")
    assert "stands here no more" in pipeline(changed, "check", "--only", "text").err
    assert answered(changed, "yes\n" * 3).last.endswith(" 0 open")
    assert "unconfirmed-words" not in pipeline(changed, "check", "--only", "text").err


def test_a_release_asks_for_words_that_somebody_confirmed(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    assert "nobody has ever confirmed its words" in pipeline(root, "release", "--dry-run").err
