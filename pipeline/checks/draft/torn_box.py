"""A page's end tears a box or a short list so that one line or one item of it stands alone.

A box is read at a glance, a list of up to seven items is remembered whole; what is torn off is missed.
The style sheets keep both together (`break-inside: avoid`), which a page cannot do for one that is longer than itself.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, warning
from pipeline.model.layout import Torn

SHORT_LIST = 7


def check(draft: Draft) -> Findings:
    """Yield one finding for each box or short list of which one piece is torn off."""
    for torn in draft.layout.flow.torn:
        if _is_short(torn) and 1 in (torn.parts[0], torn.parts[-1]):
            piece = "line" if torn.kind == "box" else "item"
            yield warning(draft.manuscript.place_at(torn.at, torn.page),
                          f"one {piece} of the {torn.kind}{f' “{torn.words}”' if torn.words else ''} stands alone on a"
                          f" page of {draft.manuscript.edition.channel.id} (pages {torn.page} and on)",
                          why="what is torn off is missed",
                          fix="keep it together with break-inside in styles/css, or shorten what stands before it")


def _is_short(torn: Torn) -> bool:
    return torn.kind == "box" or (torn.kind == "list" and sum(torn.parts) <= SHORT_LIST)
