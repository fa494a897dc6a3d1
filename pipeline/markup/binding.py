"""Keeps together what a line break would part badly, with no-break spaces: a figure and what it counts, short ends."""

import re
from typing import Any

from pipeline.model.publication import Wording
from pipeline.model.tree import Element, Elements, branches, plain_text, rewrite

NO_BREAK, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
#: Words that belong to a figure in every language that we print: 35 %, 50 of every 100.
_ALWAYS = ("%", "of", "°C", "°F", "mg", "mL", "kg")
_GAPS = ("Space", "SoftBreak")
#: What holds inlines, and where in its content they stand; None where they are all of it.
_HOLD_INLINES = {"Span": 1, "Link": 1, "Quoted": 1, "Emph": None, "Strong": None}
#: A last line of fewer letters looks like a slip.
FEWEST_LETTERS = 4
#: Below full lines, so does a last word of fewer; a paragraph that is shorter than this stands in one line or two.
_FEWEST_BELOW_FULL_LINES, _FULL_LINES = 8, 60
#: A letter that a line would leave behind: the e of e-book.
_LONE_LETTER = re.compile(r"(?<![\w-])([^\W\d_])-(?=[^\W\d_])")


def bind_figures(blocks: Elements, wording: Wording) -> Elements:
    """Return a copy of the blocks in which a figure and the unit behind it are one word."""
    spelled = "|".join(map(re.escape, (*wording.ones, *wording.numbers)))
    figure = re.compile(rf"^[(“]?(?:\d[\d.,–-]*|{spelled})$", re.IGNORECASE)
    unit = re.compile(rf"^(?:{'|'.join(map(re.escape, (*_ALWAYS, *wording.units)))})(?!\w)", re.IGNORECASE)
    copied = rewrite(blocks, lambda _: None)
    for run in _runs(copied):
        _bind(run, figure, unit)
    return copied


def bind_ends(blocks: Elements) -> Elements:
    """Return a copy of the blocks in which no paragraph can end in a line of one short word, no line in “e-”."""
    copied = rewrite(blocks, _with_lone_letter_bound, ("Str",))
    for element in branches(copied):
        if element["t"] in ("Para", "Plain"):
            is_long = len(plain_text(element["c"])) >= _FULL_LINES
            bind_end(element["c"], fewest=_FEWEST_BELOW_FULL_LINES if is_long else FEWEST_LETTERS)
    return copied


def _with_lone_letter_bound(word: Element) -> Elements | None:
    if "-" not in word["c"]:
        return None
    bound, count = _LONE_LETTER.subn(rf"\1{NO_BREAK_HYPHEN}", word["c"])
    return [{**word, "c": bound}] if count else None


def bind_end(run: list[Any], letters: int = 0, *, fewest: int = FEWEST_LETTERS) -> int:
    """Bind the end of one paragraph in place, if its last word has fewer letters; `letters` follow without a gap.

    Returns how many letters stand at its end.
    """
    for index in range(len(run) - 1, -1, -1):
        item = run[index]
        if letters >= fewest:
            break
        if item["t"] in _GAPS:
            run[index] = {"t": "Str", "c": NO_BREAK}
            return fewest
        if item["t"] == "Str":
            letters += sum(map(str.isalnum, item["c"]))
        elif item["t"] in _HOLD_INLINES:
            inner = _HOLD_INLINES[item["t"]]
            letters = bind_end(item["c"] if inner is None else item["c"][inner], letters, fewest=fewest)
    return letters


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
