"""`recall` names the clinics that hold a version, from what handing out left in their folders."""

import json
from pathlib import Path

import pytest

from tests.conftest import Ran, pipeline

LIST = "id,name,phones\nvalley,Valley Clinic,Nights: +1 617 555 0100\nhill,Hill Clinic,\n"


@pytest.fixture
def handed_out(minimal: Path) -> Path:
    (minimal / "clinics.csv").write_text(LIST, encoding="utf-8")
    ran = pipeline(minimal, "imprint", "--from", str(minimal / "clinics.csv"), "--out", str(minimal / "handed-out"))
    assert ran.code == 0, ran.err
    return minimal / "handed-out"


def recall(out: Path, *arguments: str) -> Ran:
    return pipeline(out.parent, "recall", *arguments, "--out", str(out))


def test_each_clinic_that_holds_the_version_is_named_with_its_phone_and_its_files(handed_out):
    ran = recall(handed_out, "1.0.0")
    assert "valley: Valley Clinic, Nights: +1 617 555 0100\n    valley/en/handout.txt" in ran.out
    assert "hill: Hill Clinic\n" in ran.out
    assert ran.err.endswith("2 to call\n")


def test_a_clinic_that_holds_another_version_is_not_called(handed_out):
    manifest = handed_out / "hill" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "version": "0.0.9"}))
    found = json.loads(recall(handed_out, "0.0.9", "--format", "json").out)
    assert [(each["folder"], each["fault"]) for each in found] == [("hill", "")]
    assert json.loads(recall(handed_out, "7.0.0", "--format", "json").out) == []


@pytest.mark.parametrize("damaged", ["", "[]", '{"version": "1.0.0"}', "\x00"])
def test_a_clinic_of_which_nobody_can_tell_is_called_in_any_case(handed_out, damaged):
    (handed_out / "hill" / "manifest.json").write_text(damaged)
    ran = recall(handed_out, "7.0.0")
    assert ran.out.startswith("hill: ")
    assert "ask this clinic" in ran.out
    assert "valley" not in ran.out


def test_a_folder_without_clinics_is_told(minimal):
    ran = recall(minimal / "source", "1.0.0")
    assert (ran.code, "holds no products of clinics" in ran.err) == (2, True)
