"""What stands where a build writes is told in words, `clean` removes what was built alone, and help fits a terminal."""

import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline import __version__, cli, cli_telling
from pipeline.model.failure import ExitCode
from pipeline.tools.keeping import folder_lock
from tests.conftest import ROOT, end, pipeline


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


def test_a_command_that_lasts_gives_a_sign_of_life(minimal: Path) -> None:
    with folder_lock.held(minimal / "build/.cache/build.lock", lambda: None):
        command = [sys.executable, "-m", "pipeline", "--beat", "0.001", "--root", str(minimal), "build"]
        ran = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        assert ran.stderr is not None
        assert all("waits" in line for line in iter(ran.stderr.readline, "at work\n")), "it waits for this test"

    told = end(ran)
    assert told.code == ExitCode.WELL
    assert told.last.endswith("built, 0 up to date")


@pytest.mark.parametrize("style", ["json", "github"])
def test_what_a_program_reads_has_no_sign_of_life(style: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGALRM)
    cli_telling._telling(style, lambda *step: "at work")(1, 2, "x")

    assert signal.getsignal(signal.SIGALRM) is before
    assert capfd.readouterr().err == ""


def pages_of_help(program: click.Group) -> dict[str, str]:
    """Return what `--help` of the program and of each command prints, by its name."""
    context = click.Context(program, info_name="python -m pipeline")
    pages = {"": program.get_help(context)}
    for name, command in program.commands.items():
        pages[name] = command.get_help(click.Context(command, parent=context, info_name=name))
    return pages


def too_wide(pages: dict[str, str]) -> list[str]:
    return [f"{name}: {line}" for name, page in pages.items() for line in page.splitlines() if len(line) > 80]


def test_every_page_of_help_fits_a_terminal_of_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    pages = pages_of_help(cli.program)

    assert set(pages) == {"", *cli.program.commands}
    assert too_wide(pages) == []


def test_a_page_of_help_that_is_too_wide_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    wide = click.Group("wide", commands=[click.Command("x", help="\b\n" + "a" * 90), click.Command("y", help="fits")])

    assert len(too_wide(pages_of_help(wide))) == 1


def test_the_command_line_tells_its_version(tmp_path: Path) -> None:
    ran = pipeline(tmp_path, "--version")

    assert (ran.code, ran.out, ran.err) == (ExitCode.WELL, f"python -m pipeline {__version__}\n", "")


