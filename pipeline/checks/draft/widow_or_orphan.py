"""A single line of a paragraph stands alone at the head or at the foot of a page.

It is hard to read and looks like a slip. The style sheets ask for two or three lines on either side (`orphans`,
`widows`); a paragraph that must not break at all, or a style that says otherwise, can get past them.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, warning


def check(draft: Draft) -> Findings:
    for torn in draft.layout.flow.torn:
        if torn.kind == "paragraph" and 1 in (torn.parts[0], torn.parts[-1]):
            yield warning(draft.manuscript.place_at(torn.at, torn.page),
                          f"one line of the paragraph “{torn.words} …” stands alone on a page of"
                          f" {draft.manuscript.edition.channel.id} (pages {torn.page} and on)",
                          why="a line alone is hard to read and looks like a slip",
                          fix="set orphans and widows to 2 or more in styles/css, or change the paragraph's length")
