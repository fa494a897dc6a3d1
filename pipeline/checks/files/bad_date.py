"""A date does not exist, or is not written as year-month-day.

Readers judge by the dates whether the guide is up to date, and the build compares them. Write it as 2026-11-22.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for place, misfit in tree.misfits("bad-date"):
        yield error(place, f"“{misfit.key}” is no date",
                    why="readers judge by the dates whether the guide is up to date",
                    fix="write a day that exists as year-month-day, such as 2026-11-22")
