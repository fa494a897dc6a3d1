"""What a build writes over or removes lies below build/, whatever a channel or the record of the last build says."""

from pathlib import Path

import pytest

from pipeline import run
from pipeline.model.job import Made, Record
from pipeline.model.output_path import unfitness
from pipeline.tools.keeping import build_record


@pytest.mark.parametrize("path", [
    "../source/facts.yaml", "en/../../x", "/tmp/x", "", "en//x", "en/", "./x", ".cache/record.json", "en/.x", "en\\x",
    "en/\x1b[2J", "en/x\n::error::", "en/\u202etxt", "manifest.json", "manifest.json/x", "SHA256SUMS",
    "release/0.1.0/x", "report/index.html", "Compare.html", "content.json", "en/" + "é" * 116])
def test_an_unfit_path_is_told_why(path: str) -> None:
    assert unfitness(path)


@pytest.mark.parametrize("path", ["en/handout.txt", "x", "es-419/niño a.pdf", "en/manifest.json", "en/" + "é" * 115])
def test_a_plain_path_is_fit(path: str) -> None:
    assert unfitness(path) == ""


def test_a_build_removes_only_products_of_the_last_one(minimal: Path) -> None:
    former = ["../elsewhere/x", str(minimal / "elsewhere/x"), "mine/../mine/x", ".cache/x", "release/0.1.0/x", "link/x",
              "mine", "mine/x/y", "en/old.txt", "en/gone.txt"]
    kept = ["elsewhere/x", "build/mine/x", "build/.cache/x", "build/release/0.1.0/x"]
    for name in [*kept, "build/en/old.txt"]:
        (minimal / name).parent.mkdir(parents=True, exist_ok=True)
        (minimal / name).touch()
    (minimal / "build" / "link").symlink_to(minimal / "elsewhere")
    made = {output: Made(output, output, "key", "0", 1, None, "text/plain", "text", "en", "handout", "text", "default",
                         {})
            for output in former}
    build_record.write(minimal, Record("", (), made))
    (minimal / "build/.cache/begun.txt").write_text("".join(f"{output}\n" for output in former))
    assert not run.build(minimal, run.Wish(workers=1), lambda *_: None).has_errors

    assert all((minimal / name).is_file() for name in kept)
    assert not (minimal / "build/en/old.txt").exists()


@pytest.mark.parametrize("text", [
    "", "[]", "null", '{"made": []}', '{"made": {"x": null}, "inputs": "", "findings": []}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, text: str) -> None:
    (tmp_path / "build" / ".cache").mkdir(parents=True)
    (tmp_path / "build" / ".cache" / "record.json").write_text(text)

    assert build_record.read(tmp_path) == Record()
    assert build_record.nothing_to_do(tmp_path) is None
