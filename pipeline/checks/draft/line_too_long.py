"""A plain text, or braille, holds a word, most likely a web address, that is wider than a line.

A window of 72 columns breaks it at any letter, and a box around it stays open. An address is parted behind its slashes,
points and hyphens; what stands between two of them may still be too wide.
A line of braille has 40 cells and no more.
Use a shorter word or address; a word of several parts may be written with a space.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error

#: What may stand around a word, and belongs to the sentence.
_AROUND = ".,;:!?()[]“”‘’\"'"


def check(draft: Draft) -> Findings:
    for words in dict.fromkeys(draft.layout.long_words):
        longest = max(words.split(), key=len)
        yield error(draft.manuscript.place_of(longest.strip(_AROUND)), f"“{words}” is wider than its line",
                    why="the line breaks anywhere, and a box stays open",
                    fix="use a shorter word or address", about=longest)
