"""What is kept to save time may be damaged in any way: the products are right, and one note says so once."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import run, run_imprints
from pipeline.run import Outcome, Wish
from pipeline.tools.keeping import kept
from tests import clinic_lists
from tests.clinic_lists import clinic
from tests.conftest import MINIMAL

WISH = Wish(workers=1)


def quiet(*_: object) -> None:
    """Tell nothing."""


def build(root: Path) -> Outcome:
    return run.build(root, WISH, quiet)


def check(root: Path) -> Outcome:
    return run.check(root, WISH, quiet)


def imprint(root: Path) -> Outcome:
    """Hand out anew: what there is of a clinic's products stands where it was made."""
    shutil.rmtree(root / "out", ignore_errors=True)
    return run_imprints.imprint(root, run_imprints.Order(root / "list/clinics.csv", str(root / "out"), WISH), quiet)


#: What is kept, and the command that reads it.
KINDS: dict[str, Callable[[Path], Outcome]] = {
    "record.json": build, "markdown-*.json": build, "references-*.json": build, "verdicts/*.json": check,
    "clinics/*.base": imprint}


def truncate(files: list[Path]) -> None:
    files[0].write_bytes(files[0].read_bytes()[:-9])


def empty(files: list[Path]) -> None:
    files[0].write_bytes(b"")


def flip(files: list[Path]) -> None:
    content = bytearray(files[0].read_bytes())
    content[len(content) * 2 // 3] ^= 4
    files[0].write_bytes(content)


def swap(files: list[Path]) -> None:
    """Exchange two files, or put another in place of one."""
    other = files[1] if len(files) > 1 else next(each for each in files[0].parent.glob("*.json") if each != files[0])
    content = other.read_bytes()
    if len(files) > 1:
        other.write_bytes(files[0].read_bytes())
    files[0].write_bytes(content)


def unseal(files: list[Path]) -> None:
    """Leave the file as a version did that knew no digest."""
    files[0].write_bytes(files[0].read_bytes()[65:])


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = shutil.copytree(MINIMAL, tmp_path_factory.mktemp("kept") / "project")
    clinic_lists.write(root / "list", [clinic(1) | {"products": ""}])
    for command in (build, check, imprint):
        assert command(root).findings == ()
    return root


def products(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for folder in ("build", "out")
            for path in sorted((root / folder).rglob("*"))
            if path.is_file() and not {".cache", "report"} & {*path.parts}}


@pytest.mark.parametrize("damage", [truncate, empty, flip, swap, unseal])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_damaged_is_made_again_and_told_in_one_note(
    kind: str, damage: Callable[[list[Path]], None], finished: Path, tmp_path: Path
) -> None:
    root = finished.rename(tmp_path / "project")  # a folder that is called otherwise is no damage
    try:
        before, files = products(root), sorted((root / "build/.cache").glob(kind))
        damage(files)
        told = KINDS[kind](root).findings
        assert [(each.check, each.severity, each.place.path.startswith("build/.cache/")) for each in told] == [
            ("kept-file-damaged", "note", True)]
        assert products(root) == before
        assert KINDS[kind](root).findings == ()
    finally:
        root.rename(finished)


@pytest.mark.parametrize("data", [None, [], {"made": 1}, {"findings": [{}]}, "words", [[1]]])
@pytest.mark.parametrize("kind", ["record.json", "verdicts/*.json"])
def test_data_of_another_form_is_made_again(kind: str, data: object, finished: Path) -> None:
    before, file = products(finished), min((finished / "build/.cache").glob(kind))
    kept.write_data(file, data)
    told = [each.check for each in KINDS[kind](finished).findings]
    assert told == ([] if (kind, data) == ("verdicts/*.json", []) else ["kept-file-damaged"])
    assert products(finished) == before
    assert KINDS[kind](finished).findings == ()


def test_nothing_that_is_kept_is_a_pickle(finished: Path) -> None:
    for file in (finished / "build/.cache").rglob("*"):
        if file.is_file() and file.suffix in (".json", ".base"):
            content = kept.opened(file.name, file.read_bytes())
            assert content is not None
            match content[:1]:
                case b"=":  # a product that is the same for all
                    content.decode()
                case b"+":
                    json.loads(content.partition(b"\n")[2])
                case b"*":
                    json.loads(content[1:])
                case _:
                    json.loads(content)
    assert {file.suffix for file in (finished / "build/.cache").rglob("*") if file.is_file()} == {
        ".json", ".base", ".lock", ""}


def test_a_folder_in_place_of_a_kept_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert kept.read(tmp_path / "a.json", json.loads) is None
    assert len(kept.told()) == 1
    assert kept.told() == []
