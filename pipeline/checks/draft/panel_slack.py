"""A panel of a folded sheet is nearly full.

Less than three millimetres, which is under one line, is left below the text: the next edit or a translation
(German and Spanish run a fifth longer than English) will overflow it.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, note

ENOUGH_MM = 3.0


def check(draft: Draft) -> Findings:
    edition = draft.manuscript.edition
    for panel in draft.layout.panels:
        if not panel.overflow_mm and panel.slack_mm < ENOUGH_MM:
            yield note(draft.manuscript.place_at(panel.at, panel.page),
                       f"panel {panel.name} of {edition.channel.id} has {panel.slack_mm:.1f} mm left below this",
                       why="one more line will not fit",
                       fix=f"shorten this text, or move a part in source/channels/{edition.channel.id}.yaml")
