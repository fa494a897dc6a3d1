"""A text in braille holds a character that its table has no cells for, or a word that reads as another one.

liblouis would spell the code of the character (x2610), in the middle of a sentence; a sign that has the cells of a
letter is read as that, and Spanish `4a` as 41. Reword the sentence.
"""

from unicodedata import name

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error


def check(draft: Draft) -> Findings:
    for character in sorted(draft.layout.unwritten):
        yield error(draft.manuscript.place_of(character),
                    f"“{character}” ({name(character, 'a character without a name')}) has no form in braille",
                    why="a reader would meet the number of a character in the middle of a sentence",
                    fix="say it in words", about=character)
    for word, other in draft.layout.misread:
        yield error(draft.manuscript.place_of(word), f"“{word}” has the cells of {other} in braille",
                    why="a reader would meet another figure", fix="put a space or a hyphen between, or say it in words",
                    about=word)
