"""A language's folder is not named in `languages`.

Nothing in it reaches a product. Add its tag to `languages` in publication.yaml when the translation is ready.
"""

from pipeline.model.finding import Findings, Place, warning
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Source
from pipeline.model.source_files import NEEDED_BY_LANGUAGE


def check(source: Source) -> Findings:
    known = source.publication.languages
    folders = {path.split("/")[1] for path in source.tree.files
               if path.endswith(tuple(f"/{name}" for name in NEEDED_BY_LANGUAGE)) or "/topics/" in path}
    for folder in sorted(folders - set(known)):
        yield warning(Place(f"source/{folder}"), f"“{folder}” is not among the languages{suggestion(folder, known)}",
                      why="nothing in this folder reaches a product",
                      fix=f"add “{folder}” to languages in source/publication.yaml, or rename the folder")
