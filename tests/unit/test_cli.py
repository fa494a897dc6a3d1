"""What stands where a build writes is told in words, and `clean` removes nothing but what was built."""

from pathlib import Path

import pytest

from pipeline.model.failure import ExitCode
from tests.conftest import pipeline


def test_clean_removes_a_link_and_leaves_what_it_leads_to(tmp_path: Path) -> None:
    for name in ("elsewhere/mine", "build/en/x", "build/release/0.1.0/x", "build/manifest.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "build/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "build/file").symlink_to(tmp_path / "elsewhere/mine")
    (tmp_path / "build/nothing").symlink_to(tmp_path / "nowhere")

    ran = pipeline(tmp_path, "clean")
    assert (ran.code, ran.err) == (ExitCode.WELL, "")
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["release"]
    assert (tmp_path / "build/release/0.1.0/x").exists()
    assert (tmp_path / "elsewhere/mine").exists()


@pytest.mark.parametrize("command", ["build", "check", "list", "facts", "clean"])
def test_a_file_in_place_of_build_is_told(minimal: Path, command: str) -> None:
    (minimal / "build").write_text("mine")
    ran = pipeline(minimal, command)

    assert ran.code in (ExitCode.USAGE, ExitCode.FINDINGS)
    assert "Traceback" not in ran.err
    assert (minimal / "build").read_text() == "mine"


@pytest.mark.slow
def test_a_folder_at_a_product_s_path_is_told(project: Path) -> None:
    (project / "build/en/jmml-handout.txt/mine").mkdir(parents=True)
    ran = pipeline(project, "build", "--only", "*-text")

    assert ran.code == ExitCode.USAGE
    assert ran.last.endswith("build/en/jmml-handout.txt is a folder, where a file is to be written; move it away")
    assert (project / "build/en/jmml-handout.txt/mine").is_dir()
