"""On paper nobody can follow a link: where a text leads to another topic, it names the page on which that begins."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest

from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import plain_text, walk
from tests import booklet, handout

pytestmark = pytest.mark.slow


def referred(manuscript: Manuscript) -> list[str]:
    """Return the title of each topic that a text leads to, in order."""
    titles = {f"#{each.id}": plain_text(each.title) for each in manuscript.sections if each.kind == "topic"}
    targets = [each["c"][2][0] for section in manuscript.sections for each in walk(section.blocks)
               if each["t"] == "Link"]
    return [titles[target] for target in targets if target in titles]


def printed(content: bytes) -> list[tuple[str, int]]:
    """Return each title with a page behind it, in order."""
    with pypdfium2.PdfDocument(content) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    return [(before, int(number)) for before, number in re.findall(r"([\w ]+) \(page (\d+)\)", text)]


def outline(content: bytes) -> Iterator[tuple[str, int]]:
    """Yield the bookmarks of the first level and their pages."""
    with pypdfium2.PdfDocument(content) as pdf:
        for each in pdf.get_toc(max_depth=1):
            yield each.get_title(), each.get_dest().get_index() + 1


def assert_named(content: bytes, manuscript: Manuscript, page_of: dict[str, int]) -> None:
    """Assert that the titles of all topics that the text leads to are printed with their pages, and no others."""
    found, titles = printed(content), referred(manuscript)
    assert len(titles) > 3
    assert [number for _, number in found] == [page_of[title] for title in titles]
    assert all(before.endswith(title) for (before, _), title in zip(found, titles, strict=True))


@pytest.mark.parametrize("channel", [booklet.A5, booklet.HALF_LETTER])
def test_a_booklet_names_the_page_of_each_topic_that_it_leads_to(channel: str) -> None:
    rendering, manuscript = booklet.rendering(channel), booklet.booklet(channel)[0]
    assert rendering.layout is not None
    starts = {each.section: each.page for each in rendering.layout.page_starts if not each.letters}
    titles = {plain_text(each.title): starts[each.id] for each in manuscript.sections if each.kind == "topic"}
    assert_named(rendering.content, manuscript, titles)


@pytest.mark.parametrize("channel", [handout.LETTER, "jmml-handout-large-print-letter"])
def test_a_handout_names_the_page_of_each_topic_that_it_leads_to(channel: str) -> None:
    content = handout.rendering(channel).content
    assert_named(content, handout.handouts()[0][channel], dict(outline(content)))
