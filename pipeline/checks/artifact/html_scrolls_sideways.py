"""The web page is wider than the screen, so that a reader has to move each line to and fro (WCAG 2.2, 1.4.10).

Chromium shows it 320, 768 and 1280 pixels wide, and with letters of twice the size (1.4.4) on 640 and 1280, each with
scroll bars that lie over the page and with bars that take their room from it. No element may end outside the screen.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.keeping import scratch
from pipeline.tools.validators import browser

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.HTML})


def check(artifact: Artifact) -> Findings:
    with scratch.holding({"page.html": artifact.content}) as folder:
        found = browser.overflows(folder / "page.html")
    for each in found:
        letters = " with letters of twice the size" if each.is_enlarged else ""
        bar = ", beside a scroll bar" if each.needs_bar else ""
        yield artifact.fault(
            f"on a screen of {each.width_px} pixels{letters}{bar}, it ends {each.beyond_px} pixels outside",
            each.element,
            why="a reader has to move the page to and fro for each line (WCAG 2.2, 1.4.10)",
            fix="let the words wrap, or the width follow the screen (styles/css/web.css)")
