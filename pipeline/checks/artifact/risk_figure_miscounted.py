"""A drawing of a fact shows other numbers than the ledger: an icon too many or too few, or one that looks otherwise.

The icons are counted in the finished file by what a reader sees: filled, striped, outlined. A picture is believed
before the words beside it are read.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.manuscript import Manuscript
from pipeline.model.risk_figure import RiskFigure, risk_figure
from pipeline.model.tree import fact_of, is_div
from pipeline.readback import readers
from pipeline.readback.counted import Counted

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    wanted = list(_wanted(artifact.manuscript)) if artifact.manuscript and not artifact.is_companion else []
    found = readers.counted(artifact) if wanted else []
    for fact, figure in wanted:
        place = next((index for index, each in enumerate(found) if each.shown == figure), None)
        if place is None:
            nearest = next(iter(found), None)
            yield artifact.fault(
                f"the drawing of the fact “{fact}” should have {_told(figure)}, and has {_shown(nearest)}",
                nearest.where if nearest else "",
                why="a wrong picture is believed before the right words beside it are read",
                fix="make the file anew; if it is the same again, the format that draws it is at fault")
        found = found[1 if place is None else place + 1:]


def _wanted(manuscript: Manuscript) -> Iterator[tuple[str, RiskFigure]]:
    for section in manuscript.sections:
        for element in section.branches:
            fact = fact_of(element) if is_div(element, "risk-figure") else None
            figure = risk_figure(manuscript.edition.facts[fact]) if fact else None
            if fact and figure:
                yield fact, figure


def _shown(found: Counted | None) -> str:
    return _told(found.shown) if found else "none"


def _told(figure: RiskFigure) -> str:
    return f"{figure.filled} filled, {figure.striped} striped and {figure.last} other units"
