"""What runs on pages is taken out by where it stands, so that a heading that is lost is told."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from pipeline.checks.artifact import parity_extra, parity_sentence
from pipeline.model.parity import words_of
from pipeline.model.tree import plain_text, words
from pipeline.readback import parity
from pipeline.readback.running_titles import Page, left_out
from pipeline.tools.reading.pdf_text import Line
from tests import real_source
from tests.checks.test_artifact_parity import product, rendering

TITLE = "Treating with drugs"


def line(text: str, foot: float) -> Line:
    return Line(text, 50, foot, 50 + 5 * len(text), foot + 10, foot, foot)


def shown(*pages: list[Line]) -> list[list[str]]:
    """Return the lines that are left of pages, of a product with a topic that begins as its running title does."""
    manuscript = real_source.manuscript("jmml-handout-letter")
    first, *others = manuscript.sections
    renamed = replace(manuscript, sections=(replace(first, title=words(TITLE)), *others))
    left = left_out(renamed, [Page(f"page {number}", tuple(lines)) for number, lines in enumerate(pages, 1)])
    return [[each.text for each in page.lines] for page in left]


def foot_of(number: int, count: int) -> list[Line]:
    edition = real_source.manuscript("jmml-handout-letter").edition
    return [line(edition.running_title, 22), line(f"Page {number} of {count}", 22)]


def test_a_heading_that_begins_as_the_running_title_does_is_left() -> None:
    assert shown([line(TITLE, 700), line("Text.", 600), *foot_of(1, 1)]) == [[TITLE, "Text."]]
    assert shown([line("Text.", 600), *foot_of(1, 1)]) == [["Text."]]


def test_a_running_title_on_two_lines_is_taken_out_and_words_like_it_are_left() -> None:
    title = real_source.manuscript("jmml-handout-letter").edition.running_title
    first, rest = title.rsplit(" · ", 1)
    assert shown([line(first, 600), line("Text.", 500), line(first, 40), line(rest, 22)]) == [[first, "Text."]]


def test_the_title_of_a_topic_runs_where_it_stands_at_one_height_on_two_pages() -> None:
    assert shown([line(TITLE, 700), line(TITLE, 560)], [line("Text.", 550), line(TITLE, 700)]) == [[TITLE], ["Text."]]
    assert shown([line(TITLE, 700)], [line(TITLE, 560)]) == [[TITLE], [TITLE]]


def without_largest_words(content: bytes, number: int) -> bytes:
    """Return a PDF without the words that are set largest on a page, counted from 1."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[number - 1]
        kept, size, sizes = [], 0.0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            scale = operands if str(operator) == "Tm" else None
            size = abs(float(scale[3])) if scale else float(operands[1]) if str(operator) == "Tf" else size
            is_shown = str(operator) in ("Tj", "TJ")
            kept.append((operands, operator, size if is_shown else 0.0))
            sizes += [size] if is_shown else []
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(
            [(operands, operator) for operands, operator, at in kept if at < max(sizes)]))
        pdf.save(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("channel", ["jmml-booklet-a5-press", "jmml-handout-letter"])
def test_a_heading_that_is_lost_is_told_and_nothing_else(channel: str) -> None:
    manuscript = product(channel).manuscript
    assert manuscript is not None
    title = next(plain_text(each.title) for each in manuscript.sections if each.id == "drug-therapy")
    (page,) = next(where for sentence, where in parity.places(product(channel))
                   if sentence.section == "drug-therapy" and sentence.words == words_of(title))
    broken = product(channel, without_largest_words(rendering(channel).content, int(page.removeprefix("page "))))
    (found,) = [*parity_sentence.check(broken), *parity_extra.check(broken)]
    assert found.message.startswith(f"“{title}” (source/en/topics/drug-therapy.md")
    assert found.message.endswith("is missing")
