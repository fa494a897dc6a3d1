"""The trailer holds no file identifier, so two versions of a file cannot be told apart by machine.

PDF/X-4 (ISO 15930-7) wants the ID of ISO 32000-1, 14.4: two byte strings, neither of them empty.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    ids = press.file.ids
    if len(ids) != 2 or not all(ids):
        yield error(press.place(), "the trailer has no file identifier",
                    why="a shop's workflow takes a corrected file for the one it already has",
                    fix="write the file again with a program that sets the trailer's ID")
