"""Setting up a fresh machine: what is there is found, what is not there is named with the command that brings it."""

import os
import re
import shutil
import subprocess
import sys
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


@pytest.fixture
def no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be found by name, as for a user who may not install."""
    monkeypatch.setenv("PATH", "/no/such/folder")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(setup, "_BUILD", {"liblouis20": "libno-such.so.20", "here": "libc.so.6"})


@pytest.mark.usefixtures("no_apt")
@pytest.mark.parametrize("purpose", ["build", "test"])
def test_all_that_is_missing_is_named_at_once_with_the_one_command_that_brings_it(
        purpose: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.lock").touch()

    assert setup.main(purpose, tmp_path) == ExitCode.MISSING_TOOL
    named, takes, error, command = capsys.readouterr().err.splitlines()
    tests = " ".join(setup._TEST)
    assert named == f"missing: liblouis20 (for make all); {tests} (for make test)"
    assert takes.startswith("this takes about ")
    assert error == f"error: missing: liblouis20{' ' + tests if purpose == 'test' else ''}; run:"
    assert command == ("    su - -c 'apt-get install --no-upgrade --no-install-recommends "
                       f"liblouis20 {tests}'")
    assert not (tmp_path / ".venv").exists()


def test_apt_is_told_to_leave_what_is_there_and_asked_again_whether_all_came(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\necho called: $*\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    monkeypatch.setattr(setup, "_TEST", {"npm-of-nowhere": "no-such-program"})
    assert not setup._install_packages(["npm-of-nowhere"], [])
    assert "called: install --no-upgrade --no-install-recommends -y -q npm-of-nowhere" in capfd.readouterr().err


def test_what_the_packages_of_python_take_is_what_is_said() -> None:
    if Path(sys.prefix, "lock").read_bytes() != (_ROOT / "requirements.lock").read_bytes():
        pytest.skip("this environment was made from another lock")
    blocks = sum(path.lstat().st_blocks for path in Path(sys.prefix).rglob("*") if path.parts[-2:] != ("node",)
                 and not path.is_relative_to(Path(sys.prefix, "node")))

    assert blocks * 512 / 2**20 == pytest.approx(setup.ENVIRONMENT_MB, rel=.15)


def test_what_apt_would_add_is_known_before_it_does() -> None:
    if shutil.which("apt-get") is None:
        pytest.skip("no apt-get here")
    assert setup._installed_mb(["no-such-package-anywhere"]) == 0
    assert setup._installed_mb(["libc6"]) == 0, "what is there adds nothing, and is not upgraded"


def test_a_long_command_says_what_it_does_until_it_ends() -> None:
    ran = subprocess.Popen(
        [sys.executable, "-c", "from pipeline import setup; print(setup._runs(['cat'], 'waiting', 0.001))"],
        cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert ran.stderr is not None
    assert [ran.stderr.readline() for _ in range(3)] == ["waiting\n", "still waiting\n", "still waiting\n"]
    assert ran.communicate("")[0] == "True\n"


def test_npm_that_fails_is_named_and_asked_again_the_next_time(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(_ROOT / name, tmp_path)
    for name in ("pipeline", "tests/node"):
        shutil.copytree(_ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    stamp, npm = tmp_path / ".venv" / "lock", tmp_path / "bin" / "npm"
    for file in (stamp, npm):
        file.parent.mkdir()
    shutil.copyfile(tmp_path / "requirements.lock", stamp)
    environment = {**os.environ, "PATH": f"{npm.parent}:{os.environ['PATH']}"}

    def asked(does: str) -> str:
        npm.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        npm.chmod(0o755)
        ran = subprocess.run(["make", ".venv/tested"], cwd=tmp_path, env=environment, capture_output=True, text=True,
                             check=True)
        return ran.stderr

    for _ in range(2):
        assert "npm could not install Ace" in asked("exit 1")
    assert asked("exit 0").splitlines()[-1].startswith("installing Ace")
    assert asked("exit 1") == ""
