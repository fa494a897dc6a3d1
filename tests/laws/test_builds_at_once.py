"""What holds when two commands work in one folder, when one dies, and when something changes under it."""

import fcntl
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import run
from pipeline.tools.keeping import build_record, digest
from tests import clinic_lists
from tests.clinic_lists import clinic
from tests.conftest import end, pipeline, start
from tests.laws.test_build_laws import sums

WAITS = "another command is at work in this folder; this one waits for it\n"


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock as another process would."""
    lock.parent.mkdir(parents=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def listed(root: Path) -> set[str]:
    manifest = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))
    return {each["path"] for each in manifest["artifacts"]}


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS"])
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("damaged", encoding="utf-8")],
                         ids=["removed", "damaged"])
def test_a_lost_or_damaged_list_of_products_is_made_again(minimal, name, damage):
    assert pipeline(minimal, "build").code == 0
    assert build_record.nothing_to_do(minimal) == "nothing to do: 3 files up to date"
    before = sums(minimal)
    damage(minimal / "build" / name)
    assert pipeline(minimal, "build").code == 0
    assert sums(minimal) == before
    assert build_record.nothing_to_do(minimal)


def test_another_liblouis_is_looked_at_once_and_then_a_build_has_nothing_to_do_again(minimal, tmp_path):
    (minimal / "source/channels/braille.yaml").write_text(
        "{id: braille, name: Braille, format: braille, output: '{language}/handout.brf', depth: full,\n"
        " parts: [topics], braille: {tables: {en: en-ueb-g2.ctb}}}\n", encoding="utf-8")
    maps = subprocess.run([sys.executable, "-c", "import ctypes; ctypes.CDLL('liblouis.so.20');"
                           "print(open('/proc/self/maps').read())"], capture_output=True, text=True, check=True).stdout
    installed = next(line.split()[-1] for line in maps.splitlines() if "liblouis" in line)
    library = Path(shutil.copy(installed, tmp_path / "liblouis.so.20"))
    ran = pipeline(minimal, "build", LD_LIBRARY_PATH=str(tmp_path))
    assert (ran.code, ran.last) == (0, "4 files built, 0 up to date")
    assert build_record.nothing_to_do(minimal)

    with library.open("ab") as file:
        file.write(b"\0")
    assert build_record.nothing_to_do(minimal) is None
    ran = pipeline(minimal, "build", LD_LIBRARY_PATH=str(tmp_path))
    assert (ran.code, ran.last) == (0, "nothing to do: 4 files up to date")
    assert build_record.nothing_to_do(minimal)
    library.unlink()
    assert build_record.nothing_to_do(minimal) is None


def test_two_builds_at_once_know_of_each_others_products(minimal):
    both = [start(minimal, "build", "--only", name) for name in ("handout", "leaflet")]
    assert [end(each).code for each in both] == [0, 0]
    assert listed(minimal) == {"en/handout.txt", "en/leaflet-transplant.txt", "en/leaflet-waiting.txt"}
    (minimal / "source/channels/handout.yaml").unlink()
    (minimal / "source/channels/leaflet.yaml").write_text(
        (minimal / "source/channels/leaflet.yaml").read_text(encoding="utf-8").replace("leaflet-", "sheet-"),
        encoding="utf-8")
    assert pipeline(minimal, "build").code == 0
    assert {path.name for path in (minimal / "build").rglob("*.txt")} == {"sheet-transplant.txt", "sheet-waiting.txt"}


def test_a_second_build_says_that_it_waits_and_then_goes_on(minimal):
    with held(minimal / "build/.cache/build.lock"):
        second = start(minimal, "build")
        assert second.stderr
        assert second.stderr.readline() == WAITS
        assert second.poll() is None
        assert not (minimal / "build/en").exists()
    ran = end(second)
    assert (ran.code, ran.err) == (0, "3 files built, 0 up to date\n")


@pytest.mark.parametrize("second", [(), ("--only", "leaflet")])
def test_what_a_killed_build_left_goes_with_its_channel(minimal, second):
    def die(*_: object) -> None:
        raise SystemError

    with pytest.raises(SystemError):
        run.build(minimal, run.Wish(("handout",), (), 1), die)
    assert (minimal / "build/en/handout.txt").exists()
    (minimal / "source/channels/handout.yaml").unlink()
    assert pipeline(minimal, "build", *second).code == 0
    assert {path.name for path in (minimal / "build/en").iterdir()} == {"leaflet-transplant.txt", "leaflet-waiting.txt"}


def test_what_a_killed_build_left_of_a_channel_that_is_there_is_made_again(minimal):
    def die(*_: object) -> None:
        raise SystemError

    with pytest.raises(SystemError):
        run.build(minimal, run.Wish((), (), 1), die)
    assert pipeline(minimal, "build").last == "3 files built, 0 up to date"
    assert {path.name for path in (minimal / "build/en").iterdir()} == {
        "handout.txt", "leaflet-transplant.txt", "leaflet-waiting.txt"}
    assert build_record.nothing_to_do(minimal)


def test_what_a_killed_build_replaced_is_not_listed_as_it_was(minimal, edit):
    def die(*_: object) -> None:
        raise SystemError

    assert pipeline(minimal, "build").code == 0
    edit(minimal / "source/en/topics/waiting.md", "If something worries you", "When something worries you")
    with pytest.raises(SystemError):
        run.build(minimal, run.Wish(("handout",), (), 1), die)
    assert pipeline(minimal, "build", "--only", "leaflet").code == 0
    assert listed(minimal) == {"en/leaflet-transplant.txt", "en/leaflet-waiting.txt"}
    assert not (minimal / "build/en/handout.txt").exists()
    assert pipeline(minimal, "build").last == "1 file built, 2 up to date"


def test_a_source_that_breaks_during_a_build_does_not_reach_it(minimal, edit):
    topic = minimal / "source/en/topics/waiting.md"
    edit(topic, "only a transplant", "☃ only a transplant")

    def save_half(*_: object) -> None:
        (minimal / "source/publication.yaml").write_text("id: [", encoding="utf-8")
        topic.write_text("", encoding="utf-8")

    outcome = run.build(minimal, run.Wish((), (), 1), save_half)
    assert {str(each.place) for each in outcome.findings if "SNOWMAN" in each.message} == {
        "source/en/topics/waiting.md:5:51"}


@pytest.mark.slow
def test_two_runs_for_clinics_on_a_cold_cache_both_end_well(project, tmp_path):
    rows = [clinic(number) | {"products": ""} for number in range(1, 61)]
    clinics = clinic_lists.write(tmp_path / "list", rows)
    with held(project / "build/.cache/clinics.lock"):  # both wait, and begin at the same moment
        both = [start(project, "imprint", "--from", str(clinics), "--out", str(tmp_path / name),
                      "--only", "*topic-letter", "--only", "*text") for name in ("a", "b")]
        assert [each.stderr.readline() for each in both if each.stderr] == [WAITS, WAITS]
    for ran in map(end, both):
        assert (ran.code, ran.err) == (0, "60 clinics made, 0 up to date\n")
    assert digest.of_tree(tmp_path / "a", ("",)) == digest.of_tree(tmp_path / "b", ("",))


def test_a_second_run_for_clinics_waits_while_another_makes_what_they_are_made_from(minimal, tmp_path):
    clinics = clinic_lists.write(tmp_path / "list", [clinic(1) | {"products": ""}])
    with held(minimal / "build/.cache/clinics.lock"):
        second = start(minimal, "imprint", "--from", str(clinics), "--out", str(tmp_path / "out"))
        assert second.stderr
        assert second.stderr.readline() == WAITS
        assert not (minimal / "build/.cache/clinics").exists()
    assert end(second).code == 0


@pytest.mark.slow
def test_a_renamed_project_makes_more_clinics_from_what_it_kept(project, tmp_path):
    only = ("--only", "*web*", "--only", "*docx*", "--only", "*braille", "--only", "*sms*")
    first = clinic_lists.write(tmp_path / "list", [clinic(1) | {"products": ""}])
    assert pipeline(project, "imprint", "--from", str(first), "--out", str(tmp_path / "out"), *only).code == 0
    renamed = project.rename(tmp_path / "renamed")
    both = clinic_lists.write(tmp_path / "list", [clinic(number) | {"products": ""} for number in (1, 2)])
    ran = pipeline(renamed, "imprint", "--from", str(both), "--out", str(tmp_path / "out"), *only)
    assert (ran.code, ran.last) == (0, "1 clinic made, 1 up to date")
