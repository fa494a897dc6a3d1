"""On paper nobody can follow a link: where a text leads to another topic, it names the page on which that begins."""

import re

import pypdfium2
import pytest

from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import attributes, plain_text, walk
from pipeline.stages import compose
from tests import booklet, handout, real_source

pytestmark = pytest.mark.slow


def headings(manuscript: Manuscript) -> dict[str, str]:
    """Return the words of each topic's title and of its headings by what a link calls them."""
    topics = [each for each in manuscript.sections if each.kind == "topic"]
    inner = {f"#{attributes(each)[0]}": plain_text(each) for topic in topics for each in topic.blocks
             if each["t"] == "Header"}
    return inner | {f"#{each.id}": plain_text(each.title) for each in topics}


def referred(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Return the words of each link to a topic or a section, and the heading that it leads to, in order."""
    known = headings(manuscript)
    links = [each["c"] for section in manuscript.sections for each in walk(section.blocks) if each["t"] == "Link"]
    return [(plain_text(inlines), known[target]) for _, inlines, (target, _) in links if target in known]


def texts(content: bytes) -> list[str]:
    """Return the text of each page, spaces and line ends as one space."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def printed(content: bytes) -> list[tuple[str, int]]:
    """Return the words before each page number in brackets, and the number, in order."""
    text = " ".join(texts(content))
    return [(before, int(number)) for before, number in re.findall(r"([\w ]+) \(page (\d+)\)", text)]


def assert_named(content: bytes, manuscript: Manuscript, page_of: dict[str, int]) -> None:
    """Assert that all that the text leads to is printed with its page, and nothing else is."""
    found, wanted = printed(content), referred(manuscript)
    assert len(wanted) > 3
    assert [number for _, number in found] == [page_of[heading] for _, heading in wanted]
    assert all(before.endswith(words) for (before, _), (words, _) in zip(found, wanted, strict=True))


@pytest.mark.parametrize("channel", [booklet.A5, booklet.HALF_LETTER])
def test_a_booklet_names_the_page_of_what_it_leads_to(channel: str) -> None:
    rendering, manuscript = booklet.rendering(channel), booklet.booklet(channel)[0]
    assert rendering.layout is not None
    starts = {each.section: each.page for each in rendering.layout.page_starts if not each.letters}
    pages = texts(rendering.content)
    begins = {}
    for target, words in headings(manuscript).items():
        topic = starts[target[1:].partition("--")[0]]
        # the heading of a section stands once in its topic; the title of a topic is its running head, too
        begins[words] = next(number for number in range(topic, len(pages)) if words in pages[number - 1])
    assert_named(rendering.content, manuscript, begins)


@pytest.mark.parametrize("channel", [handout.LETTER, "jmml-handout-large-print-letter"])
def test_a_handout_names_the_page_of_what_it_leads_to(channel: str) -> None:
    content, manuscript = handout.rendering(channel).content, handout.handouts()[0][channel]
    with pypdfium2.PdfDocument(content) as pdf:
        # the questions repeat the topics' titles behind them, so the first of a name counts
        begins = {each.get_title(): each.get_dest().get_index() + 1 for each in reversed(list(pdf.get_toc()))}
    assert_named(content, manuscript, begins)


def test_a_text_of_one_topic_says_where_the_others_are() -> None:
    by_topic = {each.topics[0].id: compose.compose(each) for each in real_source.editions()
                if each.channel.id == "jmml-topic-text"}
    said = {topic: plain_text(manuscript.sections[0].blocks) for topic, manuscript in by_topic.items()}
    assert "You can read more in Clinical trials (in the full guide)." in said["before-you-decide"]
    assert not any(referred(manuscript) for manuscript in by_topic.values())
