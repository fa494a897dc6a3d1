"""Keeps a figure with what it counts: a no-break space wherever a line break would part them."""

import re
from typing import Any

from pipeline.model.publication import Wording
from pipeline.model.tree import Elements, rewrite

NO_BREAK = "\u00a0"
#: Words that belong to a figure in every language that we print: 35 %, 50 of every 100.
_ALWAYS = ("%", "of", "°C", "°F", "mg", "mL", "kg")
_GAPS = ("Space", "SoftBreak")


def bind_figures(blocks: Elements, wording: Wording) -> Elements:
    """Return a copy of the blocks in which a figure and the unit behind it are one word."""
    spelled = "|".join(map(re.escape, (*wording.ones, *wording.numbers)))
    figure = re.compile(rf"^[(“]?(?:\d[\d.,–-]*|{spelled})$", re.IGNORECASE)
    unit = re.compile(rf"^(?:{'|'.join(map(re.escape, (*_ALWAYS, *wording.units)))})(?!\w)", re.IGNORECASE)
    copied = rewrite(blocks, lambda _: None)
    for run in _runs(copied):
        _bind(run, figure, unit)
    return copied


def _runs(content: Elements) -> list[Elements]:
    """Return every list of inlines that holds a space, wherever it stands."""
    found: list[Elements] = []
    ahead: list[list[Any]] = [content]
    while ahead:
        part = ahead.pop()
        has_space = False
        for item in part:
            if type(item) is list:
                ahead.append(item)
            elif type(item) is dict:
                has_space = has_space or item.get("t") in _GAPS
                if type(item.get("c")) is list:
                    ahead.append(item["c"])
        if has_space:
            found.append(part)
    return found


def _bind(run: Elements, figure: re.Pattern[str], unit: re.Pattern[str]) -> None:
    index = 0
    while index + 2 < len(run):
        number, gap, counted = run[index:index + 3]
        is_pair = number["t"] == counted["t"] == "Str" and gap["t"] in _GAPS
        if is_pair and figure.match(number["c"].rsplit(NO_BREAK, 1)[-1]) and unit.match(counted["c"]):
            run[index:index + 3] = [{**number, "c": number["c"] + NO_BREAK + counted["c"]}]
        else:
            index += 1
