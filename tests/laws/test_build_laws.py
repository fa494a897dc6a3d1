"""What holds for every build: the same bytes, no needless work, whole files only."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.tools.keeping import file_index
from tests.conftest import ROOT, copy_project, end, pipeline


def sums(root: Path) -> dict[str, str]:
    """Return the digest of every product by path; the report tells how long things took, and is none."""
    files = [path for path in (root / "build").rglob("*")
             if path.is_file() and not {".cache", "report"} & {*path.relative_to(root / "build").parts}]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_two_folders_time_zones_hash_seeds_and_worker_counts_give_the_same_bytes(built, tmp_path):
    other = copy_project(tmp_path / "another place" / "elsewhere")
    ran = pipeline(other, "build", "-j", "1", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4711", LC_ALL="C")
    assert ran.code == 0, ran.err
    assert sums(other) == sums(built)
    assert len(sums(built)) >= 16


@pytest.mark.slow
def test_sha256sums_are_those_of_the_files(built):
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    done = subprocess.run(command, cwd=built / "build", check=False)
    assert done.returncode == 0
    listed = {line.split("  ", 1)[1] for line in (built / "build/SHA256SUMS").read_text().splitlines()}
    assert {f"build/{name}" for name in listed} | {"build/SHA256SUMS"} == set(sums(built))


@pytest.mark.slow
def test_the_manifest_tells_of_each_product_what_it_is_and_which_facts_it_states(built):
    manifest = json.loads((built / "build/manifest.json").read_text())
    products = {each["path"]: each for each in manifest["artifacts"]}
    handout = products["en/jmml-handout-letter.pdf"]
    assert set(handout) == {"path", "sha256", "bytes", "media_type", "language", "channel", "format", "imprint",
                            "pages", "facts"}
    assert handout["media_type"] == "application/pdf"
    assert handout["bytes"] == (built / "build/en/jmml-handout-letter.pdf").stat().st_size
    assert products["en/jmml-brochure-letter-press.pdf"]["pages"] == 2
    assert products["en/jmml-handout.txt"]["pages"] is None
    assert len(handout["facts"]) == 41
    assert all(fact["sources"] for fact in handout["facts"])


@pytest.mark.slow
def test_a_build_with_nothing_to_do_says_so_and_imports_no_engine(built):
    before = {path: path.stat().st_mtime_ns for path in (built / "build").rglob("*")}
    probe = ("import sys; from pipeline.cli import program\n"
             f"program.main(['--root', {str(built)!r}, 'build'], standalone_mode=False)\n"
             "print(sorted({name.partition('.')[0] for name in sys.modules} & set(sys.argv[1:])))")
    engines = ("weasyprint", "ebooklib", "lxml", "pydantic", "yaml", "pikepdf", "pypdfium2", "fontTools", "PIL")
    done = subprocess.run([sys.executable, "-c", probe, *engines], cwd=ROOT, capture_output=True, text=True, check=True)
    count = len(json.loads((built / "build" / "manifest.json").read_text(encoding="utf-8"))["artifacts"])
    notes = rf"; \d+ notes? in {file_index.REPORT}"  # how many, test_no_change counts
    assert re.fullmatch(rf"nothing to do: {count} files up to date(?:{notes})?\n", done.stderr)
    assert done.stdout == "[]\n"
    assert before == {path: path.stat().st_mtime_ns for path in (built / "build").rglob("*")}


def test_one_word_changes_only_the_products_that_state_it(minimal, edit):
    assert pipeline(minimal, "build").code == 0
    edit(minimal / "source/en/topics/waiting.md", "If something worries you", "If anything worries you")
    assert pipeline(minimal, "build").out == "build/en/handout.txt\n"
    edit(minimal / "source/en/topics/waiting.md", "It takes 1 to 2 months", "Now it takes 1 to 2 months")
    assert pipeline(minimal, "build").out == "build/en/handout.txt\nbuild/en/leaflet-waiting.txt\n"


def test_a_comment_in_the_source_rebuilds_nothing(minimal):
    assert pipeline(minimal, "build").code == 0
    with (minimal / "source/facts.yaml").open("a", encoding="utf-8") as file:
        file.write("# nothing has changed\n")
    assert pipeline(minimal, "build").last == "nothing to do: 3 files up to date"


def test_a_new_source_of_a_fact_reaches_the_manifest(minimal):
    assert pipeline(minimal, "build").code == 0
    facts = minimal / "source/facts.yaml"
    before, found, after = facts.read_text(encoding="utf-8").partition("  - id: remission")
    entry = after.replace("    sources:\n", "    sources:\n      - {ref: wintering-2021}\n", 1)
    facts.write_text(before + found + entry, encoding="utf-8")
    assert pipeline(minimal, "build").code == 0
    manifest = json.loads((minimal / "build/manifest.json").read_text(encoding="utf-8"))
    told = {product["path"]: fact["sources"] for product in manifest["artifacts"] for fact in product["facts"]
            if fact["id"] == "remission"}
    assert set(told) == {"en/handout.txt", "en/leaflet-transplant.txt"}
    assert all("wintering-2021" in sources for sources in told.values())


def test_a_damaged_product_is_made_again(minimal):
    assert pipeline(minimal, "build").code == 0
    product = minimal / "build/en/handout.txt"
    good = product.read_bytes()
    product.write_bytes(good[:-1])
    ran = pipeline(minimal, "build")
    assert ran.out == "build/en/handout.txt\n"
    assert product.read_bytes() == good


def test_a_damaged_record_costs_a_build_and_nothing_more(minimal):
    assert pipeline(minimal, "build").code == 0
    before = sums(minimal)
    (minimal / "build/.cache/record.json").write_text("{", encoding="utf-8")
    assert pipeline(minimal, "build").code == 0
    assert sums(minimal) == before


def test_a_product_whose_channel_is_gone_is_removed(minimal):
    assert pipeline(minimal, "build").code == 0
    (minimal / "source/channels/leaflet.yaml").unlink()
    assert pipeline(minimal, "build").code == 0
    assert not list((minimal / "build/en").glob("leaflet*"))
    assert "leaflet" not in (minimal / "build/manifest.json").read_text()


def test_an_error_in_the_source_leaves_the_last_good_products_and_ends_with_1(minimal, edit):
    assert pipeline(minimal, "build").code == 0
    before = sums(minimal)
    edit(minimal / "source/facts.yaml", "id: only-cure", "id: only-cure-2")
    ran = pipeline(minimal, "build")
    assert ran.code == 1
    assert "[unknown-fact]" in ran.err
    assert sums(minimal) == before


def test_an_interrupted_write_leaves_no_part_in_place(tmp_path, monkeypatch):
    from pipeline.tools.keeping import whole_file

    target = tmp_path / "product.txt"
    target.write_bytes(b"whole")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        whole_file.write(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["product.txt"]
    assert target.read_bytes() == b"whole"


@pytest.mark.slow
def test_an_interrupted_build_leaves_whole_files_that_are_told_truly(project):
    build = subprocess.Popen([sys.executable, "-m", "pipeline", "--beat", "0", "--root", project, "build"], cwd=ROOT,
                             start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not any((project / "build").glob("en/*.pdf")):
        assert build.poll() is None
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGINT)
    ran = end(build)
    assert ran.code == 130
    assert "Traceback" not in ran.err
    assert not list((project / "build").rglob("*.part"))
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=project / "build", check=False).returncode == 0


def test_the_order_of_files_changes_nothing(project, monkeypatch):
    from pipeline.stages import load

    real = Path.rglob
    forward = load.read_tree(project)
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: reversed(list(real(self, pattern))))
    assert load.read_tree(project) == forward
