"""The typesetter did not understand something and left it out.

WeasyPrint only logs what it cannot do (a property it does not know, a picture it cannot read) and goes on without
it, so every record of level WARNING or above stops the product. Named is the line of the style sheet, or of the source,
that it means; else the files of this project of which one has to change.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, Place, error
from pipeline.model.layout import Complaint

_CHARACTER = "say it with a character that the fonts of styles/tokens.yaml hold"
_NAME = "give this heading other words, or lead the link to one that is there"


def check(draft: Draft) -> Findings:
    for complaint in draft.layout.complaints:
        place, fix = _traced(complaint, draft)
        yield error(place, f"the typesetter says: {complaint.said}",
                    why="what it does not understand is left out of the page", fix=fix, about=complaint.about)


def _traced(complaint: Complaint, draft: Draft) -> tuple[Place, str]:
    """Return where a complaint is to be mended, and how."""
    if complaint.path:
        return Place(complaint.path, complaint.line), "correct this line of the style sheet"
    edition, about = draft.manuscript.edition, complaint.about
    is_character = len(about) == 1
    if about:
        place = draft.manuscript.place_of(about) if is_character else draft.manuscript.place_of_name(about)
        if place.path.startswith("source/"):
            return place, _CHARACTER if is_character else _NAME
        if any(about in label for label in edition.language.labels.values()):
            return Place(f"source/{edition.language.tag}/labels.yaml"), _CHARACTER
    sheets = ", ".join(f"{name}.css" for name in edition.contract.sheets)
    return (Place(f"build/{edition.output}"), "the words of the source are not at fault: mend"
            f" pipeline/formats/{edition.channel.format.replace('-', '_')}.py, or of styles/css one of {sheets}")
