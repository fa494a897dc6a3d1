"""axe-core finds a page of the e-book, or the web page, that some readers cannot use, in light or in dark.

It examines each page in Chromium as it is shown: contrast, names, roles, headings, landmarks (WCAG 2.2 A and AA, and
good practice). What hinders seriously stops the product, the rest warns. Its rules are explained at
https://dequeuniversity.com/rules/axe/.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error, warning
from pipeline.tools.keeping import scratch
from pipeline.tools.validators import browser
from pipeline.tools.validators.browser import Violation

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.EPUB, media_type.HTML})
IS_HOUSE_RULE = True
_PAGE = media_type.HTML
_SEVERITIES = {"critical": error, "serious": error}


def check(artifact: Artifact) -> Findings:
    with _pages(artifact) as pages:
        found = browser.violations(pages)
    for each in found:
        say = _SEVERITIES.get(each.impact, warning)
        spot = _spot(artifact, each)
        yield say(Place(artifact.name, detail=spot), f"in {' and '.join(each.schemes)}, {each.text} ({each.rule})",
                  why="some readers cannot use this part",
                  fix=f"look {each.rule} up among the rules of axe-core")


@contextmanager
def _pages(artifact: Artifact) -> Iterator[tuple[Path, ...]]:
    """Give the pages of a file to a browser: those inside an e-book, or the one page that it is."""
    if artifact.media_type != _PAGE:
        with browser.unpacked(artifact.content) as pages:
            yield pages
        return
    with scratch.holding({"page.html": artifact.content}) as folder:
        yield (folder / "page.html",)


def _spot(artifact: Artifact, violation: Violation) -> str:
    if artifact.media_type != _PAGE:
        return browser.spot(artifact.content, str(violation.file), violation.markup)
    line = browser.line_in(artifact.content, violation.markup)
    return f"line {line}" if line else ""
