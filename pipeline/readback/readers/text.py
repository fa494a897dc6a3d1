"""Reads a plain text back, line by line."""

import re
from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.model.risk_figure import SIGNS, SIGNS_A_UNIT, Kind, RiskFigure
from pipeline.readback.counted import Counted

_ROW = re.compile(rf"\s*[{re.escape(''.join(SIGNS.values()))}]+")


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words without rules, edges of boxes and marks of lists."""
    for number, line in enumerate(artifact.content.decode(errors="replace").splitlines(), 1):
        yield from as_heard(line, f"line {number}") if any(map(str.isalnum, line)) else ()


def counted(content: bytes) -> Iterator[Counted]:
    """Yield each drawing of a fact by its signs."""
    lines = content.decode(errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if _begins(line) and not (number > 1 and _ROW.fullmatch(lines[number - 2])):
            rows = []
            for row in lines[number - 1:]:
                if not _ROW.fullmatch(row):
                    break
                rows.append(row.strip())
            yield Counted(f"line {number}", _signs("".join(rows)))


def _begins(line: str) -> bool:
    return bool(_ROW.fullmatch(line)) and line.strip()[0] in (SIGNS["filled"], SIGNS["striped"])


def _signs(row: str) -> RiskFigure:
    """Return what a row of signs shows; a unit cut short counts as one that is too many."""
    kind: Kind = "timeline" if SIGNS["goal"] in row else "icons"
    filled, striped = (-(-row.count(SIGNS[look]) // SIGNS_A_UNIT[kind]) for look in ("filled", "striped"))
    return RiskFigure(kind, filled, striped, row.count(SIGNS["open"]) + row.count(SIGNS["goal"]))
