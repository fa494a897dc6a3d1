"""The last line of a paragraph holds fewer than four letters.

A line such as “to.” makes a hole before the next paragraph, larger than an indent can bridge. Print formats bind a
short last word to the one before it; what is left comes from a long word that was parted, or from a narrow measure.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, warning

FEWEST_LETTERS = 4


def check(draft: Draft) -> Findings:
    for line in draft.layout.flow.last_lines:
        if sum(map(str.isalnum, line.words)) < FEWEST_LETTERS:
            yield warning(draft.manuscript.place_at(line.at, line.page),
                          f"a paragraph on page {line.page} of {draft.manuscript.edition.channel.id} ends in the line"
                          f" “{line.words}”",
                          why="so short a line makes a hole in the page",
                          fix="change the paragraph by a word")
