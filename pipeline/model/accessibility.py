"""What our e-books offer readers who need access, in the words of EPUB and in the codes of the book trade."""

from collections.abc import Iterator

#: Term of schema.org (EPUB Accessibility 1.1, appendix B) -> code of ONIX list 196 that says the same.
FEATURES = {"alternativeText": "14", "displayTransformability": "36", "readingOrder": "13",
            "structuralNavigation": "29", "tableOfContents": "11"}
#: How the content is taken in, and what helps with that which is seen; all else helps with that which is read.
MODES, _OF_PICTURES = ("textual", "visual"), frozenset({"alternativeText"})
#: Features of a book that marks printed pages.
PAGE_FEATURES = {"pageBreakMarkers": "19", "pageNavigation": "41"}
#: All can be read as text; languages are tagged, roles and landmarks given: for these ONIX alone has codes.
_TOLD_IN_ONIX = ("52", "22", "30", "32")
#: Parts of a claim that a person made, as ONIX lists them.
_CLAIMS = {"EPUB Accessibility 1.1": "04", "WCAG 2.0": "80", "WCAG 2.1": "81", "WCAG 2.2": "82",
           "Level A": "84", "Level AA": "85", "Level AAA": "86"}


def features_for(mode: str) -> list[str]:
    """Return the features that help with what is taken in by a mode, as field 341 of MARC 21 lists them."""
    return [each for each in FEATURES if (each in _OF_PICTURES) == (mode == "visual")]


def onix_codes(*, lists_pages: bool, claim: str = "") -> Iterator[str]:
    """Yield the codes of ONIX list 196 for a book; `claim` is the standard that a person found it to keep to."""
    yield from (*FEATURES.values(), *(PAGE_FEATURES.values() if lists_pages else ()), *_TOLD_IN_ONIX)
    words = claim.replace(" - ", " ")
    yield from (code for name, code in _CLAIMS.items() if f" {name} " in f" {words} ")
