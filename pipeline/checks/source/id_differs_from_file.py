"""A channel or an imprint has another id than its file's name.

People look for `leaflet` in leaflet.yaml, and two files could claim the same id. Make the two the same.
"""

from pathlib import PurePosixPath

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for folder in ("channels", "imprints"):
        for document in source.tree.documents_in(folder):
            name, identifier = PurePosixPath(document.path).stem, document.data["id"]
            if identifier != name:
                yield error(document.place(("id",)), f"the id “{identifier}” is not the file's name “{name}”",
                            why="a product or clinic is looked up by its file, and two files could claim one id",
                            fix=f"write “id: {name}”, or rename the file")
