"""What dataclasses write is compiled once for an environment; without what was kept, only time is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_SCRIPT = """
import builtins, json, sys
from pathlib import Path
from pipeline.tools.keeping import compiled, kept
compiled.cache_folder = lambda: Path(sys.argv[1])
compiled.keep_dataclasses()
texts = []
compile = builtins.compile
compiled.compile = lambda text, *how: texts.append(text) or compile(text, *how)
from pipeline.model.job import Job, Record
first, same, other = Record("a"), Record("a"), Record("b")
try:
    first.inputs = "c"
except Exception as fault:
    frozen = type(fault).__name__
print(json.dumps([len(texts), repr(first), first == same, first == other, frozen, len(kept.told())]))
"""


def start(folder: Path) -> tuple[int, list[object], int]:
    """Return how many texts a start compiled, how its classes act, and how many files it threw away."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", _SCRIPT, str(folder)], cwd=ROOT, capture_output=True,
                          text=True, check=True)
    count, *acts, thrown = json.loads(done.stdout)
    return count, acts, thrown


def test_a_second_start_compiles_nothing_and_classes_act_the_same(tmp_path: Path) -> None:
    (first, acts, _), second = start(tmp_path), start(tmp_path)
    assert first > 0
    assert second == (0, acts, 0)
    assert acts == ["Record(inputs='a', findings=(), made={}, outside={})", True, False, "FrozenInstanceError"]


def test_a_damaged_file_is_thrown_away_and_made_again(tmp_path: Path) -> None:
    first = start(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert start(tmp_path) == (first[0], first[1], 1)
    assert start(tmp_path)[0] == 0


def test_a_folder_that_cannot_be_written_costs_time_alone() -> None:
    nowhere = Path(os.devnull) / "cache"
    first = start(nowhere)
    assert first[0] > 0
    assert start(nowhere) == first
