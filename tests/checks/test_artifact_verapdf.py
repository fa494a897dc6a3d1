"""veraPDF passes the real handouts by both standards, and each planted fault makes it speak."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline import checks
from pipeline.checks.artifact.verapdf import check
from pipeline.formats import reading_pdf
from pipeline.model.artifact import Artifact, Design
from pipeline.model.failure import MissingTool
from pipeline.model.manuscript import Manuscript
from pipeline.tools.pdf import pdf_tags, pdf_ua
from pipeline.tools.typesetting import fonts, typesetter
from pipeline.tools.validators import verapdf
from tests import real_source

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("verapdf")]
Plant = Callable[[pikepdf.Pdf], None]


HANDOUTS = ("jmml-handout-letter", "jmml-handout-a4", "jmml-handout-large-print-letter",
            "jmml-handout-large-print-a4")


@pytest.fixture(scope="module")
def handouts() -> dict[str, Artifact]:
    """Return the handouts of the real source by their channel."""
    return {name: artifact(real_source.manuscript(name), real_source.design()) for name in HANDOUTS}


@pytest.fixture(scope="module")
def handout(handouts: dict[str, Artifact]) -> Artifact:
    """Return the handout on US Letter."""
    return handouts["jmml-handout-letter"]


@pytest.fixture(scope="module")
def leaflet(handout: Artifact) -> Artifact:
    """Return two pages with a heading, a picture, a table and a link: veraPDF reads them in a fifth of the time."""
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
    page = (f"<html lang=en><title>t</title><h1>One</h1><p><a href='https://example.org'>a link</a>"
            f'<p><img alt="a dot" src="{dot}"><h2>Part</h2><table><thead><tr><th scope=col>a<th scope=col>b</thead>'
            "<tbody><tr><td>1<td>2</tbody></table><p style='break-before: page'>Two</html>")
    return replace(handout, content=finished(page, "html { font-family: FiraGO }"))


def finished(page: str, looks: str) -> bytes:
    """Return a page as a reading PDF."""
    design = real_source.design()
    laid_out = typesetter.lay_out(page, looks, fonts.faces(design), cache=design.cache, variant=reading_pdf.VARIANT)
    with pdf_tags.recorded() as made:
        return typesetter.write_pdf(laid_out, variant=reading_pdf.VARIANT, identifier="leaflet",
                                    finish=pdf_ua.finisher(made)).content


def artifact(manuscript: Manuscript, design: Design) -> Artifact:
    name = f"build/{manuscript.edition.output}"
    content = reading_pdf.render(manuscript, design).content
    return Artifact(Path(name), name, reading_pdf.CONTRACT.media_type, content, manuscript)


def found(artifact: Artifact) -> list[tuple[str, str]]:
    """Return the place of each finding, and the norm and clause."""
    findings = [*check(artifact)]
    return [(str(finding.place), ":".join(finding.why.split(":")[:1])) for finding in findings]


def planted(artifact: Artifact, plant: Plant) -> Artifact:
    with pikepdf.open(io.BytesIO(artifact.content)) as pdf:
        plant(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return replace(artifact, content=out.getvalue())


def tag(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind)


def no_words_for_a_picture(pdf: pikepdf.Pdf) -> None:
    del tag(pdf, "/Figure").Alt


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def words_without_a_tag(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(pdf.make_stream(b"0 0 9 9 re f"), prepend=False)


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def an_unknown_role(pdf: pikepdf.Pdf) -> None:
    tag(pdf, "/H2").S = pikepdf.Name.Headline


def a_row_outside_its_table(pdf: pikepdf.Pdf) -> None:
    tag(pdf, "/Table").S = pikepdf.Name.Div


def no_way_to_know_the_headers(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") in ("/TH", "/TD"):
            del each.A


def a_link_without_words(pdf: pikepdf.Pdf) -> None:
    del next(each for page in pdf.pages for each in page.get("/Annots", [])).Contents


def no_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["pdfuaid:part"]


def no_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")


@pytest.mark.parametrize("name", HANDOUTS)
def test_the_real_handouts_conform(handouts: dict[str, Artifact], name: str) -> None:
    assert found(handouts[name]) == []


@pytest.mark.parametrize(("plant", "place", "clause"), [
    (no_words_for_a_picture, "", "ISO 14289-1, clause 7.3, test 1"),
    (no_language, ": page 1", "ISO 14289-1, clause 7.2, test 34"),
    (no_title, "", "ISO 14289-1, clause 7.1, test 9"),
    (words_without_a_tag, ": page 2", "ISO 14289-1, clause 7.1, test 3"),
    (no_tags, "", "ISO 14289-1, clause 7.1, test 11"),
    (an_unknown_role, "", "ISO 14289-1, clause 7.1, test 5"),
    (a_row_outside_its_table, "", "ISO 14289-1, clause 7.2, test 5"),
    (no_way_to_know_the_headers, "", "ISO 14289-1, clause 7.5, test 1"),
    (a_link_without_words, ": page 1", "ISO 14289-1, clause 7.18.5, test 2"),
    (no_claim, "", "ISO 14289-1, clause 5, test 1"),
    (no_output_intent, ": page 1", "ISO 19005-2, clause 6.2.4.3, test 2"),
    (a_script, "", "ISO 19005-2, clause 6.5.1, test 1"),
])
def test_a_planted_fault_is_found(leaflet: Artifact, plant: Plant, place: str, clause: str) -> None:
    assert (f"{leaflet.name}{place}", clause) in found(planted(leaflet, plant))


def test_what_faults_are_planted_in_conforms(leaflet: Artifact) -> None:
    assert found(leaflet) == []


def test_lists_and_definitions_of_any_form_conform_once_finished(handout: Artifact) -> None:
    page = ("<html lang=en><title>t</title><ol><li>loose words<li><p>a paragraph<p>and one more"
            "<li>words<ul><li><p>below them</ul></ol>"
            "<dl style='columns: 2'><div><dt>term<dd>meaning</div><div><dt>other<dd><p>meaning</div></dl></html>")
    looks = "html { font-family: FiraGO } ul { list-style: disc }"
    assert found(replace(handout, content=finished(page, looks))) == []


def test_what_claims_nothing_is_left_alone(handout: Artifact) -> None:
    assert found(replace(handout, content=b"", manuscript=None)) == []
    assert "verapdf" in {each.rule for each in checks.checks_of("artifact") if each.depth == "full"}


def test_a_missing_wheel_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tools.validators.java.find_spec", lambda name: None)
    with pytest.raises(MissingTool, match="pip install"):
        verapdf.failures(b"", "ua1")
