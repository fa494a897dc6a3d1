"""What the typesetter complains about is told at the line of a style sheet or the source, else with files to mend."""

from dataclasses import replace

import pytest

from pipeline.checks.draft import typesetter_complaint
from pipeline.model.artifact import Draft, Rendering
from pipeline.model.finding import Finding
from pipeline.model.layout import Complaint, Layout
from pipeline.model.tree import para, words
from pipeline.tools.typesetting import complaints
from tests import handout
from tests.checks.test_draft_press import AT, with_long_trials


def told(draft: Draft) -> list[Finding]:
    return list(typesetter_complaint.check(draft))


def complained(*said: str) -> Draft:
    """Return the handout with complaints, and with a paragraph about trials that holds a sign and a link."""
    link = {"t": "Link", "c": [["", [], []], words("here"), ["#lost", ""]], "at": f"{AT[:-1]}7"}
    manuscript = handout.handouts()[0][handout.LETTER]
    sections = tuple(replace(each, blocks=[*each.blocks, para([{"t": "Str", "c": "a◦b", "at": AT}, link])])
                     if each.id == "clinical-trials" else each for each in manuscript.sections)
    layout = Layout(complaints=tuple(map(complaints.read, said)))
    return Draft(replace(manuscript, sections=sections), Rendering(b"", 1, layout))


def test_the_real_handout_gives_no_finding() -> None:
    assert told(handout.draft(change=with_long_trials)) == []


def test_a_faulty_line_of_a_style_sheet_is_told_at_that_line() -> None:
    line = handout.handouts()[1].css["reading"].count("\n") + 2
    (finding,) = told(handout.draft("\n\np {\n  colour: red }"))
    assert str(finding.place) == f"styles/css/reading.css:{line + 2}"
    assert "colour: red" in finding.message


def test_a_character_and_a_link_are_told_at_their_line() -> None:
    said = '.notdef glyph rendered for Unicode string unsupported by fonts: "◦" (U+25E6)'
    (finding,) = told(complained(said))
    assert (str(finding.place), finding.about) == (AT, "◦")
    assert "fonts" in finding.fix
    (finding,) = told(complained("Content discarded: target points to undefined anchor 'lost'"))
    assert (str(finding.place), finding.about) == (f"{AT[:-1]}7", "lost")


def test_a_character_of_a_label_is_told_with_the_file_of_the_labels() -> None:
    draft = complained('.notdef glyph rendered for Unicode string unsupported by fonts: "▸" (U+25B8)')
    edition = draft.manuscript.edition
    labels = replace(edition.language, labels={**edition.language.labels, "contents": "▸ Contents"})
    (finding,) = told(replace(draft, manuscript=replace(draft.manuscript, edition=replace(edition, language=labels))))
    assert str(finding.place) == "source/en/labels.yaml"


@pytest.mark.parametrize("said", [
    "Failed to load image at 'data:': no picture", "Subgrids are unsupported", "Anchor defined twice: 'nobody'",
    '.notdef glyph rendered for Unicode string unsupported by fonts: "語" (U+8A9E)'])
def test_where_no_line_is_known_the_files_are_named_of_which_one_has_to_change(said: str) -> None:
    (finding,) = told(complained(said))
    assert str(finding.place) == "build/en/jmml-handout-letter.pdf"
    assert "pipeline/formats/reading_pdf.py" in finding.fix
    assert "base.css, reading.css" in finding.fix


def test_a_line_of_joined_sheets_is_that_of_its_own_file() -> None:
    css = ":root {}\n/* styles/css/base.css */\np {}\n/* styles/css/a.css */\n\nq { x: y }"
    assert [complaints.read(f"Ignored `x: y` at {line}:3, unknown property.", css) for line in (3, 6, 1)] == [
        Complaint("Ignored `x: y` at 3:3, unknown property.", "", "styles/css/base.css", 1),
        Complaint("Ignored `x: y` at 6:3, unknown property.", "", "styles/css/a.css", 2),
        Complaint("Ignored `x: y` at 1:3, unknown property.")]
