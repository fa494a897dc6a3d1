"""The file is encrypted, even if it opens without a password.

A print shop's machine may not open it, or may not be allowed to print it. PDF/X-4 (ISO 15930-7) bans encryption.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    if press.file.is_encrypted:
        yield error(press.place(), "the file is encrypted", why="the shop's machine may refuse to plate it",
                    fix="save it without password and restrictions")
