"""What holds for a build with nothing to do: it reads no file in vain, and no change escapes it."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.finding import Place, note, warning
from pipeline.tools.keeping import build_record, digest, file_index
from tests.conftest import ROOT, pipeline

WORDS, OTHERS = "wait", "cure"
TOLD = "nothing to do: 3 files up to date"


@pytest.fixture
def finished(minimal: Path) -> Path:
    """Return a publication whose build has settled: no file is as young as what the build knows of it."""
    assert pipeline(minimal, "build").code == 0
    assert build_record.nothing_to_do(minimal) == TOLD
    return minimal


def known(root: Path) -> str | None:
    return file_index.nothing_to_do(str(root))


def test_what_was_found_up_to_date_is_known_without_reading_it(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(finished / "source" / "facts.yaml", ns=(0, 0))
    settle(finished)
    monkeypatch.setattr(digest, "of_file", None)
    assert known(finished) == TOLD


def test_notes_are_counted_and_what_has_to_be_told_again_is_no_end(finished: Path) -> None:
    record, place = build_record.read(finished), Place("source/facts.yaml")
    for found, said in (((note(place, "a"),), f"{TOLD}; 1 note in build/report/index.html"),
                        ((note(place, "a"), note(place, "b")), f"{TOLD}; 2 notes in build/report/index.html"),
                        ((warning(place, "a"),), None),
                        ((replace(note(place, "a"), is_unexamined=True),), None)):
        build_record.write(finished, replace(record, findings=found))
        assert build_record.nothing_to_do(finished) == said
        if said:
            assert known(finished) == pipeline(finished, "build").err.strip() == said


def settle(root: Path) -> None:
    """Look again until the clock of the file system has ticked since the last change."""
    while "=" in (root / "build/.cache/index").read_text(encoding="utf-8") or not known(root):
        assert build_record.nothing_to_do(root) == TOLD


def _written_anew(file: Path) -> None:
    """Change a file as an editor does that keeps size and time: another file under the name."""
    before = file.stat()
    other = file.with_name(f".{file.name}.new")
    other.write_bytes(b"#" * before.st_size)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def _overwritten(file: Path) -> None:
    """Change a file in place and set its time back by hand."""
    before = file.stat()
    file.write_bytes(b"#" * before.st_size)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _longer(file: Path) -> None:
    before = file.stat()
    file.write_bytes(file.read_bytes() + b"\n#")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = [_written_anew, _overwritten, _longer, Path.unlink,
           lambda file: file.with_name("another.md").write_text("new", encoding="utf-8")]


@pytest.mark.parametrize("change", CHANGES, ids=["replaced", "in-place", "longer", "removed", "new-beside"])
def test_a_changed_source_is_seen_whatever_its_time(finished: Path, change: Callable[[Path], object]) -> None:
    settle(finished)
    change(finished / "source" / "en" / "topics" / "waiting.md")
    assert known(finished) is None
    assert build_record.nothing_to_do(finished) is None


@pytest.mark.parametrize("change", CHANGES[:-1], ids=["replaced", "in-place", "longer", "removed"])
@pytest.mark.parametrize("name", ["en/handout.txt", "manifest.json", "SHA256SUMS", ".cache/record.json"])
def test_a_changed_product_or_list_is_seen_whatever_its_time(
    finished: Path, name: str, change: Callable[[Path], object],
) -> None:
    settle(finished)
    change(finished / "build" / name)
    assert known(finished) is None
    assert build_record.nothing_to_do(finished) is None


def test_a_change_within_one_tick_of_the_clock_is_seen(finished: Path) -> None:
    file = finished / "source" / "en" / "topics" / "waiting.md"
    text = file.read_text(encoding="utf-8")
    assert WORDS in text
    for _ in range(50):  # some of them within a tick, on any clock that ticks at all
        file.write_text(text, encoding="utf-8")
        assert build_record.nothing_to_do(finished) == TOLD
        file.write_text(text.replace(WORDS, OTHERS), encoding="utf-8")
        assert known(finished) is None


def test_a_file_from_the_future_is_read_each_time(finished: Path) -> None:
    file = finished / "source" / "en" / "topics" / "waiting.md"
    late = 2 ** 62
    os.utime(file, ns=(late, late))
    assert build_record.nothing_to_do(finished) == TOLD
    assert known(finished) == TOLD
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(WORDS, OTHERS), encoding="utf-8")
    os.utime(file, ns=(late, late))
    assert known(finished) is None


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[:-9], lambda content: b"?" + content,
                                    lambda content: content.replace(b"handout", b"hand-out"),
                                    lambda content: content.split(b"\n")[0]])
def test_a_damaged_index_is_made_again(finished: Path, damage: Callable[[bytes], bytes]) -> None:
    settle(finished)
    index = finished / "build" / ".cache" / "index"
    index.write_bytes(damage(index.read_bytes()))
    assert known(finished) is None
    assert pipeline(finished, "build").last == TOLD
    assert known(finished) == TOLD


def test_files_touched_and_otherwise_the_same_are_read_once(finished: Path) -> None:
    settle(finished)
    for file in (finished / "source").rglob("*.md"):
        os.utime(file, ns=(1, 1))
    assert known(finished) is None
    assert pipeline(finished, "build").last == TOLD
    assert known(finished) == TOLD


def test_what_a_build_left_that_was_killed_while_it_noted_that_all_is_done_goes(finished: Path) -> None:
    settle(finished)
    index = finished / "build" / ".cache" / "index"
    index.unlink()
    scrap = index.with_name(".index.1.part")
    scrap.write_bytes(b"half of it")
    assert pipeline(finished, "build").last == TOLD
    assert not scrap.exists()


def test_a_build_of_a_part_leaves_nothing_that_says_all_is_done(finished: Path) -> None:
    assert pipeline(finished, "build", "--only", "handout").code == 0
    assert known(finished) is None


@pytest.mark.parametrize("arguments", [["build"], ["build", "-j", "2"], ["build", "-j2"], ["build", "--jobs=2"],
                                       ["build", "--jobs", "64"]])
@pytest.mark.parametrize("root", [["--root", "{}"], ["--root={}"]])
def test_neither_a_root_nor_a_number_of_processes_loads_the_command_line(
    finished: Path, root: Sequence[str], arguments: Sequence[str],
) -> None:
    command = [*(each.format(finished) for each in root), *arguments]
    assert _loaded(command) == (TOLD, False)


@pytest.mark.parametrize("arguments", [["build", "-j", "0"], ["build", "-j"], ["build", "-j=2"], ["--root", "build"],
                                       ["build", "--jobs", "many"]])
def test_what_is_no_plain_build_is_left_to_the_command_line(finished: Path, arguments: Sequence[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", *arguments], cwd=finished, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 2
    assert "Error: " in done.stderr


def _loaded(command: Sequence[str]) -> tuple[str, bool]:
    """Return the last line of a command, and whether it loaded the command line or anything else of weight."""
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "pipeline", *command], cwd=ROOT,
                          capture_output=True, text=True, check=True)
    *imports, told = done.stderr.splitlines()
    heavy = ("click", "pipeline.cli", "json", "pathlib", "pipeline.tools.keeping.build_record")
    return told, any(line.split("|")[-1].strip() in heavy for line in imports)
