"""A finished file that does not say how its review stands is found; the real ones say it."""

from dataclasses import replace

import pytest

from pipeline.checks.artifact import review_state_untold
from pipeline.model.manuscript import Manuscript
from pipeline.model.review import Approval
from pipeline.model.standing import Standing, told
from tests import ebook, press

pytestmark = pytest.mark.slow
#: People of the tests; the real content has no approval.
APPROVED = Standing(tuple(
    Approval(language="en", role=role, name="Test Person", date="2026-11-22", digest="0" * 64)
    for role in ("clinician", "plain-language-editor")), ())



def manuscript_of(kind: str) -> Manuscript:
    return ebook.manuscript_and_design()[0] if kind == "e-book" else press.brochure()[0]


def found(kind: str, content: bytes, manuscript: Manuscript) -> list[str]:
    made = ebook.artifact(content) if kind == "e-book" else press.artifact(content)
    return [each.message for each in review_state_untold.check(replace(made, manuscript=manuscript))]


@pytest.mark.parametrize("kind", ["brochure", "e-book"])
def test_a_file_made_before_its_approval_does_not_say_what_its_edition_says(kind: str) -> None:
    content = ebook.content() if kind == "e-book" else press.rendering().content
    manuscript = manuscript_of(kind)
    approved = replace(manuscript, edition=replace(manuscript.edition, standing=APPROVED))

    assert found(kind, content, manuscript) == []
    assert found(kind, content, approved) == ["its metadata do not say how its review stands"]


def test_a_book_whose_description_leaves_the_review_out_is_found() -> None:
    manuscript = manuscript_of("e-book")
    state = told(manuscript.edition.standing, manuscript.edition.language.labels)
    book = ebook.with_fault("EPUB/content.opf", f" {state}</dc:description>", "</dc:description>")

    assert found("e-book", book, manuscript) == ["its metadata do not say how its review stands"]
