"""A publication that uses every construct that `source/README.md` names is right in every format."""

import shutil
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding
from pipeline.model.manuscript import Manuscript
from pipeline.stages import assemble, compose, load
from tests.conftest import MINIMAL, ROOT, Edit, pipeline

PUBLICATIONS = ROOT / "tests" / "publications"
TOPIC = "source/en/topics/waiting.md"
#: Channels that show the same in other sizes, and in a text message.
SIZES = ("booklet", "large-print", "sheet", "sms")
#: What a browser finds is asked of the real products.
IN_A_BROWSER = {"ace", "axe", "html-scrolls-sideways"}
#: Eight names of columns, together wider than any page as they stand.
NAMES = ("Pharmacokinetics", "Immunosuppressants", "Gastrointestinal", "Hepatosplenomegaly", "Thrombocytopenia",
         "Hyperbilirubinemia", "Electrocardiogram", "Otolaryngologist")


def constructs(root: Path) -> Path:
    """Return a copy of the publication of all constructs, with every format and the real looks."""
    shutil.copytree(MINIMAL, root)
    for name in ("pressed", "constructs"):
        shutil.copytree(PUBLICATIONS / name / "source", root / "source", dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles", root / "styles", dirs_exist_ok=True)
    return root


def table(*cells: str) -> str:
    rows = "\n".join(f"| {' | '.join(row)} |" for row in (NAMES, ["---"] * len(NAMES), cells))
    return f"::: table\nA wide table\n\n{rows}\n:::\n\n## Tables\n"


def examined(root: Path, manuscript: Manuscript) -> list[Finding]:
    """Return what all checks but those in a browser find in a finished product."""
    edition = manuscript.edition
    path = root / "build" / edition.output
    file = Artifact(path, f"build/{edition.output}", edition.contract.media_type, path.read_bytes(), manuscript)
    due = set(checks.rules_for("artifact", file, "full")) - IN_A_BROWSER
    rules = [each for each in checks.checks_of("artifact") if each.rule in due]
    press = checks.press_file(file)
    return [finding for each in rules for finding in checks.ask(each, file)] + (
        checks.examine("press", press, "full") if press else [])


def in_every_size(root: Path) -> Path:
    """Return a copy of the publication of all constructs, with booklet, large print, sheets and text messages, too."""
    constructs(root)
    for name in SIZES:
        shutil.copy(PUBLICATIONS / "composed" / "source" / "channels" / f"{name}.yaml", root / "source" / "channels")
    return root


@pytest.mark.slow
def test_every_construct_is_right_in_every_format(tmp_path: Path) -> None:
    root = in_every_size(tmp_path / "project")
    built = pipeline(root, "build")
    assert (built.code, len(built.out.split())) == (0, 25), built.err
    publication = load.build_publication(load.read_tree(root), root / "build" / ".cache", with_places=True)
    found = [f"{finding.place} {finding.message}" for edition in assemble.editions_of(publication)
             for finding in examined(root, compose.compose(edition))]
    assert found == []


@pytest.mark.slow
def test_a_table_too_wide_for_its_page_is_helped_on_each_page(tmp_path: Path, edit: Edit) -> None:
    root = in_every_size(tmp_path / "project")
    edit(root / TOPIC, "## Tables\n", table(*[each.lower() for each in NAMES]))
    assert pipeline(root, "build", "--only", "*.pdf").code == 0
    checked = pipeline(root, "check", "--only", "*.pdf")
    assert checked.code == 0, checked.err


def test_a_word_that_no_help_makes_fit_is_told_at_its_table(tmp_path: Path, edit: Edit) -> None:
    root = constructs(tmp_path / "project")
    word = "xz" * 90  # no dictionary knows where to part it
    edit(root / TOPIC, "## Tables\n", table(word, *[each.lower() for each in NAMES[1:]]))
    line = (root / TOPIC).read_text("utf-8").split("\n").index("A wide table") + 1
    ran = pipeline(root, "build", "--only", "handout-a4")
    assert ran.code == 1
    (told,) = [each for each in ran.err.splitlines() if "[panel-overflow]" in each]
    assert int(told.split(":")[1]) in range(line, line + 6), told
    assert "too wide" in told
