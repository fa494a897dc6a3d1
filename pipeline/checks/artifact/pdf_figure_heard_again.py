"""What the drawing of a fact shows is heard again from its caption, its legend or a sample in it.

The words for a drawing say all that it shows. In a tagged PDF they stand for the whole of it, so that a risk is heard
once in the text and once as a figure.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.manuscript import Manuscript
from pipeline.model.parity import words_of
from pipeline.model.risk_figure import figure_at
from pipeline.model.tree import plain_text
from pipeline.readback.parity import quoted
from pipeline.tools.reading import pdf_tree

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or "PDF/UA-1" not in artifact.manuscript.edition.contract.claims:
        return
    drawn = {words_of(each) for each in _drawings(artifact.manuscript)}
    root = pdf_tree.tree(artifact.content)
    for figure in root.walk() if root else ():
        if figure.kind != "Figure" or words_of(figure.alternative) not in drawn:
            continue
        inner = [each.kind for each in figure.walk()]
        if "Caption" not in inner or "L" not in inner or inner.count("Figure") > 1:
            yield artifact.fault(f"beside {quoted(figure.alternative)}, its caption and its legend are read, too",
                                 page=figure.page, why="the same numbers are heard again, and seem to be others",
                                 fix="mend the tags in pipeline/tools/pdf/pdf_tags.py")


def _drawings(manuscript: Manuscript) -> Iterator[str]:
    for section in manuscript.sections:
        yield from (plain_text(each["c"][1]) for each in section.branches
                    if each["t"] == "Image" and figure_at(each["c"][2][0]))
