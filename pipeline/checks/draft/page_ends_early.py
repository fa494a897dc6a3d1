"""A page ends early: more than a third of it is empty, and nobody meant it.

What follows is kept whole (a table, a drawing, a box, the opening of a topic) and has no room there. A hole in the
middle of a topic looks like its end, and a family that thinks so does not turn the page.
A page may end where it likes before a part that begins a page of its own (`break-before: page`), and so may the last.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, note

MOST_EMPTY = 1 / 3


def check(draft: Draft) -> Findings:
    for foot in draft.layout.flow.feet:
        if foot.empty > MOST_EMPTY:
            yield note(draft.manuscript.place_at(foot.at, foot.page),
                       f"page {foot.page} of {draft.manuscript.edition.channel.id} ends below “{foot.words}”,"
                       f" {round(100 * foot.empty)} percent of it empty",
                       why="a hole looks like the end, and readers do not turn the page",
                       fix=f"“{foot.follows}”, which follows, is kept whole and does not fit: shorten it or what stands"
                           " before it, or let it break in styles/css")
