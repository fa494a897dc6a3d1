"""A publication that uses every construct that `source/README.md` names is right in every format, at full depth."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT, Edit, pipeline

PUBLICATIONS = ROOT / "tests" / "publications"
TOPIC = "source/en/topics/waiting.md"
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


@pytest.mark.slow
def test_every_construct_is_right_in_every_format_at_full_depth(tmp_path: Path) -> None:
    root = constructs(tmp_path / "project")
    built = pipeline(root, "build")
    assert (built.code, len(built.out.split())) == (0, 15), built.err
    checked = pipeline(root, "check", "--strict")
    assert (checked.code, checked.last) == (0, "source and 12 products examined: nothing found"), checked.err


@pytest.mark.slow
def test_a_table_too_wide_for_its_page_is_helped_on_each_page(tmp_path: Path, edit: Edit) -> None:
    root = constructs(tmp_path / "project")
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
