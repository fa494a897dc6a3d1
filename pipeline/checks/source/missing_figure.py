"""A text shows a drawing that is not there.

The page would have a blank. Correct the path, or add the drawing as `source/figures/<id>.svg`.
"""

from pipeline.model.finding import Findings, Place, error
from pipeline.model.nearest import advice
from pipeline.model.prose import passages
from pipeline.model.publication import Source
from pipeline.model.risk_figure import fact_of_target

#: The drawing on the cover of every product.
_COVER = "figures/cover.svg"


def check(source: Source) -> Findings:
    known = source.publication.figures
    for passage in passages(source):
        for element in passage.branches:
            path = element["c"][2][0] if element["t"] == "Image" else None
            if path is not None and path not in known and fact_of_target(path) is None:
                yield error(passage.place_of(element), f"there is no drawing “{path}”",
                            why="the page would have a blank", fix=f"{advice(path, known)}, or {_added(path)}")
    if _COVER not in known:
        yield error(Place(f"source/{_COVER}"), "the drawing of the cover is missing",
                    why="every product with a cover shows it", fix=f"add source/{_COVER}")


def _added(path: str) -> str:
    is_ours = path.startswith("figures/") and ".." not in path
    return f"add source/{path}" if is_ours else "put the picture into source/figures/ and write figures/ and its name"
