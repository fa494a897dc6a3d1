"""Ace by DAISY, the accessibility checker for e-books, finds a fault in the e-book.

It examines each page in a real browser (WCAG rules by axe-core), whether epub:type and role say the same, and
whether the metadata tells readers what they need. What hinders seriously stops the product, the rest warns.
Shops take a book of another program all the same: what hinders seriously on its pages warns, the rest is a note, and
so is what its package does not say of itself, which is told at once.
Its rules are explained at https://daisy.github.io/ace/ and https://kb.daisy.org/publishing/.
"""

from collections.abc import Iterable, Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Findings, Place, error, note, warning
from pipeline.tools.validators import browser
from pipeline.tools.validators.browser import Assertion

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.EPUB})
_SERIOUS = ("critical", "serious")
#: What to do about what it finds most often; the rest is in DAISY's knowledge base.
_MENDS = {
    "color-contrast": "give words and ground colours that differ more, 4.5 to 1 at least",
    "document-title": "write a title into the head of the page",
    "duplicate-id-aria": "give each element an id of its own",
    "empty-heading": "write words into the heading, or take it out",
    "epub-lang": "write xml:lang on the package, as dc:language says",
    "epub-type-has-matching-role": "write the role that goes with epub:type, as doc-toc with toc",
    "html-has-lang": "write lang and xml:lang on the html element",
    "image-alt": "say in alt what the picture tells, or write alt=\"\" where it only decorates",
    "link-name": "write words into the link, or say in aria-label where it leads",
    "svg-img-alt": "write a title into the drawing, or aria-label on it",
}
#: Rules of Ace about the book as a whole, and those about what its package says of itself.
_OF_THE_WHOLE, _UNSAID = ("epub-", "metadata-"), "metadata-"


def check(artifact: Artifact) -> Findings:
    found = browser.assertions(artifact.content)
    if artifact.is_foreign:
        yield from _unsaid(artifact, [each for each in found if each.rule.startswith(_UNSAID)])
        found = tuple(each for each in found if not each.rule.startswith(_UNSAID))
    yield from _told(artifact, found)


def _unsaid(artifact: Artifact, unsaid: list[Assertion]) -> Iterator[Finding]:
    """Yield one remark for all that a stranger's package leaves unsaid."""
    if unsaid:
        rules = ", ".join(sorted({each.rule.removeprefix(_UNSAID) for each in unsaid}))
        yield note(Place(artifact.name, detail=unsaid[0].file),
                   f"the package does not say, or not rightly, how accessible the book is: {rules}",
                   why="nobody learns before buying whether they can read it; in the European Union shops ask for it",
                   fix="add the accessibility metadata of EPUB Accessibility 1.1 (schema:accessMode and the others)")


def _told(artifact: Artifact, found: Iterable[Assertion]) -> Findings:
    for each in found:
        is_serious = each.impact in _SERIOUS
        if artifact.is_foreign:
            say = warning if is_serious and not each.rule.startswith(_OF_THE_WHOLE) else note
        else:
            say = error if is_serious else warning
        spot = browser.spot(artifact.content, each.file, each.markup)
        yield say(Place(artifact.name, detail=spot), f"{each.text} ({each.rule})",
                  why="some readers cannot use this part of the book",
                  fix=_MENDS.get(each.rule, f"look {each.rule} up in the knowledge base of DAISY"))
