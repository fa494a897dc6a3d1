"""A link of a tagged PDF does not say where it leads, or says its own words twice.

The number of a source or of a note is no answer to who hears links one by one; a term that is said again as the target
of its link only takes time.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import pdf_tree
from pipeline.tools.reading.pdf_tree import Tag

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or "PDF/UA-1" not in artifact.manuscript.edition.contract.claims:
        return
    root = pdf_tree.tree(artifact.content)
    for link in root.walk() if root else ():
        for message in _faults(link) if link.kind == "Link" else ():
            yield artifact.fault(message, page=link.page, why="who hears links one by one cannot tell where each leads",
                                 fix="mend what pipeline/formats/reading_pdf.py says of links")


def _faults(link: Tag) -> Iterator[str]:
    """Yield what is wrong with a link; a number to call says itself."""
    for said in sorted({*link.says}):
        says_itself = said.endswith(f": {link.words}")
        if link.words.isdecimal() and not link.leads_out and (said.isdecimal() or says_itself):
            yield f"the link “{link.words}” says “{said}”, and not what that is"
        elif says_itself:
            yield f"the link “{link.words}” says its own words again: “{said}”"
