"""A panel of a folded sheet, or a page, holds more than fits.

What reaches beyond its box runs over the fold or the trim, and a typesetter may drop it without a word.
The message tells by how much, and names the source of the first text that is beyond the box, or the word that is wider
than its line. A table is helped before that: its words are parted by hyphens, then its cells are set smaller, and then
each of its rows stands as lines of its own.
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
                _said(panel, edition.channel.id), why="words would stand on the fold or be cut off",
                fix=_mend(panel, edition.channel.id))


def _said(panel: PanelFit, channel: str) -> str:
    where = f"{f'panel {panel.name}' if panel.name else f'page {panel.page}'} of {channel}"
    if panel.word:
        return f"“{panel.word}” is {panel.overflow_mm:.1f} mm too wide for {where}"
    return f"{where} is {panel.overflow_mm:.1f} mm too full"


def _mend(panel: PanelFit, channel: str) -> str:
    if panel.word:
        return "use a shorter word, or a table with fewer columns"
    if not panel.name:
        return "shorten this text, or part it into two paragraphs"
    return f"shorten this text, or move a part to another panel in source/channels/{channel}.yaml"
