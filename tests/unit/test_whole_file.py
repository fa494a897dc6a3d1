"""A file is written whole, or it is told what stands in its way."""

import fcntl
import os
import signal
from pathlib import Path
from typing import IO
from unittest import mock

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


def test_what_nobody_writes_any_more_is_swept_and_nothing_else(tmp_path: Path) -> None:
    kept = {"x.9.part", ".part", ".x.part"}
    (tmp_path / "en").mkdir()
    for name in (*kept, f".x.{os.getpid()}.part", "en/.y.pdf.1.part", f".z.{'9' * 30}.part"):
        (tmp_path / name).write_bytes(b"half")
    whole_file.sweep(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == kept


def test_a_file_under_way_is_kept_while_its_process_lives_and_not_for_one_that_nobody_buried(tmp_path: Path) -> None:
    ready, says = os.pipe()
    process = os.fork()
    if not process:
        try:
            with mock.patch.object(Path, "replace", side_effect=lambda _: os.write(says, b".") and signal.pause()):
                whole_file.write(tmp_path / "x", b"half")
        finally:
            os._exit(1)
    part = tmp_path / f".x.{process}.part"
    assert os.read(ready, 1) == b"."
    try:
        whole_file.sweep(tmp_path)
        assert part.is_file()
    finally:
        os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)  # dead, and still there: a zombie
    whole_file.sweep(tmp_path)
    assert not part.exists()
    os.waitpid(process, 0)


def test_a_file_swept_between_its_making_and_its_lock_is_written_again(tmp_path: Path) -> None:
    lock = fcntl.flock

    def late(file: IO[bytes], how: int) -> None:
        for part in tmp_path.glob(".*.part"):
            part.unlink()
        mocked.stop()
        lock(file, how)

    mocked = mock.patch.object(whole_file.fcntl, "flock", late)
    mocked.start()
    whole_file.write(tmp_path / "x", b"whole")
    assert (tmp_path / "x").read_bytes() == b"whole"
