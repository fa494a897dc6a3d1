"""The headings of a tagged PDF are not those that a reader who goes from heading to heading needs.

The title of the document comes first, then one heading of the first level for each section; no heading stands in
another, none is empty. veraPDF has no rule for it; a screen reader says a level twice, or jumps past a topic.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import in_line, is_div, plain_text
from pipeline.tools.reading import pdf_tree
from pipeline.tools.reading.pdf_tree import Tag

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})
_LEVELS = frozenset(f"H{level}" for level in range(1, 7))


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or "PDF/UA-1" not in artifact.manuscript.edition.contract.claims:
        return
    root = pdf_tree.tree(artifact.content)
    for message, page in _faults(root, list(_meant(artifact.manuscript))) if root else ():
        yield artifact.fault(message, page=page, why="who goes from heading to heading is told a level twice, or misses"
                                                     " a topic", fix="mend the tags in pipeline/tools/pdf/pdf_tags.py")


def _meant(manuscript: Manuscript) -> Iterator[str]:
    """Yield the headings of the first level: the title where a cover shows it, then each section's."""
    for section in manuscript.sections:
        if section.title:
            yield plain_text(in_line(section.label))
        else:
            yield from (plain_text([each]) for each in section.branches if is_div(each, "title"))


def _faults(root: Tag, meant: list[str]) -> Iterator[tuple[str, int]]:
    headings = [each for each in root.walk() if each.kind in _LEVELS]
    for heading in headings:
        inner = [each for each in heading.walk() if each.kind in _LEVELS and each is not heading]
        if inner:
            yield f"a heading stands in the heading “{heading.words}”", heading.page
        elif not heading.words:
            yield "a heading is empty", heading.page
    if headings and headings[0].kind != "H1":
        yield f"the first heading, “{headings[0].words}”, is not of the first level", headings[0].page
    first_level = [each for each in headings if each.kind == "H1"]
    for wanted, found in zip(meant, first_level, strict=False):
        if not _says(found.words, wanted):
            yield f"“{found.words}” stands where “{wanted}” is the heading of the first level", found.page
            return
    if len(meant) != len(first_level):
        yield f"there are {len(first_level)} headings of the first level, and {len(meant)} titles", 0


def _says(found: str, meant: str) -> bool:
    """Tell whether a heading holds the letters of a title in their order; numbers of notes may stand between."""
    letters = iter("".join(found.split()))
    return all(letter in letters for letter in "".join(meant.split()))
