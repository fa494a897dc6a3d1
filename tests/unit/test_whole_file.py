"""A file is written whole, or it is told what stands in its way."""

import multiprocessing
import os
from pathlib import Path

import pytest

from pipeline.model.failure import WrongUsage
from pipeline.tools.keeping import whole_file


def test_folders_are_made_and_an_old_file_is_replaced(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        whole_file.write(tmp_path / "build/en/x", content)
    assert [path.name for path in tmp_path.rglob("*")] == ["build", "en", "x"]
    assert (tmp_path / "build/en/x").read_bytes() == b"new"


def test_a_folder_at_the_path_is_named_and_stays(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(WrongUsage, match="x is a folder"):
        whole_file.write(tmp_path / "x", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("path", ["build/x", "build/en/x", "link/x", "link/en/x"])
def test_what_is_no_folder_in_place_of_one_is_named_and_stays(tmp_path: Path, path: str) -> None:
    (tmp_path / "build").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(WrongUsage, match=f"{path.split('/')[0]} is no folder"):
        whole_file.write(tmp_path / path, b"")
    assert (tmp_path / "build").read_bytes() == b"mine"


def test_what_a_killed_process_had_under_way_is_swept_and_nothing_else(tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process()
    process.start()
    process.join()
    kept = {".x.1.part", f".x.{os.getpid()}.part", "x.9.part", ".part", ".x.part"}
    (tmp_path / "en").mkdir()
    for name in (*kept, f".x.{process.pid}.part", f"en/.y.pdf.{process.pid}.part", f".z.{'9' * 30}.part"):
        (tmp_path / name).write_bytes(b"half")
    whole_file.sweep(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == kept
