"""What holds for every list of clinics: good rows are made, bad ones told, nothing twice, always the same bytes."""

import csv
import hashlib
import json
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests import clinic_lists
from tests.clinic_lists import clinic
from tests.conftest import MINIMAL, Ran, end, pipeline, start
from tests.dask_cluster import cluster

pytestmark = pytest.mark.slow


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a miniature publication, which makes three texts a clinic."""
    shutil.copytree(MINIMAL, tmp_path / "project")
    return tmp_path / "project"


def wants_all(number: int) -> dict[str, str]:
    return clinic(number) | {"products": ""}


def imprint(root: Path, clinics: Path, out: Path, *more: str, **environment: str) -> Ran:
    return pipeline(root, "imprint", "--from", str(clinics), "--out", str(out), *more, **environment)


def content(out: Path) -> dict[str, str]:
    """Return the digest of every file by path."""
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in out.rglob("*") if path.is_file()}


def made_at(out: Path, names: set[str]) -> dict[str, tuple[int, int]]:
    """Return which file on the disk each product of some clinics is: a file made again is another one."""
    return {path.relative_to(out).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for name in names for path in (out / name).rglob("*") if path.is_file()}


def test_of_a_thousand_rows_with_fifty_faults_all_others_are_made(small, tmp_path):
    clinics, expected = clinic_lists.planted(1000)
    for each in clinics:
        each["products"] = "leaflet" if each["products"] == "*text" else each["products"]
    ran = imprint(small, clinic_lists.write(tmp_path / "list", clinics), tmp_path / "out")

    assert ran.code == 1
    assert ran.last == "950 clinics made, 0 up to date; 50 errors"
    told = re.findall(r": error: row (\d+), column (\w+): .*\[([\w-]+)\]$", ran.err, re.MULTILINE)
    assert {int(row): (column, rule) for row, column, rule in told} == expected
    good = {each["id"] for number, each in enumerate(clinics, 2) if number not in expected}
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_dir()} == good
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["clinics"]
    assert {each["id"] for each in listed} == good


def test_one_process_and_two_and_another_time_zone_and_order_give_the_same_bytes(small, tmp_path):
    clinics = [wants_all(number) for number in range(1, 61)]
    here = clinic_lists.write(tmp_path / "list", clinics)
    there = clinic_lists.write(tmp_path / "other" / "list", clinics)
    assert imprint(small, here, tmp_path / "one", "-j", "1").code == 0
    assert imprint(small, there, tmp_path / "two", "-j", "2", TZ="Pacific/Kiritimati", PYTHONHASHSEED="7").code == 0

    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert len(content(tmp_path / "one")) == 60 * 5 + 1
    for name in ("clinic-00001", "clinic-00060"):
        sums = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
                              cwd=tmp_path / "one" / name, check=False)
        assert sums.returncode == 0


def test_a_run_that_was_killed_goes_on_where_it_was_and_makes_nothing_twice(small, tmp_path):
    clinics = clinic_lists.write(tmp_path / "list", [wants_all(number) for number in range(1, 601)])
    whole, out = tmp_path / "whole", tmp_path / "out"
    process = start(small, "imprint", "--from", str(clinics), "--out", str(out))
    while process.poll() is None and len(list(out.glob("*/manifest.json"))) < 60:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    end(process)  # ends when nobody holds the pipe any more: the workers have ended, too
    assert not (out / "manifest.json").exists(), "the run was over before it was killed"
    done = {path.parent.name for path in out.glob("*/manifest.json")}
    before = made_at(out, done)

    resumed = imprint(small, clinics, out)
    assert resumed.code == 0
    assert set(resumed.out.split()) == {str(out / f"clinic-{number:05}") for number in range(1, 601)} - {
        str(out / name) for name in done}
    assert made_at(out, done) == before
    assert imprint(small, clinics, whole).code == 0
    assert content(out) == content(whole)


def test_a_cluster_that_loses_a_worker_loses_nothing_makes_nothing_twice_and_gives_the_same_bytes(small, tmp_path):
    clinics = clinic_lists.write(tmp_path / "list", [wants_all(number) for number in range(1, 601)])
    out, local = tmp_path / "out", tmp_path / "local"
    with cluster(tmp_path) as (address, workers):
        process = start(small, "imprint", "--from", str(clinics), "--out", str(out), "--scheduler", address)
        while process.poll() is None and len(list(out.glob("*/manifest.json"))) < 60:
            time.sleep(0.01)
        done = {path.parent.name for path in out.glob("*/manifest.json")}
        before = made_at(out, done)
        workers[0].send_signal(signal.SIGKILL)
        assert not (out / "manifest.json").exists(), "the run was over before a worker was killed"
        ran = end(process)
    assert ran.code == 0, ran.err
    # what the lost worker had finished of its last piece is found there, not made again
    made, unchanged = map(int, re.findall(r"\d+", ran.last))
    assert len(set(ran.out.split())) == made == 600 - unchanged
    assert made_at(out, done) == before
    assert imprint(small, clinics, local).code == 0
    shutil.rmtree(out / ".bases")
    assert content(out) == content(local)


def test_only_what_has_changed_or_was_damaged_is_made_again(small, tmp_path):
    rows, out = [wants_all(number) for number in range(1, 31)], tmp_path / "out"
    assert imprint(small, clinic_lists.write(tmp_path / "list", rows), out).code == 0
    right = content(out)
    (out / "clinic-00002/en/handout.txt").write_text("damaged", encoding="utf-8")
    (out / "clinic-00003/SHA256SUMS").unlink()
    (out / "clinic-00004/manifest.json").write_text('{"artifacts": [{"path": "../x"}]}', encoding="utf-8")
    (out / "clinic-00005/en/.handout.txt.1.part").write_text("half", encoding="utf-8")
    (out / "clinic-00005/en/handout.txt").unlink()

    ran = imprint(small, tmp_path / "list/clinics.csv", out)
    assert [Path(line).name for line in ran.out.split()] == ["clinic-00002", "clinic-00004", "clinic-00005"]
    assert content(out) == right

    rows[6] |= {"phones": "+1 617 555 0177"}
    ran = imprint(small, clinic_lists.write(tmp_path / "list", rows), out)
    assert [Path(line).name for line in ran.out.split()] == ["clinic-00007"]
    changed = {path for path, digest in content(out).items() if right[path] != digest}
    assert changed == {f"clinic-00007/{name}" for name in ("en/handout.txt", "manifest.json", "SHA256SUMS")} | {
        "manifest.json"}
    assert imprint(small, tmp_path / "list/clinics.csv", out).last == "0 clinics made, 30 up to date"


def test_a_clinic_that_left_the_list_is_told_and_removed_only_when_asked(small, tmp_path):
    rows, out = [wants_all(number) for number in range(1, 4)], tmp_path / "out"
    imprint(small, clinic_lists.write(tmp_path / "list", rows), out)
    (out / "clinic-00002" / "note.txt").write_text("ours", encoding="utf-8")
    (out / "elsewhere").mkdir()
    left = clinic_lists.write(tmp_path / "list", rows[:1])

    told = imprint(small, left, out)
    assert (told.code, told.last) == (0, "0 clinics made, 1 up to date; 2 warnings")
    assert told.err.count("[clinic-not-on-list]") == 2
    assert (out / "clinic-00003").is_dir()

    pruned = imprint(small, left, out, "--prune")
    assert pruned.last == "0 clinics made, 1 up to date"
    assert {path.name for path in out.iterdir()} == {"clinic-00001", "clinic-00002", "elsewhere", "manifest.json"}
    assert [path.name for path in (out / "clinic-00002").iterdir()] == ["note.txt"]


def test_nothing_is_removed_while_a_row_has_a_fault(small, tmp_path):
    rows, out = [wants_all(number) for number in range(1, 4)], tmp_path / "out"
    imprint(small, clinic_lists.write(tmp_path / "list", rows), out)
    rows[1]["id"] = "Clinic 2"
    ran = imprint(small, clinic_lists.write(tmp_path / "list", rows[:2]), out, "--prune")
    assert (ran.code, ran.last) == (1, "0 clinics made, 1 up to date; 1 error")
    assert (out / "clinic-00003").is_dir()


def test_a_product_no_longer_wanted_is_removed_and_one_not_asked_for_stays(small, tmp_path):
    rows, out = [wants_all(1)], tmp_path / "out"
    clinics = clinic_lists.write(tmp_path / "list", rows)
    imprint(small, clinics, out)
    right = content(out)
    assert imprint(small, clinics, out, "--only", "leaflet").last == "0 clinics made, 1 up to date"
    assert content(out) == right
    imprint(small, clinic_lists.write(tmp_path / "list", [rows[0] | {"products": "handout"}]), out)
    assert {path.name for path in (out / "clinic-00001").rglob("*.txt")} == {"handout.txt"}


def test_a_name_too_long_for_its_place_is_told_in_millimetres_and_all_else_is_made(project, tmp_path):
    long_name = "The Very Long Name of a Children’s Hospital That Goes On and On " * 2
    rows = [wants_all(1), wants_all(2) | {"name": long_name}]
    clinics = clinic_lists.write(tmp_path / "list", rows)
    ran = imprint(project, clinics, tmp_path / "out", "--only", "*handout-letter")

    assert ran.code == 1
    assert re.search(r"clinics\.csv:3:14: error: row 3, column name: “The Very .*” is \d+\.\d mm too wide, in "
                     r"en/jmml-handout-letter\.pdf \[imprint-does-not-fit\]", ran.err)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"clinic-00001", "manifest.json"}


def test_a_fault_in_many_products_is_told_once_and_a_full_row_fits_every_sheet(project, tmp_path):
    rows = [wants_all(1), wants_all(2) | {"address": "A|B|C|D|E|F|G|H"}]
    ran = imprint(project, clinic_lists.write(tmp_path / "list", rows), tmp_path / "out", "--only", "*topic-*")

    assert ran.last == "2 clinics made, 0 up to date; 1 error"
    assert not list((tmp_path / "out" / "clinic-00002").rglob("*.pdf"))
    assert re.search(r"row 3, column languages: 14 lines are \d+\.\d mm too high above the logo, in "
                     r"en/topics/[a-z0-9-]+\.pdf and 47 more products \[imprint-does-not-fit\]", ran.err)


def test_two_lines_too_long_in_one_cell_are_two_findings(project, tmp_path):
    lines = [f"The Very Long Name of {name} that no brochure of this width can hold on a line" for name in ("A", "B")]
    rows = [wants_all(1) | {"address": "|".join(lines)}]
    ran = imprint(project, clinic_lists.write(tmp_path / "list", rows), tmp_path / "out", "--only", "*brochure*")

    assert ran.last == "0 clinics made, 0 up to date; 2 errors"
    for line in lines:
        assert re.search(rf"row 2, column address: “{line}” is \d+\.\d mm too wide, in \S+ and 1 more product \[",
                         ran.err)


def test_a_character_without_form_is_told_at_its_field_and_counts_products_once(project, tmp_path):
    rows = [wants_all(1) | {"name": "東京病院"}]
    ran = imprint(project, clinic_lists.write(tmp_path / "list", rows), tmp_path / "out",
                  "--only", "*braille", "--only", "*ascii*", "--only", "*-press")

    assert set(re.findall(r"row 2, column (\w+): ", ran.err)) == {"name"}
    assert re.search(r"has no form in braille, in en/jmml-handout\.brf \[", ran.err)
    assert "has no form in ASCII, in en/jmml-handout-ascii.txt and 12 more products [" in ran.err
    assert "does not show, in en/jmml-booklet-a5-press.pdf and 3 more products [" in ran.err


def test_a_fault_in_one_product_keeps_that_one_from_being_made_and_all_of_them_where_clinics_are_whole(
        project, tmp_path):
    long_name = "The Very Long Name of a Children’s Hospital That Goes On and On " * 2
    out, only = tmp_path / "out", ("--only", "*handout-letter", "--only", "*handout-text")
    clinics = clinic_lists.write(tmp_path / "list", [wants_all(1), wants_all(2)])
    assert imprint(project, clinics, out, *only).last == "2 clinics made, 0 up to date"
    before = content(out)
    clinics = clinic_lists.write(tmp_path / "list", [wants_all(1), wants_all(2) | {"name": long_name}])

    ran = imprint(project, clinics, out, *only, "--whole")
    assert (ran.code, ran.last) == (1, "0 clinics made, 1 up to date; 1 error")
    assert {path: each for path, each in content(out).items() if path != "manifest.json"} == {
        path: each for path, each in before.items() if path != "manifest.json"}

    ran = imprint(project, clinics, out, *only)
    assert (ran.code, ran.last) == (1, "1 clinic made, 1 up to date; 1 error")
    assert "row 3, column name: “The Very" in ran.err
    assert [path.name for path in (out / "clinic-00002" / "en").iterdir()] == ["jmml-handout.txt"]
    kept = json.loads((out / "clinic-00002" / "manifest.json").read_text(encoding="utf-8"))
    assert [each["path"] for each in kept["artifacts"]] == ["en/jmml-handout.txt"]
    assert "en/jmml-handout-letter.pdf" in kept["missing"]


def test_a_hostile_logo_is_told_at_its_line_and_every_other_row_is_made(small, tmp_path):
    logos = {
        "badvb.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"><path d="M0 0L9 9"/></svg>',
        "onload.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">'
                      '<path d="M0 0L9 9"/></svg>',
        "laughs.svg": '<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        "eps.png": "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"}
    rows = [wants_all(1), *(wants_all(number) | {"logo": name, "logo_text": "A sign"}
                            for number, name in enumerate([*logos, "x" * 300 + ".png"], 2))]
    clinics = clinic_lists.write(tmp_path / "list", rows)
    for name, content in logos.items():
        (tmp_path / "list" / name).write_text(content, encoding="utf-8")
    ran = imprint(small, clinics, tmp_path / "out")
    assert (ran.code, ran.last) == (1, "1 clinic made, 0 up to date; 5 errors")
    assert ran.err.count("[unusable-logo]") == 5
    assert f"the logo “{'x' * 88} …” cannot be opened" in ran.err
    assert "“onload.svg” cannot be printed: line 1, onload on <svg> runs a program" in ran.err


@pytest.mark.parametrize("folder", [
    "", "source", "source/en", "styles", "pipeline", "tests/new", ".git", ".venv/x", "build", "build/clinics",
    "handed-out/../source"])
def test_the_projects_own_folders_are_not_filled(small, tmp_path, folder):
    before = set(small.rglob("*"))
    clinics = clinic_lists.write(tmp_path / "list", [wants_all(1)])
    for address in (f"{small}/{folder}", f"file://{small}/{folder}"):
        ran = pipeline(small, "imprint", "--from", str(clinics), "--out", address)
        assert (ran.code, "is a folder of the project itself" in ran.err) == (2, True), address
    assert set(small.rglob("*")) == before


def test_a_folder_beside_those_of_the_project_may_be_filled_and_a_link_to_one_may_not(small, tmp_path):
    clinics = clinic_lists.write(tmp_path / "list", [wants_all(1)])
    (tmp_path / "link").symlink_to(small / "source")
    assert imprint(small, clinics, tmp_path / "link").code == 2
    assert imprint(small, clinics, small / "handed-out").code == 0


def test_a_list_without_clinics_is_a_fault_and_removes_nothing(small, tmp_path):
    out = tmp_path / "out"
    imprint(small, clinic_lists.write(tmp_path / "list", [wants_all(1)]), out)
    before = content(out)
    ran = imprint(small, clinic_lists.write(tmp_path / "list", []), out, "--prune")
    assert (ran.code, ran.last, ran.err.count("[no-clinic]")) == (1, "0 clinics made, 0 up to date; 1 error", 1)
    assert content(out) == before


def test_imprints_of_the_source_are_made_by_the_same_rules(small, tmp_path):
    folder, out = small / "source" / "imprints", tmp_path / "out"
    good = "id: valley\nname: Valley Clinic\nphones:\n- {number: 617-555-0100, hours: by day}\n"
    (folder / "valley.yaml").write_text(good, encoding="utf-8")
    (folder / "hill.yaml").write_text("id: hill\nname: Hill Clinic\nweb: ftp://example.org\n", encoding="utf-8")
    (folder / "nameless.yaml").write_text("id: nameless\nphones: [{number: 617-555-0100}]\n", encoding="utf-8")
    ran = pipeline(small, "imprint", "--out", str(out))

    assert "source/imprints/nameless.yaml:1:1: error: name: the name is empty [clinic-without-name]" in ran.err
    assert "source/imprints/hill.yaml:3:1: error: web: “ftp://example.org” begins with ftp:" in ran.err
    assert (ran.code, ran.last) == (1, "1 clinic made, 0 up to date; 2 errors")
    text = (out / "valley" / "en" / "handout.txt").read_text(encoding="utf-8")
    assert "Valley Clinic" in text
    assert "617-555-0100, by day" in text


def test_the_template_is_the_header_of_a_list(small, tmp_path):
    ran = pipeline(small, "imprint", "--template")
    path = clinic_lists.write(tmp_path / "list", [])
    assert next(csv.reader([ran.out])) == next(csv.reader([path.read_text(encoding="utf-8-sig")]))
