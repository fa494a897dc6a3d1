"""The file names inks of its own, beside those of the press.

Each is a plate, and money. Where the terms exclude them it is an error of press-colour; else it is told, so that nobody
finds a fifth plate on the bill.
"""

from pipeline.model.finding import Findings, note
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    pages: dict[str, set[int]] = {}
    for paint in press.file.seen if press.terms.has_spot_inks else ():
        for ink in paint.spots:
            pages.setdefault(ink, set()).add(paint.page)
    for ink, where in sorted(pages.items()):
        yield note(press.place(min(where)), f"the spot ink “{ink}” is used, on {len(where)} of {len(press.file.pages)}"
                                            f" page{'s' if press.file.pages[1:] else ''}",
                   why="each ink is a plate of its own, and is paid for",
                   fix="nothing to do if it was ordered; else convert it to CMYK where the file is made")
