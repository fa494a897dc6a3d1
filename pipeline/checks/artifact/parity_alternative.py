"""What a PDF says for a picture is not what the edition says: an alternative text is missing, changed or too many.

Who hears a page instead of seeing it has these words alone, figures and all. E-book, web page and Word file show them
as text, so there the other parity checks hold them.
"""

from collections import Counter
from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Findings
from pipeline.model.manuscript import Manuscript
from pipeline.model.parity import words_of
from pipeline.model.risk_figure import figure_at, is_drawn
from pipeline.model.tree import Element, plain_text
from pipeline.readback.parity import quoted
from pipeline.tools.reading import pdf_shapes

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or artifact.is_companion:
        return
    found = pdf_shapes.alternatives(artifact.content)
    if found is None:
        return
    meant = {words_of(each): each for each in _meant(artifact.manuscript)}
    shown = {words_of(each): each for each in found}
    wanted, there = Counter(map(words_of, _meant(artifact.manuscript))), Counter(map(words_of, found))
    for words in (wanted - there):
        yield _fault(artifact, f"no picture says {quoted(meant[words])}")
    for words in (there - wanted):
        yield _fault(artifact, f"a picture says {quoted(shown[words])}, which the edition does not"
                     if words else "a picture says nothing")


def _meant(manuscript: Manuscript) -> Iterator[str]:
    for section in manuscript.sections:
        for element in section.branches:
            if element["t"] == "Image" and not _is_sample(element) and (words := plain_text(element["c"][1])):
                yield words


def _is_sample(image: Element) -> bool:
    """Tell whether a picture is a sample in the legend of a drawing, which is a part of that figure."""
    path = image["c"][2][0]
    return is_drawn(path) and figure_at(path) is None


def _fault(artifact: Artifact, message: str) -> Finding:
    return artifact.fault(message, why="who hears the page has these words alone")
