"""No PDF and no EPUB, however mangled, gives preflight anything but findings."""

import random
from functools import partial
from pathlib import Path

import pytest

from pipeline import checks, run
from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding
from pipeline.model.press_terms import USUAL_TERMS
from pipeline.stages.preflight import media_type_of, preflight
from tests.fuzzing.files import mangled
from tests.fuzzing.trial import FEW, Ending, tallied, tried
from tests.laws.test_constructs import constructs
from tests.laws.test_preflight_laws import PACKED, SMALL
from tests.press_files import press_pdf

#: EPUBCheck takes as long as ten other files, Ace as long as sixty: one book of so many is shown to each.
BOOKS_PER_EPUBCHECK, BOOKS_PER_ACE = 2, 25


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[bytes], list[bytes]]:
    """Return PDFs and EPUBs that nothing is wrong with, small ones and those of the miniature."""
    root = constructs(tmp_path_factory.mktemp("files") / "project")
    assert not run.build(root, run.Wish(("*.pdf", "*.epub")), lambda *_: None).findings
    pdfs, books = ([path.read_bytes() for path in sorted((root / "build" / "en").glob(each))] for each in (
        "*.pdf", "*.epub"))
    return [SMALL, SMALL, PACKED, press_pdf(), *pdfs], books


def examined(path: Path, number: int) -> tuple[list[Finding], tuple[str, ...]]:
    """Do what `preflight` does; of a book that is not shown to EPUBCheck, or to Ace, all that is asked but that."""
    content = path.read_bytes()
    if media_type_of(content) != media_type.EPUB or number % BOOKS_PER_ACE == BOOKS_PER_ACE - 1:
        return preflight(path, USUAL_TERMS), ()
    file = Artifact(path, str(path), media_type.EPUB, content, held_against=USUAL_TERMS)
    asked = [each for each in checks.checks_of("artifact") if each.rule == "epubcheck"]
    return checks.examine("artifact", file) + (
        checks.ask(*asked, file) if number % BOOKS_PER_EPUBCHECK == 0 else []), ()


def trial(seed: int, whole: tuple[list[bytes], list[bytes]], folder: Path) -> tuple[list[str], Ending]:
    """Return how a file was wounded, and what came of it."""
    die = random.Random(seed)
    content, how = mangled(die, die.choice(whole[seed % 2]))
    path = folder / "foreign"
    path.write_bytes(content)
    (folder / "tmp").mkdir()
    return [("a PDF", "an EPUB")[seed % 2], *how], tried(partial(examined, path, seed // 2), folder / "tmp")


@pytest.mark.slow
def test_a_mangled_file_of_another_program_gives_findings(
    whole: tuple[list[bytes], list[bytes]], tmp_path: Path, request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tally = tallied(request, capsys, "files", tmp_path, lambda seed, folder: trial(seed, whole, folder))
    assert tally.faults == [], "\n\n".join(tally.faults)
    assert tally.counts["refused"] or tally.counts.total() < FEW
