"""Ace by DAISY, the accessibility checker for e-books, finds a fault in the e-book.

It examines each page in a real browser (WCAG rules by axe-core), whether epub:type and role say the same, and
whether the metadata tells readers what they need. What hinders seriously stops the product, the rest warns; nothing
stops a book of another program, which shops take all the same.
Its rules are explained at https://daisy.github.io/ace/ and https://kb.daisy.org/publishing/.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error, warning
from pipeline.tools.validators import browser

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.EPUB})
_SEVERITIES = {"critical": error, "serious": error}


def check(artifact: Artifact) -> Findings:
    for each in browser.assertions(artifact.content):
        say = warning if artifact.is_foreign else _SEVERITIES.get(each.impact, warning)
        spot = browser.spot(artifact.content, each.file, each.markup)
        yield say(Place(artifact.name, detail=spot), f"{each.text} ({each.rule})",
                  why="some readers cannot use this part of the book",
                  fix=f"look {each.rule} up in the knowledge base of DAISY")
