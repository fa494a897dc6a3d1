"""A link, a note or a form field stands on a page that is printed.

Annotations are drawn by the program that shows the file, not by the press; PDF/X-4 (ISO 15930-7) bans them inside the
bleed; what stands outside, as printers' marks do, is cut off.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for page in press.file.pages:
        for kind in sorted(set(page.annotations)):
            yield error(press.place(page.number), f"an annotation of kind {kind}",
                        why="it may print, or stop the shop's preflight",
                        fix=press.fix(ours="the finisher drops annotations; see who added this one",
                                         anyones="export for print, without links, notes and form fields"))
