"""The pages of a file do not go together: other sizes, turned against each other, or one with nothing on it.

Where the text of one page runs another way than that of the first, its sheet is printed upside down or across. Text
that is turned on purpose on a whole page is a reason to look, so this is a warning, but for what was agreed.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, Findings, error, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import PrintedPage

_TOLERANCE_MM = 0.5
_TURNED = {90: "a quarter turn", 180: "upside down", 270: "a quarter turn"}


def check(press: PressFile) -> Findings:
    pages = press.file.pages
    yield from _blank(press)
    first = next((page for page in pages if page.reads is not None), None)
    for page in pages:
        if first and page.reads is not None and page.reads != first.reads:
            yield _turned(press, page, first)
        if _differs(page, pages[0]):
            (width, height), (first_width, first_height) = page.shown_mm or (0, 0), pages[0].shown_mm or (0, 0)
            yield warning(press.place(page.number), f"the page is {width:.0f} × {height:.0f} mm, the first one is"
                                                    f" {first_width:.0f} × {first_height:.0f}",
                          why="one run of a press prints one size",
                          fix="export pages of another size (a cover, an insert) as a file of their own")


def _turned(press: PressFile, page: PrintedPage, first: PrintedPage) -> Finding:
    turn = _TURNED[((page.reads or 0) - (first.reads or 0)) % 360]
    say = error if press.terms.trim_mm else warning
    return say(press.place(page.number), f"the page stands against page {first.number}: {turn}",
               why="its side of the sheet would be printed so", fix="turn the page where the file is made (its Rotate),"
                                                                   " so that all pages read the same way")


def _differs(page: PrintedPage, first: PrintedPage) -> bool:
    if page.shown_mm is None or first.shown_mm is None:
        return False
    return any(abs(one - other) > _TOLERANCE_MM for one, other in zip(page.shown_mm, first.shown_mm, strict=True))


def _blank(press: PressFile) -> Iterator[Finding]:
    """Yield the pages without ink; a file that has nothing else is told by nobody's rule but this one."""
    inked = {paint.page for paint in press.file.seen if paint.kind != "group" and not paint.is_paper}
    damaged = {damage.page for damage in press.file.damages}
    for page in press.file.pages if inked else ():
        if page.number not in inked | damaged:
            yield warning(press.place(page.number), "the page is blank",
                          why="an empty sheet may be meant, or a page may have been lost",
                          fix="look whether something is missing; a blank page that is meant needs nothing")
