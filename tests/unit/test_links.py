"""Symbolic links that leave the project, and pipes, are told and never read; links that stay in it are followed."""

import os
import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.stages import load
from pipeline.tools.keeping import build_record, digest, file_index
from tests import reviewed
from tests.conftest import MINIMAL, pipeline

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
    assert told(root) == [f"source/figures/a.svg: the link leads to “{end}”, and is not followed"]
    assert "source/figures/a.svg" not in load.read_tree(root).files


def test_a_link_in_the_middle_of_a_path_and_one_in_the_place_of_the_source_are_told(root, tmp_path):
    (root / "source/figures/more").symlink_to(tmp_path)
    assert told(root) == [f"source/figures/more: the link leads to “{tmp_path}”, and is not followed"]
    (root / "source/figures/more").unlink()
    (root / "source").rename(tmp_path / "elsewhere")
    (root / "source").symlink_to(tmp_path / "elsewhere")
    assert told(root) == [f"source: the link leads to “{tmp_path / 'elsewhere'}”, and is not followed"]
    assert not [path for path in load.read_tree(root).files if path.startswith("source/")]


def test_a_link_inside_the_project_is_followed_and_a_project_may_be_reached_by_one(root, tmp_path):
    (root / "source/figures/a.svg").write_text(DRAWING, encoding="utf-8")
    (root / "source/figures/b.svg").symlink_to("a.svg")
    (tmp_path / "shortcut").symlink_to(root)
    assert told(tmp_path / "shortcut") == []
    assert load.read_tree(tmp_path / "shortcut").files["source/figures/b.svg"].text == DRAWING


def test_a_build_reads_nothing_that_a_link_leads_to_outside_and_still_sees_it_change(root, tmp_path):
    """The end of `more` would be walked through for ever, and that of `a.svg` has no end."""
    (root / "source/figures/more").symlink_to("/")
    (root / "source/figures/a.svg").symlink_to("/dev/zero")
    (root / "source/figures/b.svg").symlink_to(tmp_path / "private.svg")
    ran = pipeline(root, "build")
    assert (ran.code, ran.err.count("[link-leaves-tree]"), ran.last) == (1, 3, "nothing built; 3 errors")
    before = build_record.inputs_digest(root)
    (tmp_path / "private.svg").write_text(f"{DRAWING}\n", encoding="utf-8")
    assert build_record.inputs_digest(root) != before


def test_a_pipe_is_told_and_nobody_waits_for_it(root):
    os.mkfifo(root / "source/figures/a.png")
    os.mkfifo(root / "source/en/topics/more.md")
    ran = pipeline(root, "build")
    assert (ran.code, ran.last) == (1, "nothing built; 2 errors"), ran.err
    for path in ("source/figures/a.png", "source/en/topics/more.md"):
        assert f"{path}: error: this is no file, but a pipe, a socket or a device [no-file]" in ran.err
        assert digest.of_file(root / path) is None
    with pytest.raises(OSError, match="no file"):
        file_index.content_of("/dev/zero")


@pytest.mark.parametrize("path", ["styles/fonts/FiraGO-Italic.ttf", "styles/fonts/OFL.txt",
                                  "styles/colour/FOGRA39L_coated.icc"])
def test_what_styles_need_and_is_a_pipe_is_told(path: str, tmp_path: Path) -> None:
    project = reviewed.miniature(tmp_path / "project")
    (project / path).unlink()
    os.mkfifo(project / path)
    ran = pipeline(project, "build")
    assert (ran.code, f"the file {path} is missing [missing-style-file]" in ran.err) == (1, True), ran.err


def test_a_folder_by_the_name_of_a_file_is_told_and_others_are_not(root):
    for path in ("styles/css/base.css", "source/figures/a.png", "source/en/topics/more.md", "source/figures/old",
                 "source/en/topics/drafts"):
        (root / path).mkdir(parents=True)
    ran = pipeline(root, "build")
    assert ran.code == 1
    assert ran.err.count("this is no file, but a folder [no-file]") == 3
    assert all(f"{path}: error: this is no file" in ran.err for path in (
        "styles/css/base.css", "source/figures/a.png", "source/en/topics/more.md"))


def test_a_name_that_is_no_text_is_told(root):
    for path in ("source/en/topics/\udcff.md", "source/channels/caf\udce9.yaml", "styles/\udcff.css"):
        (root / path).write_bytes(b"id: x\n")
    ran = pipeline(root, "build")
    assert (ran.code, "Traceback" in ran.err) == (1, False), ran.err
    assert ran.err.count("the name of this file is not UTF-8 [unknown-file]") == 3
    assert r"source/channels/caf\udce9.yaml: error: " in ran.err
    (root / "source/en/topics/\udcff.md").unlink()
    (root / "styles/\udcff.css").unlink()
    for _ in range(2):  # a channel that has an error is left out, and the finding told again
        ran = pipeline(root, "build")
        assert (ran.code, ran.err.count("[unknown-file]")) == (1, 1), ran.err
    assert len([*(root / "build/en").iterdir()]) == 3
