"""Each transcript is a conversation: `$ command`, then all that it printed, then its exit code."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import copy_project, pipeline

#: The day on which `check` and `release` are asked what is due: 2026-11-22, when the source was published.
THE_DAY = {"SOURCE_DATE_EPOCH": "1795305600"}
TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.transcript"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_command_line_says_what_the_transcript_says(path, tmp_path):
    project = copy_project(tmp_path / "project")
    for exchange in re.split(r"^(?=\$ )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        command, _, told = exchange.partition("\n")
        words = shlex.split(command.removeprefix("$ "))
        if words[0] == "plant":
            plant(project, *words[1:])
            continue
        ran = pipeline(project, *words, **(THE_DAY if words[0] in ("check", "release") else {}))
        assert f"{ran.out}{ran.err}exit {ran.code}\n" == told, command


def plant(project: Path, name: str, old: str, new: str) -> None:
    """Plant a fault in a source file: words that stand there once become others."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_there_are_transcripts():
    assert len(TRANSCRIPTS) >= 4
