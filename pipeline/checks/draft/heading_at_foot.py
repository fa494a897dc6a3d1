"""A heading stands at the foot of a page, and what it heads begins overleaf.

A reader who turns the page has lost the heading, and a printed page that ends in a heading looks like a mistake
(Chicago Manual of Style, 2.117).
The style sheets keep a heading with what follows (`break-after: avoid`); where that fails, the text below is kept whole
and too long for what is left of the page.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error


def check(draft: Draft) -> Findings:
    for foot in draft.layout.flow.feet:
        if foot.is_heading:
            yield error(draft.manuscript.place_at(foot.at, foot.page),
                        f"page {foot.page} of {draft.manuscript.edition.channel.id} ends in the heading “{foot.words}”",
                        why="it is lost to a reader who turns the page",
                        fix="allow what follows to break over pages, or shorten a paragraph before it")
