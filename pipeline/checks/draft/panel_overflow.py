"""A panel of a folded sheet, or a page, holds more than fits.

What reaches beyond its box runs over the fold or the trim, and a typesetter may drop it without a word.
The message tells by how much, and names the source of the first text that is beyond the box.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, Place, error
from pipeline.model.layout import PanelFit


def check(draft: Draft) -> Findings:
    edition = draft.manuscript.edition
    for panel in draft.layout.panels:
        if panel.overflow_mm:
            path, line, column = panel.at.rsplit(":", 2) if panel.at else (f"build/{edition.output}", "0", "0")
            yield error(
                Place(path, int(line), int(column), "" if panel.at else f"page {panel.page}"),
                f"{_named(panel)} of {edition.channel.id} is {panel.overflow_mm:.1f} mm too full",
                why="words would stand on the fold or be cut off",
                fix=_mend(panel, edition.channel.id))


def _named(panel: PanelFit) -> str:
    return f"panel {panel.name}" if panel.name else f"page {panel.page}"


def _mend(panel: PanelFit, channel: str) -> str:
    if not panel.name:
        return "shorten the longest word or web address here"
    return f"shorten this text, or move a part to another panel in source/channels/{channel}.yaml"
