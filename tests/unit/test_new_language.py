"""A language begins as a draft that builds at once, from what CLDR knows of it and the keys of the original."""

from pathlib import Path

import pytest

from pipeline.tools.words import locales
from tests import reviewed
from tests.conftest import Edit, pipeline

DRAFT = "DRAFT. Nobody has confirmed all of these words yet."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return reviewed.miniature(tmp_path / "project")


def products(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root / "build").as_posix(): path.read_bytes() for path in (root / "build").glob("*/*.*")
            if path.parent.name not in (".cache", "report")}


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "month", "direction"), [
    ("fr", "22 novembre 2026", "left to right"), ("ar", "22 نوفمبر 2026", "right to left")])
def test_it_builds_at_once_and_changes_no_other_product(
    tag: str, month: str, direction: str, project: Path
) -> None:
    assert pipeline(project, "build").code == 0
    before = products(project)
    ran = pipeline(project, "new", "language", tag)
    assert (ran.code, ran.out.split()) == (0, [*(f"source/{tag}/{name}.yaml" for name in (
        "labels", "glossary", "wording")), "source/publication.yaml"])
    assert direction in (project / f"source/{tag}/labels.yaml").read_text("utf-8")
    built = pipeline(project, "build")
    assert (built.code, "error: " in built.err) == (0, False), built.err
    after = products(project)
    assert before.items() <= after.items()
    assert after.keys() - before.keys() >= {f"{tag}/handout.txt", f"{tag}/handout-a4.pdf"}
    text = " ".join((project / f"build/{tag}/handout.txt").read_text("utf-8").split())
    assert DRAFT in text
    assert month in text
    assert "0 of 2" in pipeline(project, "translate", "status", tag).out


@pytest.mark.slow
def test_a_second_one_joins_the_drafts(project: Path) -> None:
    for tag in ("fr", "pt-BR"):
        assert pipeline(project, "new", "language", tag).code == 0
    text = (project / "source/publication.yaml").read_text("utf-8")
    assert "languages: [en, fr, pt-BR]\ndrafts: [fr, pt-BR]\n" in text


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "said"), [
    ("xx", "no language that CLDR knows"), ("pt_BR", "no language that CLDR knows"), ("../fr", "no language"),
    ("FR", "did you mean “fr”"), ("en", "is there already")])
def test_what_is_no_new_language_is_refused(tag: str, said: str, project: Path) -> None:
    ran = pipeline(project, "new", "language", tag)
    assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.slow
def test_a_list_that_no_program_can_write_into_is_told(project: Path, edit: Edit) -> None:
    edit(project / "source/publication.yaml", "languages: [en]", "languages:\n  - en")
    ran = pipeline(project, "new", "language", "fr")
    assert (ran.code, "languages: [en]" in ran.err, (project / "source/fr").exists()) == (2, True, False)


@pytest.mark.parametrize(("tag", "date", "first"), [
    ("fr", "{day} {month} {year}", "janvier"), ("de", "{day}. {month} {year}", "Januar"),
    ("es", "{day} de {month} de {year}", "enero"), ("zh-Hans", "{year}年{month}月{day}日", "1")])
def test_a_date_is_written_as_the_language_writes_it(tag: str, date: str, first: str) -> None:
    known = locales.conventions(tag)
    assert known
    assert (known.date, known.months[0]) == (date, first)
