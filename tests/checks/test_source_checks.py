"""Each check of the source catches what its bad files plant, at the very place, and passes its good files.

A case is a folder `tests/checks/<rule>/bad*` or `good*` that is laid over the minimal publication: files under
`source/` and `styles/`, paths to leave out in `removed.txt`, and in a bad one `findings.txt` with a line `place rule`
a finding.
"""

import shutil
from pathlib import Path

import pytest

from pipeline import checks, formats
from pipeline.model.finding import Finding, Severity
from pipeline.model.publication import Source
from pipeline.stages import assemble, compose, load
from tests.conftest import MINIMAL, ROOT

HERE = Path(__file__).parent
RULES = {check.rule: check for subject in ("files", "source", "edition") for check in checks.checks_of(subject)}
BAD = sorted(path for path in HERE.glob("*/bad*") if path.parent.name in RULES)
#: The fault is a module, or what no copy would keep; tests/unit/test_formats.py and test_links.py plant them.
PLANTED_AS_CODE = {"unfit-format", "link-leaves-tree", "no-file"}
GOOD = sorted(path for path in HERE.glob("*/good*") if path.parent.name in RULES)


def lay_over(case: Path, root: Path) -> None:
    """Make a project of the minimal publication and the files of a case."""
    shutil.copytree(MINIMAL, root)
    for name in ("source", "styles"):
        if (case / name).is_dir():
            shutil.copytree(case / name, root / name, dirs_exist_ok=True)
    if case.parent.name != "missing-style-file":
        add_style_files(root)
    removed = case / "removed.txt"
    for path in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (root / path).unlink()


def add_style_files(root: Path) -> None:
    """Add each style file that a format reads and the case does not hold: the fonts, and others that are empty."""
    sheets = {f"css/{sheet}.css" for name in formats.names() for sheet in formats.find(name).CONTRACT.sheets}
    for name in sheets | {"fonts/OFL.txt", "colour/FOGRA39L_coated.icc"}:
        path = root / "styles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    fonts = ROOT / "styles" / "fonts"
    for face in ("Regular", "Bold", "Italic"):
        (root / f"styles/fonts/FiraGO-{face}.ttf").symlink_to(fonts / f"FiraGO-{face}.ttf")
        (root / f"styles/fonts/FiraGO-{face}.woff2").symlink_to(fonts / f"web/JMMLGuideSans-{face}.woff2")


def findings_of(root: Path, cache: Path, *, with_places: bool = True) -> list[Finding]:
    """Return what the checks of files, source and editions find, each floor only if the one below has no error."""
    tree = load.read_tree(root)
    found = checks.examine("files", tree)
    if any(each.severity is Severity.ERROR for each in found):
        return found
    publication = load.build_publication(tree, cache, with_places=with_places)
    found += checks.examine("source", Source(tree, publication))
    if any(each.severity is Severity.ERROR for each in found):
        return found
    for edition in assemble.editions_of(publication):
        found += checks.examine("edition", compose.compose(edition))
    return found


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parsed")


def test_the_minimal_publication_has_no_finding(tmp_path: Path, cache: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path / "project")

    assert findings_of(tmp_path / "project", cache) == []


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_planted_fault_is_found_where_it_stands_and_in_a_reading_without_places(
        case: Path, tmp_path: Path, cache: Path) -> None:
    lay_over(case, tmp_path / "project")
    found = findings_of(tmp_path / "project", cache)

    expected = (case / "findings.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(f"{each.place} {each.check}" for each in found) == sorted(expected)
    assert any(line.endswith(f" {case.parent.name}") for line in expected)
    assert all(each.why and each.fix for each in found)

    without_places = findings_of(tmp_path / "project", cache, with_places=False)
    assert sorted((each.check, each.message) for each in without_places) == sorted(
        (each.check, each.message) for each in found)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_what_only_looks_like_the_fault_passes(case: Path, tmp_path: Path, cache: Path) -> None:
    lay_over(case, tmp_path / "project")

    assert findings_of(tmp_path / "project", cache) == []


@pytest.mark.parametrize("rule", [rule for rule, check in RULES.items() if check.subject in ("files", "source")])
def test_no_check_without_a_fault_that_it_catches(rule: str) -> None:
    assert list((HERE / rule).glob("bad*/findings.txt")) or rule in PLANTED_AS_CODE
    assert len(RULES[rule].manual.strip().splitlines()) > 1


def test_the_real_source_has_no_finding(cache: Path) -> None:
    assert findings_of(ROOT, cache) == []
