"""axe-core finds a page of the e-book that some readers cannot use, in light or in dark.

It examines each page in Chromium as it is shown: contrast, names, roles, headings, landmarks (WCAG 2.2 A and AA, and
good practice). What hinders seriously stops the product, the rest warns. Its rules are explained at
https://dequeuniversity.com/rules/axe/.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.model.finding import Finding, Place, error, note, warning
from pipeline.tools import axe, epub_pages

DEPTH = "full"
MEDIA_TYPES = frozenset({"application/epub+zip"})
_SEVERITIES = {"critical": error, "serious": error}


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each element that breaks a rule, or a note where axe-core is not installed."""
    with epub_pages.unpacked(artifact.content) as pages:
        try:
            found = axe.violations(pages)
        except MissingTool as missing:
            yield note(Place(artifact.name), "the pages of this e-book were not examined by axe-core",
                       why="nobody knows whether all readers can use them", fix=str(missing))
            return
        except ToolFailed as fault:
            if artifact.manuscript:
                raise
            yield error(Place(artifact.name), f"axe-core cannot open this e-book: {fault}",
                        why="what it cannot open, some readers cannot either", fix="mend what EPUBCheck finds first")
            return
    for each in found:
        say = _SEVERITIES.get(each.impact, warning)
        spot = epub_pages.spot(artifact.content, str(each.file), each.markup)
        yield say(Place(artifact.name, detail=spot), f"in {' and '.join(each.schemes)}, {each.text} ({each.rule})",
                  why="some readers cannot use this part of the book",
                  fix=f"look {each.rule} up among the rules of axe-core")
