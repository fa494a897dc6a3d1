"""No source, however mangled, gives anything but findings or products, and nothing is written but products."""

import random
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from pipeline import run, sound
from pipeline.model.finding import Finding
from pipeline.tools.keeping import clock
from tests.fuzzing import sources
from tests.fuzzing.trial import FEW, Ending, tallied, tried

#: How a publication is made, and how often it is wounded.
PUBLICATIONS: tuple[tuple[str, Callable[[Path], Path], int], ...] = (
    ("real", sources.real, 9), ("miniature", sources.miniature, 9),
    ("pages", partial(sources.miniature, with_pages=True), 1))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of publications that were built once, so that most of their words have been read."""
    folder = tmp_path_factory.mktemp("templates")
    for name, make, _ in PUBLICATIONS:
        built = run.build(make(folder / name), run.Wish(workers=1), lambda *_: None)
        assert (bool(built.built), built.findings) == (True, ())
        for product in (folder / name / "build").iterdir():
            if product.name != ".cache":
                shutil.rmtree(product) if product.is_dir() else product.unlink()
    return folder


def built(root: Path) -> tuple[Iterable[Finding], Iterable[str]]:
    """Do what `build` does, and read the source as `check` does."""
    outcome = run.build(root, run.Wish(workers=1), lambda *_: None)
    due = sound.read_source(root, clock.today(), spares_others=True)[1] if outcome.built else []
    return [*outcome.findings, *due], outcome.built


def trial(seed: int, templates: Path, folder: Path) -> tuple[list[str], Ending]:
    """Return how a publication was wounded, and what came of it."""
    die = random.Random(seed)
    name = die.choices([each[0] for each in PUBLICATIONS], [each[2] for each in PUBLICATIONS])[0]
    root = shutil.copytree(templates / name, folder / "project")
    how = [name, *sources.mangle(root, die)]
    (folder / "tmp").mkdir()
    return how, tried(partial(built, root), folder / "tmp", root / "build")


@pytest.mark.slow
def test_a_mangled_source_gives_findings_or_products(
    templates: Path, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = tallied(request, capsys, "sources", tmp_path, lambda seed, folder: trial(seed, templates, folder))
    assert tally.faults == [], "\n\n".join(tally.faults)
    assert tally.counts["refused"] or tally.counts.total() < FEW
    assert tally.counts["sound"] + tally.counts["made in part"] or tally.counts.total() < FEW
