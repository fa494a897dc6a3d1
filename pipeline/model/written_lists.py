"""Lists as their author wrote them, line by line: where what is read differs from what the lines look like.

A second opinion beside pandoc's, which numbers items anew, and joins a line to what stands above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What quotes a line; the mark of an item, or of an explanation; what no paragraph goes on with.
_QUOTED = re.compile(r"(?:(?:[ ]{0,3}>)+[ ]?)?")
_ITEM = re.compile(r"([ ]*+)((?:[-*+]|\(?\w{1,9}[.)]|:)(?=[ ]|$)[ ]*+)(.*)")
_NUMBER = re.compile(r"\(?(\d+)[.)]")
_MAY_INTERRUPT = re.compile(r"[-*+]|\(?1[.)]")
_OPENS_BLOCK = re.compile(r"[ ]{0,3}(?:#{1,6}(?:\s|$)|```|~~~|\||\[[^\]\n]+\]:|<|[-*_](?:[ ]*[-*_]){2,}[ ]*$)|[ ]*:::")
_NOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]+\]:")
_BULLETS = ("-", "*", "+")
#: So far in from the item above a line is meant to stand inside it.
_INSIDE = 2


@dataclass(frozen=True)
class Slip:
    """A line that is read otherwise than it looks: where it begins, what is wrong, the mend."""

    offset: int
    said: str
    fix: str


@dataclass
class _Item:
    """An item that is open: where its mark and its words stand, the mark.

    `number` is the one that is written, `printed` the one that is printed; `is_same`: all so far are as the first.
    """

    indent: int
    column: int
    mark: str
    number: int | None
    printed: int | None
    is_same: bool = True


def slips(text: str) -> Iterator[Slip]:
    """Yield each line of a text without comments that is read otherwise than it looks."""
    reader, offset = _Reader(), 0
    for line in text.splitlines(keepends=True):
        yield from reader.line(line.rstrip("\r\n").expandtabs(4), offset)
        offset += len(line)


class _Reader:
    """Goes through lines, and keeps which items and which quotation are open."""

    def __init__(self) -> None:
        self._open: list[_Item] = []
        self._quote = ""
        self._goes_on = self._in_note = self._is_broken = False
        self._brackets = 0

    def line(self, line: str, offset: int) -> Iterator[Slip]:
        """Take in a line, and yield what is wrong with it."""
        found = _QUOTED.match(line)
        quote, rest = (found[0].replace(" ", ""), line[found.end():]) if found else ("", line)
        if not rest.strip():
            self._goes_on, self._quote, self._brackets = False, quote, 0
            return
        if _OPENS_BLOCK.match(rest):
            self._in_note = bool(_NOTE.match(rest))
            self._open = [] if not rest.startswith(" ") else self._open
            self._goes_on, self._quote = self._in_note, quote
            return
        item = _ITEM.fullmatch(rest)
        if quote != self._quote and not self._goes_on:
            self._open = []
        if self._goes_on and len(quote) < len(self._quote) and not item:
            yield Slip(offset, "this line has no “>” and is read as part of the quotation above it",
                       "begin it with “> ”, or leave an empty line above it")
        elif item and self._is_item(item):
            yield from self._item(item, offset)
        elif not self._in_note or not self._goes_on:
            yield from self._words(len(rest) - len(rest.lstrip(" ")), offset)
        self._goes_on, self._quote, self._is_broken = True, quote, rest.endswith(("\\", "  "))
        self._brackets += rest.count("[") - rest.count("]")

    def _is_item(self, item: re.Match[str]) -> bool:
        return not self._goes_on or bool(self._open) or item[2].startswith(":") or bool(
            _MAY_INTERRUPT.fullmatch(item[2].strip()))

    def _item(self, item: re.Match[str], offset: int) -> Iterator[Slip]:
        indent, mark = len(item[1]), item[2].strip()
        before = None
        while self._open and indent < self._open[-1].column:
            before = self._open.pop()
        inside = 1 if before and (mark in _BULLETS) != (before.mark in _BULLETS) else _INSIDE
        if before and indent - before.indent >= inside and mark != ":":
            yield Slip(offset, "this item is read as no part of the one above it, though it stands further in",
                       f"begin the line with {before.column} spaces, or with none")
        number = int(found[1]) if (found := _NUMBER.fullmatch(mark)) else None
        column = indent + (len(item[2]) if item[3] else len(mark) + 1)
        new = _Item(indent, column, mark, number, number)
        if before and number is not None and before.printed is not None and mark[-1] == before.mark[-1]:
            new.printed, new.is_same = before.printed + 1, before.is_same and number == before.number
            if number != new.printed and not new.is_same:
                yield Slip(offset, f"the item “{mark}” would be printed as {new.printed}",
                           "number the items one after the other, or each “1.”; let words part one list from another")
        self._open.append(new)
        self._in_note = False

    def _words(self, indent: int, offset: int) -> Iterator[Slip]:
        # an open bracket goes on by itself, and who breaks a line means the next one to go on
        is_above = bool(self._open) and self._goes_on and self._brackets <= 0 and not self._is_broken
        if is_above and indent <= self._open[-1].indent:
            yield Slip(offset, "this line is read as part of the item above it",
                       f"begin it with {self._open[-1].column} spaces, or leave an empty line above it")
        while not self._goes_on and self._open and indent < self._open[-1].column:
            self._open.pop()
