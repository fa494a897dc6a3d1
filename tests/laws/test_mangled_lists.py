"""No list of clinics, however mangled, gives anything but findings and products that say whose they are."""

import html
import random
import re
import shutil
from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest

from pipeline import run, run_imprints
from pipeline.model.clinic_list import Known
from pipeline.model.finding import Finding
from pipeline.stages import clinics
from tests import clinic_lists
from tests.conftest import MINIMAL, ROOT
from tests.fuzzing.lists import ROWS, mangled
from tests.fuzzing.trial import FEW, Ending, tallied, tried

#: Laid over the minimal publication: what is written anew for each clinic, and what escapes names in its own way.
CHANNELS = ("web", "portal", "markdown")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature publication, what its clinics' products are made from prepared."""
    root = shutil.copytree(MINIMAL, tmp_path_factory.mktemp("lists") / "project")
    for name in CHANNELS:
        shutil.copy(ROOT / f"tests/publications/constructs/source/channels/{name}.yaml", root / "source" / "channels")
    shutil.copytree(ROOT / "styles", root / "styles", dirs_exist_ok=True)
    path = clinic_lists.write(root.parent / "list", [clinic_lists.clinic(1) | {"products": ""}])
    findings, made = handed_out(root, path, root.parent / "out")
    assert (findings, made) == ([], ["clinic-00001"])
    assert not wrong(root.parent / "out", {"clinic-00001": "Clinic 1, “Children’s”"})
    return root


def handed_out(root: Path, path: Path, out: Path) -> tuple[list[Finding], list[str]]:
    """Do what `imprint --from` does, with one process beside this one."""
    order = run_imprints.Order(path, str(out), run.Wish(workers=1))
    outcome = run_imprints.imprint(root, order, lambda *_: None)
    return list(outcome.findings), list(outcome.built)


def named(path: Path) -> dict[str, str]:
    """Return the name of each clinic of a list by its id, as the list is read."""
    found = clinics.read(path, Known((), ()), lambda _: "")
    return {found.id(row): found.said(row, "name") for row in found.formed()} if found.is_trusted else {}


def wrong(out: Path, names: dict[str, str]) -> list[str]:
    """Return the products that do not hold the name of their clinic, and those that no clinic has."""
    return [path.relative_to(out).as_posix() for path in out.glob("*/*/*.*")
            if not path.stem.startswith("leaflet") and not shows(path, names.get(path.parts[-3], "nobody at all"))]


def shows(path: Path, name: str) -> bool:
    """Tell whether a product says a name, however its format writes signs and breaks lines."""
    text = path.read_text("utf-8")
    said = html.unescape(re.sub(r"<[^>]*>", "", text)) if path.suffix == ".html" else (
        re.sub(r"\\([^\w\s])", r"\1", text) if path.suffix == ".md" else text)
    return folded(name, path) in folded(said, path)


def folded(text: str, path: Path) -> str:
    """Return a text without spaces; of a portal's, whose signs and figures are plain, letters and figures alone."""
    if "portal" in path.name:
        return "".join(filter(str.isalnum, normalize("NFKC", text)))
    return "".join(each for each in text if each.isprintable() and not each.isspace())


def trial(seed: int, project: Path, folder: Path) -> tuple[list[str], Ending]:
    """Return how a list was wounded, and what came of it."""
    content, how, touched = mangled(random.Random(seed))
    path, out = clinic_lists.write(folder / "list", []), folder / "out"
    path.write_bytes(content)
    (folder / "tmp").mkdir()
    ending = tried(partial(handed_out, project, path, out), folder / "tmp", out, project / "build")
    if ending.fault:
        return how, ending
    if nameless := wrong(out, named(path)):
        return how, Ending(fault=f"without the clinic's name: {nameless}")
    due = {f"clinic-{number + 1:05}" for number in range(ROWS) if touched is not None and number not in touched}
    if lost := due - set(ending.made):
        return how, Ending(fault=f"{sorted(lost)} lost by the faults of others: {ending.findings}")
    return how, ending


@pytest.mark.slow
def test_a_mangled_list_gives_findings_and_products_that_say_whose_they_are(
    project: Path, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = tallied(request, capsys, "lists", tmp_path, lambda seed, folder: trial(seed, project, folder))
    assert tally.faults == [], "\n\n".join(tally.faults)
    assert all(tally.counts[each] for each in ("refused", "sound", "made in part")) or tally.counts.total() < FEW
