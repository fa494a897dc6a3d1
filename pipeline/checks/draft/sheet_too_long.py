"""A sheet goes on overleaf: its channel promises everything on one page (`page: {type: sheet}`).

A ward prints it on one side and pins it up or hands it over; what is overleaf is not there. The last words of the first
page are told: what follows them has no room.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, Place, error, warning


def check(draft: Draft) -> Findings:
    edition, pages = draft.manuscript.edition, draft.rendering.pages or 0
    if edition.channel.page and edition.channel.page.type == "sheet" and pages > 1:
        tell = warning if edition.is_draft else error  # the mark of a draft takes room that no one else needs
        last = next((each for each in draft.layout.flow.feet if each.page == 1), None)
        behind = f": all behind “{last.words}” stands overleaf" if last else ""
        yield tell(_place(draft, last.at if last else ""),
                   f"the sheet {edition.output} has {pages} pages; it may have 1{behind}",
                   why="a ward prints one side, and what is overleaf is lost",
                   fix="shorten the key points, the questions or what the call box says")


def _place(draft: Draft, at: str) -> Place:
    """Return the place of words, of their topic where they have none of their own."""
    topics = draft.manuscript.edition.topics
    return draft.manuscript.place_at(at) if at or not topics else Place(topics[0].path)
