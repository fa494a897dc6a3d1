"""What a build writes over or removes lies below build/, whatever a channel or the record of the last build says."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline import run
from pipeline.model.job import Made, Record
from pipeline.model.output_path import unfitness
from pipeline.tools import build_record


def made(output: str) -> Made:
    return Made(output, output, "key", "0", 1, None, "text/plain", "en", "handout", "text", "default", {})


def removed(root: Path, outputs: list[str]) -> None:
    """Let a build that makes nothing remove what the record says was made."""
    record = root / "build" / ".cache" / "record.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps(asdict(Record("", (), {output: made(output) for output in outputs}))))
    run._remove_orphans(root / "build", build_record.read(root), {})


@pytest.mark.parametrize("path", [
    "../source/facts.yaml", "en/../../x", "/tmp/x", "", "en//x", "en/", "./x", ".cache/record.json", "en/.x", "en\\x",
    "en/\x1b[2J", "en/x\n::error::", "en/\u202etxt", "manifest.json", "manifest.json/x", "SHA256SUMS",
    "release/0.1.0/x", "content.json", "en/" + "é" * 116])
def test_an_unfit_path_is_told_why(path: str) -> None:
    assert unfitness(path)


@pytest.mark.parametrize("path", ["en/handout.txt", "x", "es-419/niño a.pdf", "en/manifest.json", "en/" + "é" * 115])
def test_a_plain_path_is_fit(path: str) -> None:
    assert unfitness(path) == ""


def test_only_a_product_of_the_last_build_is_removed(tmp_path: Path) -> None:
    kept = ["source/facts.yaml", "build/manifest.json", "build/.cache/x", "build/release/0.1.0/x", "elsewhere/x",
            "build/folder/x"]
    for name in [*kept, "build/en/old.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "build" / "link").symlink_to(tmp_path / "elsewhere")
    removed(tmp_path, ["../source/facts.yaml", str(tmp_path / "source/facts.yaml"), "manifest.json", ".cache/x",
                       "release/0.1.0/x", "link/x", "folder", "folder/x/y", "en/old.txt", "en/gone.txt"])

    assert all((tmp_path / name).is_file() for name in kept)
    assert not (tmp_path / "build/en/old.txt").exists()




@pytest.mark.parametrize("text", [
    "", "[]", "null", '{"made": []}', '{"made": {"x": null}, "inputs": "", "findings": []}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, text: str) -> None:
    (tmp_path / "build" / ".cache").mkdir(parents=True)
    (tmp_path / "build" / ".cache" / "record.json").write_text(text)

    assert build_record.read(tmp_path) == Record()
    assert build_record.nothing_to_do(tmp_path) is None
