"""The typesetter did not understand something and left it out.

WeasyPrint only logs what it cannot do (a property it does not know, a picture it cannot read) and goes on without
it, so every record of level WARNING or above stops the product.
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, Place, error


def check(draft: Draft) -> Findings:
    for complaint in draft.layout.complaints:
        yield error(Place(f"build/{draft.manuscript.edition.output}"), complaint,
                    why="what the typesetter does not know is left out of the page",
                    fix="mend the style sheet or the markup that it names")
