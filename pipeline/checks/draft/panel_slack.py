"""A panel of a folded sheet is nearly full, or ends early.

Less than three millimetres, which is under one line, is left below the text: the next edit or a translation
(German and Spanish run a fifth longer than English) will overflow it. More than fifteen, and it looks unfinished beside
the others, if at least half of them are fuller; `space_mm` of a panel sets its parts further apart. A cover may end
where it likes.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, note

ENOUGH_MM, MOST_MM = 3.0, 15.0


def check(draft: Draft) -> Findings:
    channel = draft.manuscript.edition.channel
    path = f"source/channels/{channel.id}.yaml"
    inner = [each.slack_mm for each in draft.layout.panels if not each.name.startswith("cover")]
    is_full = channel.fold is not None and 2 * sum(slack <= MOST_MM for slack in inner) >= len(inner)
    for panel in draft.layout.panels:
        place = draft.manuscript.place_at(panel.at, panel.page)
        left = f"panel {panel.name} of {channel.id} has {panel.slack_mm:.1f} mm left below this"
        if not panel.overflow_mm and panel.slack_mm < ENOUGH_MM:
            yield note(place, left, why="one more line will not fit",
                       fix=f"shorten this text, or move a part in {path}")
        elif is_full and panel.slack_mm > MOST_MM and not panel.name.startswith("cover"):
            yield note(place, left, why="beside the other panels it looks unfinished",
                       fix=f"move a part in {path}, or give the panel `space_mm` there")
