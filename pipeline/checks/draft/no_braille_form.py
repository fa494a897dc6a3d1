"""A text in braille holds a character that its table has no cells for.

liblouis would spell its code instead (x2610), in the middle of a sentence. Reword the sentence.
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
