"""Examines pages with axe-core in Chromium, once in light and once in dark."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.tools.validators import node

#: How much a fault hinders, as axe-core and Ace rate it.
Impact = Literal["minor", "moderate", "serious", "critical"]


@dataclass(frozen=True)
class Violation:
    """A rule that an element breaks: in which file, in which light (or both), and the element's markup."""

    file: Path
    schemes: tuple[Literal["light", "dark"], ...]
    rule: str
    impact: Impact
    text: str
    markup: str


def violations(pages: Iterable[Path]) -> tuple[Violation, ...]:
    """Return all that axe-core finds in pages; raises MissingTool where it is not installed."""
    printed = json.loads(node.run(*map(str, pages), script="axe.mjs"))
    found: dict[tuple[str, str, str], Violation] = {}
    for each in printed:
        spot = (each["file"], each["id"], each["html"])
        before = found[spot].schemes if spot in found else ()
        found[spot] = Violation(Path(each["file"]), (*before, each["scheme"]), each["id"], each["impact"],
                                f"{each['help']}: {_plain(each['failureSummary'])}", each["html"])
    return tuple(found.values())


def _plain(summary: str) -> str:
    """Return the first reason that axe-core gives, below its heading."""
    lines = [line.strip() for line in summary.splitlines()]
    return lines[1] if len(lines) > 1 else summary
