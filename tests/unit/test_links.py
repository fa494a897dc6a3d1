"""Symbolic links that leave the project are told and never read; those that stay in it are followed."""

import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.stages import load
from tests.conftest import MINIMAL

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="var(--pine)"/></svg>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "project")
    (tmp_path / "project/source/figures").mkdir(exist_ok=True)
    (tmp_path / "private.svg").write_text(DRAWING, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    return tmp_path / "project"


def told(root: Path) -> list[str]:
    tree = load.read_tree(root)
    found = checks.examine("files", tree)
    return [f"{each.place}: {each.message}" for each in found if each.check == "link-leaves-tree"]


@pytest.mark.parametrize("end", ["../../../private.svg", "/etc/passwd", "/dev/zero", "../../../folder",
                                 "nowhere.svg", "a.svg"])
def test_a_link_that_is_not_followed_is_told_with_its_end(root, end):
    (root / "source/figures/a.svg").symlink_to(end)
    assert told(root) == [f"source/figures/a.svg: the link leads to {end}, and is not followed"]
    assert "source/figures/a.svg" not in load.read_tree(root).files


def test_a_link_in_the_middle_of_a_path_and_one_in_the_place_of_the_source_are_told(root, tmp_path):
    (root / "source/figures/more").symlink_to(tmp_path)
    assert told(root) == [f"source/figures/more: the link leads to {tmp_path}, and is not followed"]
    (root / "source/figures/more").unlink()
    (root / "source").rename(tmp_path / "elsewhere")
    (root / "source").symlink_to(tmp_path / "elsewhere")
    assert told(root) == [f"source: the link leads to {tmp_path / 'elsewhere'}, and is not followed"]
    assert not [path for path in load.read_tree(root).files if path.startswith("source/")]


def test_a_link_inside_the_project_is_followed_and_a_project_may_be_reached_by_one(root, tmp_path):
    (root / "source/figures/a.svg").write_text(DRAWING, encoding="utf-8")
    (root / "source/figures/b.svg").symlink_to("a.svg")
    (tmp_path / "shortcut").symlink_to(root)
    assert told(tmp_path / "shortcut") == []
    assert load.read_tree(tmp_path / "shortcut").files["source/figures/b.svg"].text == DRAWING
