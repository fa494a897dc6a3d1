"""Two projects, releases or revisions are set side by side; who asks by exit code learns whether they differ."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import reviewed
from tests.conftest import Edit, Ran, pipeline


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature in a git repository, committed and built."""
    root = reviewed.miniature(tmp_path_factory.mktemp("compare") / "project")
    git(root, "init", "-q")
    commit(root)
    assert pipeline(root, "build").code == 0
    return root


@pytest.fixture
def changed(first: Path, tmp_path: Path, edit: Edit) -> Path:
    """Return a copy in which a sentence is another one."""
    root = Path(shutil.copytree(first, tmp_path / "changed"))
    edit(root / "source/en/topics/waiting.md", "If something worries you", "When something worries you")
    return root


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "source", "styles")
    git(root, "commit", "-q", "-m", "As it is")


def compare(root: Path, *arguments: str) -> Ran:
    return pipeline(root, "compare", *arguments)


def sentences(ran: Ran) -> set[tuple[str, str, str]]:
    return {(each["kind"], each["old"], each["new"]) for each in json.loads(ran.out)["sentences"]}


CHANGE = {("changed", "If something worries you, call your care team.",
           "When something worries you, call your care team.")}


def test_a_project_and_its_own_revision_say_the_same(first: Path) -> None:
    ran = compare(first, "HEAD", str(first))
    assert (ran.code, ran.out) == (0, "build/compare.html\n")
    assert ran.last.startswith("they say the same.")
    assert "HEAD is not built" in ran.last
    assert "No sentence has changed." in (first / "build/compare.html").read_text(encoding="utf-8")
    assert compare(first, str(first), str(first)).last == "they say the same."


def test_a_changed_sentence_is_told_against_a_revision_and_against_a_folder(first: Path, changed: Path) -> None:
    for old in ("HEAD", str(first), str(first / "build")):
        ran = compare(changed, old, str(changed), "--json")
        assert ran.code == 1
        assert sentences(ran) == CHANGE
        assert f"{changed} is not built" in json.loads(ran.out)["left_out"] or old == "HEAD"


def test_built_pages_stand_side_by_side(first: Path, changed: Path) -> None:
    ran = compare(changed, str(first), str(changed), "--build", "--out", str(changed / "page.html"))
    page = (changed / "page.html").read_text(encoding="utf-8")
    assert ran.code == 1
    assert "page" in ran.last
    assert "<del>If</del>" in page
    assert "<ins>When</ins>" in page
    assert page.count('<img src="data:image/png;base64,') >= 2
    assert "en/handout-a4.pdf" in page


def test_what_is_nothing_of_this_is_refused(first: Path, tmp_path: Path) -> None:
    for name in ("no-such-revision", "--upload-pack=x", str(tmp_path)):
        ran = compare(first, "--", name, str(first))
        assert (ran.code, name in ran.err) == (2, True)
    (tmp_path / "source").mkdir()
    assert "has errors" in compare(first, str(tmp_path), str(first)).err
