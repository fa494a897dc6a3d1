"""A word of the manuscript stands on no page.

A typesetter drops what does not fit a box of fixed height, without a warning; so the words that were laid out are
counted against the words of the manuscript.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error
from pipeline.model.layout import place_of_lost


def check(draft: Draft) -> Findings:
    lost = draft.layout.lost_text
    if lost:
        yield error(draft.manuscript.place_at(place_of_lost(lost, draft.manuscript)),
                    f"{len(lost.split())} words are on no page: “{lost.strip()}”",
                    why="a reader would miss them, and nobody would notice",
                    fix="shorten the text of the panel that they belong to, or give the part another panel")
