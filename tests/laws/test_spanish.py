"""What goes for English goes for Spanish: its products say what its source says, and its facts hold."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, UNCONFIRMED, Edit, pipeline

EXAMINED = ("jmml-handout-letter", "jmml-handout-text", "jmml-handout-docx", "jmml-epub", "jmml-handout-html",
            "jmml-handout-markdown", "jmml-topic-sms", "jmml-handout-braille", "jmml-card",
            "es/topics/side-effects-letter.pdf")
ONLY = [word for channel in EXAMINED for word in ("--only", channel)]
TOPIC = "source/es/topics/stem-cell-transplant.md"


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the real source in both languages."""
    root = tmp_path_factory.mktemp("spanish") / "project"
    for name in ("source", "styles"):
        shutil.copytree(ROOT / name, root / name, ignore=UNCONFIRMED)
    shutil.copy(ROOT / "requirements.lock", root)
    return root


@pytest.mark.slow
def test_its_products_say_what_their_source_says(spanish: Path) -> None:
    assert pipeline(spanish, "build", "--language", "es", *ONLY).code == 0
    ran = pipeline(spanish, "check", "--language", "es", "--format", "json", *ONLY)
    found = json.loads(ran.err[:ran.err.rindex("]") + 1]) if "[" in ran.err else []
    assert [each for each in found if each["severity"] != "note"] == []
    assert ran.code == 0


def test_where_lines_are_closer_no_letter_is_smaller() -> None:
    for sheet in ("close", "close-sheet"):
        assert "font" not in (ROOT / f"styles/css/{sheet}.css").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new", "rule"), [
    ("hasta 50 de cada 100 niños logran", "50 de cada 100 niños logran", "qualifier-lost"),
    ("hasta 50 de cada 100 niños logran", "hasta 60 de cada 100 niños logran", "fact-number-mismatch"),
    ("todavía puede curarla", "no puede curarla", "negation-differs")])
def test_a_fact_that_is_translated_otherwise_is_told(
    old: str, new: str, rule: str, spanish: Path, tmp_path: Path, edit: Edit
) -> None:
    root = shutil.copytree(spanish, tmp_path / "project", ignore=shutil.ignore_patterns("build"))
    edit(root / TOPIC, old, new)
    ran = pipeline(root, "check", "--language", "es", "--only", "jmml-handout-text")
    assert f"[{rule}]" in "".join(line for line in ran.err.splitlines() if line.startswith(TOPIC))
