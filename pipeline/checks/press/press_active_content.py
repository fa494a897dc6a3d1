"""The file holds something that a program would run, send, play or unpack.

JavaScript, forms, actions on opening and embedded files have nothing to do on paper, change what a page shows, and
stop a print shop's mail filter. PDF/X-4 (ISO 15930-7) bans actions and JavaScript.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for what in press.file.active:
        yield error(press.place(), f"the file holds {what}",
                    why="paper runs nothing, and a shop's preflight or mail filter turns the file down",
                    fix="export for print, without interactive elements")
