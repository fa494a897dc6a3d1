"""Reads a PDF back, page by page: the pages of a product, or of a proof that shows the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.alignment import Phrase
from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, words_of
from pipeline.readback import told
from pipeline.readback.counted import Counted, figure
from pipeline.tools.reading import pdf_file, pdf_shapes, pdf_text
from pipeline.tools.reading.pdf_text import Line

#: A page with so many titles of sections holds contents, and their page numbers.
_TITLES = 3


@dataclass(frozen=True)
class Page:
    """A page of the edition, wherever a file shows it."""

    where: str
    lines: tuple[Line, ...]


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of each page."""
    return words_on(pages(artifact.content))


def furniture(artifact: Artifact) -> dict[str, list[Phrase]]:
    """Return by page what it may show beside the text: running words, page numbers, titles, heads of tables."""
    return furniture_of(artifact, pages(artifact.content))


def counted(content: bytes) -> Iterator[Counted]:
    """Yield each drawing of a fact by the shapes that are painted."""
    for shapes in pdf_shapes.pictures(content):
        looks = [(shape.is_dark, shape.is_striped, shape.is_like(shapes[0])) for shape in shapes]
        yield Counted(f"page {shapes[0].page}", figure(looks))


def description(content: bytes) -> str:
    """Return the subject that the file states."""
    return pdf_file.read(content).info.get("Subject", "")


def pages(content: bytes) -> list[Page]:
    """Return the pages in order."""
    return [Page(f"page {number}", page.lines) for number, page in enumerate(pdf_text.pages(content), 1)]


def words_on(shown: Sequence[Page]) -> Iterator[Heard]:
    """Yield the words of pages."""
    return (Heard(word, page.where) for page in shown
            for word in words_of("\n".join(line.text for line in page.lines)))


def furniture_of(artifact: Artifact, shown: Sequence[Page]) -> dict[str, list[Phrase]]:
    """Return by page what it may show beside the text, each once."""
    if artifact.manuscript is None:
        return {}
    titles, heads = told.titles(artifact.manuscript), told.heads_of_tables(artifact.manuscript)
    labels = artifact.manuscript.edition.language.labels
    leads = [words_of(labels["on-page"].format(page=each)) for each in range(1, len(shown) + 1)]
    leads *= told.cross_references(artifact.manuscript)
    return {page.where: [*_running(labels, number, len(shown)), *titles, *heads, *leads,
                         *_entries(page, titles, len(shown))] for number, page in enumerate(shown, 1)}


def _running(labels: Mapping[str, str], number: int, count: int) -> Iterator[Phrase]:
    """Yield what stands at the head or the foot of each page."""
    yield from (words_of(labels["title"]), words_of(labels["page"].format(page=number, pages=count)), (str(number),))


def _entries(page: Page, titles: Sequence[Phrase], count: int) -> Iterator[Phrase]:
    """Yield the page numbers that contents show behind their entries; nothing for a page without contents."""
    lines = [words_of(line.text) for line in page.lines]
    if sum(line[:-1] in titles or line in titles for line in lines) >= _TITLES:
        yield from ((str(each),) for each in range(1, count + 1) for _ in titles)
