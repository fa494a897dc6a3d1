"""The imprint that every build makes names a clinic.

`default` is nobody in particular: its products have lines on which families write down whom to call. Nothing examines
what it says as a clinic's data are, and its logo and code would not be drawn. Give the clinic a file of its own below
`source/imprints/`, or a row of a list, and run `python -m pipeline imprint`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for document in source.tree.documents_in("imprints"):
        said = next((key for key, value in document.data.items() if key != "id" and value), None)
        if document.data["id"] == "default" and said:
            yield error(document.place((said,)), f"the imprint “default” is nobody’s, yet it has “{said}”",
                        why="nothing examines it, and its products would show a part of it",
                        fix="move this into a file of its own in source/imprints/, and run: python -m pipeline imprint")
