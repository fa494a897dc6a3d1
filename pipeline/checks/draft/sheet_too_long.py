"""A sheet goes on overleaf: its channel promises everything on one page (`page: {type: sheet}`).

A ward prints it on one side and pins it up or hands it over; what is overleaf is not there.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, Place, error, warning


def check(draft: Draft) -> Findings:
    edition, pages = draft.manuscript.edition, draft.rendering.pages or 0
    if edition.channel.page and edition.channel.page.type == "sheet" and pages > 1:
        path = edition.topics[0].path if edition.topics else f"build/{edition.output}"
        tell = warning if edition.is_draft else error  # the mark of a draft takes room that no one else needs
        yield tell(Place(path), f"the sheet {edition.output} has {pages} pages; it may have 1",
                   why="a ward prints one side, and what is overleaf is lost",
                   fix="shorten the key points, the questions or what the call box says")
