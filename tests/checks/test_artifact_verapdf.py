"""veraPDF passes the real handout, and each planted fault makes it speak."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline import checks
from pipeline.checks.artifact import verapdf_ua1
from pipeline.formats import reading_pdf
from pipeline.model.artifact import Artifact
from pipeline.model.failure import MissingTool
from pipeline.stages import assemble, compose, load
from pipeline.tools import fonts, pdf_ua, typesetter, verapdf
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("verapdf")]
Plant = Callable[[pikepdf.Pdf], None]
Finish = Callable[[Any, Any], None] | None


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Artifact:
    """Return the handout of the real source."""
    publication = load.build_publication(load.read_tree(ROOT), tmp_path_factory.mktemp("cache"))
    edition = next(each for each in assemble.editions_of(publication) if each.channel.id == "jmml-handout-letter")
    manuscript = compose.compose(edition)
    content = reading_pdf.render(manuscript, load.read_design(ROOT)).content
    name = f"build/{edition.output}"
    return Artifact(Path(name), name, reading_pdf.MEDIA_TYPE, content, manuscript)


def found(artifact: Artifact) -> list[tuple[str, str]]:
    """Return the place and the clause of each finding."""
    return [(str(finding.place), finding.why.split(":")[0]) for finding in verapdf_ua1.check(artifact)]


def planted(artifact: Artifact, plant: Plant) -> Artifact:
    with pikepdf.open(io.BytesIO(artifact.content)) as pdf:
        plant(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return replace(artifact, content=out.getvalue())


def no_words_for_a_picture(pdf: pikepdf.Pdf) -> None:
    figure = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure")
    del figure.Alt


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def words_without_a_tag(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(pdf.make_stream(b"0 0 9 9 re f"), prepend=False)


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def test_the_real_handout_conforms(handout: Artifact) -> None:
    assert found(handout) == []


@pytest.mark.parametrize(("plant", "place", "clause"), [
    (no_words_for_a_picture, "", "clause 7.3, test 1"),
    (no_language, ": page 1", "clause 7.2, test 34"),
    (no_title, "", "clause 7.1, test 9"),
    (words_without_a_tag, ": page 2", "clause 7.1, test 3"),
    (no_tags, "", "clause 7.1, test 11"),
])
def test_a_planted_fault_is_found(handout: Artifact, plant: Plant, place: str, clause: str) -> None:
    assert (f"{handout.name}{place}", f"ISO 14289-1, {clause}") in found(planted(handout, plant))


@pytest.mark.parametrize(("finish", "clauses"), [(None, ["clause 7.2, test 20"]), (pdf_ua.finish, [])])
def test_items_that_hold_paragraphs_conform_once_finished(
    handout: Artifact, finish: Finish, clauses: list[str]
) -> None:
    design = load.read_design(ROOT)
    page = ("<html lang=en><title>t</title><ol><li>loose words<li><p>a paragraph<p>and one more"
            "<li>words<ul><li><p>below them</ul></ol></html>")
    looks = "html { font-family: FiraGO } ul { list-style: disc }"
    laid_out = typesetter.lay_out(page, looks, fonts.faces(design), cache=design.cache, variant=reading_pdf.VARIANT)
    content = typesetter.write_pdf(laid_out, variant=reading_pdf.VARIANT, identifier="list", finish=finish).content
    assert found(replace(handout, content=content)) == [(handout.name, f"ISO 14289-1, {each}") for each in clauses]


def test_what_claims_nothing_is_left_alone(handout: Artifact) -> None:
    assert found(replace(handout, content=b"", manuscript=None)) == []
    assert "verapdf-ua1" in {check.rule for check in checks.checks_of("artifact") if check.depth == "full"}


def test_a_missing_wheel_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tools.verapdf.find_spec", lambda name: None)
    with pytest.raises(MissingTool, match="pip install"):
        verapdf.failures(b"")
