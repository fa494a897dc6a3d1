"""Shows a page on screens of several widths in Chromium, and finds what ends outside."""

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.tools.validators import node


@dataclass(frozen=True)
class Overflow:
    """An element that ends outside the screen: its name, the screen's width, by how much, and whether letters grew."""

    element: str
    width_px: int
    beyond_px: int
    is_enlarged: bool


def overflows(page: Path) -> tuple[Overflow, ...]:
    """Return the outermost elements that leave the screen; raises MissingTool where Chromium is not installed."""
    printed = json.loads(node.run(str(page), script="reflow.mjs"))
    return tuple(Overflow(each["element"], each["width"], each["beyond"], each["enlarged"]) for each in printed)
