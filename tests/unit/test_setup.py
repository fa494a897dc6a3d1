"""Setting up a fresh machine: what is there is found, what is not there is named with the command that brings it."""

import re
from pathlib import Path

import pytest

from pipeline import setup
from pipeline.model.failure import ExitCode, MissingTool
from pipeline.tools.words.pandoc import read_markdown

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("proof", ["import venv", "libc.so.6", "sh"])
def test_module_library_and_program_that_are_there_are_not_installed_again(proof: str) -> None:
    assert setup._is_there(proof)


@pytest.mark.parametrize("proof", ["import no_such_module", "libno-such-library.so.0", "no-such-program"])
def test_module_library_and_program_that_are_not_there_are_noticed(proof: str) -> None:
    assert not setup._is_there(proof)


def test_every_target_of_make_that_a_message_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (_ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = "\n".join(file.read_text(encoding="utf-8") for file in (_ROOT / "pipeline").rglob("*.py"))
    named = set(re.findall(r"run:.*\bmake ([a-z]+)", code))
    assert named
    assert named <= targets


def test_pandoc_that_is_not_there_is_named_with_what_brings_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", "/no/such/pandoc")
    with pytest.raises(MissingTool, match="make all"):
        read_markdown("# A heading")


def test_user_without_sudo_is_told_what_root_has_to_run(
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "/no/such/folder")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert setup._install_packages(["liblouis20", "npm"]) == ExitCode.MISSING_TOOL
    assert "su - -c 'apt-get install liblouis20 npm'" in capsys.readouterr().err
