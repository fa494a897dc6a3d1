"""Part of the file cannot be read, or only by guessing.

A wrong table of contents (xref), a drawing that breaks off, a form that draws itself, an object of the wrong kind:
each reader mends these in its own way, and the print shop's may show another page than ours, or none. What every reader
mends in the same way, mostly without a word, is a note.
"""

from pipeline.model.finding import Findings, error, note
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    for damage in press.file.damages:
        if damage.is_mended:
            yield note(press.place(damage.page or 0), damage.message,
                       why="the file breaks a rule that every reader knows how to mend",
                       fix="nothing to do; a newer version of the program that wrote it may do better")
            continue
        yield error(press.place(damage.page or 0), damage.message,
                    why="each program mends it in its own way, so nobody knows what will print",
                    fix="make the file anew; a program that wrote it like this may do so again")
    if not press.file.pages:
        yield error(press.place(), "the file has no pages", why="there is nothing to print",
                    fix="make the file anew")
