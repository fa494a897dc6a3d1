"""Reads a PDF back, page by page: the pages of a product, or of a proof that shows the same."""

from collections.abc import Iterator, Sequence

from pipeline.model.alignment import Phrase
from pipeline.model.artifact import Artifact
from pipeline.model.manuscript import Edition
from pipeline.model.parity import Heard, words_of
from pipeline.readback import running_titles, told
from pipeline.readback.counted import Counted, figure
from pipeline.readback.running_titles import Page
from pipeline.tools.reading import pdf_file, pdf_shapes, pdf_text

#: A page with so many titles of sections holds contents, and their page numbers.
_TITLES = 3


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of each page, without its running titles."""
    return words_on(artifact, pages(artifact.content))


def furniture(artifact: Artifact) -> dict[str, list[Phrase]]:
    """Return by page what it may show beside the text: page numbers, titles, heads of tables."""
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


def words_on(artifact: Artifact, shown: Sequence[Page]) -> Iterator[Heard]:
    """Yield the words of pages; of a product's, without what runs on them."""
    read = running_titles.left_out(artifact.manuscript, shown) if artifact.manuscript else shown
    return (Heard(word, page.where) for page in read
            for word in words_of("\n".join(line.text for line in page.lines)))


def furniture_of(artifact: Artifact, shown: Sequence[Page]) -> dict[str, list[Phrase]]:
    """Return by page what it may show beside the text, each once."""
    if artifact.manuscript is None:
        return {}
    titles, heads = told.titles(artifact.manuscript), told.heads_of_tables(artifact.manuscript)
    leads = [words_of(language.labels["on-page"].format(page=each))
             for language in artifact.manuscript.edition.languages for each in range(1, len(shown) + 1)]
    leads *= told.cross_references(artifact.manuscript)
    entries, edition = _entries(shown, titles), artifact.manuscript.edition
    beside = [] if running_titles.levels(shown, titles) else titles  # where none is known to run, one may all the same
    return {page.where: [*_running(edition, number, len(shown)), *beside, *heads, *leads, *entries[number - 1]]
            for number, page in enumerate(shown, 1)}


def _running(edition: Edition, number: int, count: int) -> Iterator[Phrase]:
    """Yield what stands at the head or the foot of each page."""
    yield from (words_of(edition.running_title), words_of(edition.folio(number, count)), (str(number),))


def _entries(shown: Sequence[Page], titles: Sequence[Phrase]) -> list[list[Phrase]]:
    """Return of each page the page numbers that contents show behind their entries; none for one without contents.

    Where contents go on from the page before, or to the next, a page may hold a few entries alone.
    """
    pages = [[words_of(line.text) for line in page.lines] for page in shown]
    listing = {number for number, lines in enumerate(pages)
               if sum(line[:-1] in titles or line in titles for line in lines) >= _TITLES}
    every: list[Phrase] = [(str(each),) for each in range(1, len(shown) + 1) for _ in titles]
    return [every if number in listing else _numbers(lines, titles) if {number - 1, number + 1} & listing else []
            for number, lines in enumerate(pages)]


def _numbers(lines: Sequence[Phrase], titles: Sequence[Phrase]) -> list[Phrase]:
    """Return the numbers that stand alone in a line, or behind a title."""
    return [line[-1:] for line in lines if line and line[-1].isdecimal() and line[:-1] in ((), *titles)]
