"""What an author wrote, before any reader of Markdown has seen it: its comments, notes, addresses, rows, words.

A second opinion beside pandoc's: what its reader drops without a word is told by holding both against each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

#: Where a note is defined, and its name; where one is called.
NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
#: Where the address of a link is defined, and its name (CommonMark 4.7).
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)((?:[^\[\]\\]|\\.)+)\]:[ \t]*(?:\n[ \t]*)?\S.*$", re.MULTILINE)
_OPENS, _CLOSES = "<!--", "-->"
#: The line below the names of a pipe table's columns: dashes, colons where a column is aligned.
_RULE = re.compile(r"^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")
_BAR = re.compile(r"(?<!\\)\|")
#: What opens a line and is no word: quotation, list, heading.
_OPENING = re.compile(r"^[ \t>]*(?:(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]|[IVXLCDMivxlcdm]{2,7}|#|@\w*)[.)])"
                      r"(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?)*(?:#{1,6}(?:[ \t]+|$))?")
#: What may stand before the colons that open a box: quotation, marks of items, the name of a note.
BEFORE_BOX = r"[ \t>]*(?:(?:[-+*]|\(?\w{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]+)*"
_FENCE = re.compile(rf"^({BEFORE_BOX})((?::::|```|~~~).*)$", re.MULTILINE)
#: Behind a link's or mark's words: an address (its title stays), the name of one, attributes.
_BEHIND = re.compile(r"""(?<=\])(?:\(\s*(?:<[^>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)|\[[^\]\n]*\])|\{[^}\n]*\}""")
TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^>\n]*)?/?>")
_ENTITY = re.compile(r"&#?\w+;")
#: What stands for text that is none, inside a word: it parts no letters.
_JOINT = "\\"
#: Letters and digits, and signs inside a word that make it look other, and no other word.
_RUN = re.compile(r"[\w*\\^~`]+")
_INSIDE = re.compile(r"[*_\\^~`]+")
_WORD = re.compile(r"[^\W_]+")


#: A line, or what is left of it behind the name of a note, and where it begins.
_Line = tuple[int, str]


@dataclass(frozen=True)
class Word:
    """A word as written, and where it begins; `is_mark` where it may be the mark of a list's item: `a.`, `12)`."""

    text: str
    offset: int
    is_mark: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a pipe table: where it begins, how many cells it has, how many columns its table has.

    `is_rule` where its cells hold dashes alone, as the line below the names of columns does.
    """

    offset: int
    cells: int
    columns: int
    is_rule: bool


def without_comments(text: str) -> str:
    """Return a text whose comments are blank; every other character stands where it stood."""
    pieces, end = [], 0
    while (start := text.find(_OPENS, end)) >= 0 and (close := text.find(_CLOSES, start + len(_OPENS))) >= 0:
        pieces += [text[end:start], _blanks(text[start:close + len(_CLOSES)])]
        end = close + len(_CLOSES)
    return "".join([*pieces, text[end:]])


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of each pipe table below the names of its columns; of a text without comments."""
    lines = text.splitlines(keepends=True)
    columns, offset = 0, 0
    for before, line in zip(["", *lines], lines, strict=False):
        if (columns and not line.strip(" \t>\r\n")) or line.lstrip(" >").startswith(":::"):
            columns = 0
        elif columns:
            yield Row(offset, _cells(line), columns, bool(_RULE.match(line.strip(" \t>\r\n"))))
        elif "|" in line and _RULE.match(line.rstrip("\r\n")) and _cells(before) == _cells(line):
            columns = _cells(line)
        offset += len(line)


def _cells(line: str) -> int:
    return len(_BAR.findall(line.strip(" \t>\r\n").removeprefix("|").removesuffix("|"))) + 1


def words(text: str) -> list[Word]:
    """Return the words that a text without comments gives a reader, in order, each note where it is called.

    Marks are taken off: lists, fences, rules of tables, attributes, addresses and the names of notes. What a title of
    a link says counts as words.
    """
    bare = DEFINITION.sub(_blank, _FENCE.sub(lambda found: found[1] + " " * len(found[2]), text))
    named, body = _parted(bare)
    return list(_in_place(body, named))


def notes(text: str) -> dict[str, list[_Line]]:
    """Return the lines of each note by its name in small letters, each with where it begins."""
    return _parted(text)[0]


def _parted(text: str) -> tuple[dict[str, list[_Line]], list[_Line]]:
    """Return the lines of each note by its name, and all others, each line with where it begins."""
    notes: dict[str, list[_Line]] = {}
    body: list[_Line] = []
    into, offset, was_blank = body, 0, False
    for line in text.splitlines(keepends=True):
        opening = NOTE.match(line)
        if opening:
            name = opening[1].casefold()
            into = [] if name in notes else notes.setdefault(name, [])  # of two of one name the first counts
            into.append((offset + opening.end(), line[opening.end():]))
        else:
            if into is not body and was_blank and line.strip() and not line.startswith(("    ", "\t")):
                into = body
            into.append((offset, line))
        offset, was_blank = offset + len(line), not line.strip()
    return notes, body


def _in_place(lines: list[_Line], notes: dict[str, list[_Line]]) -> Iterator[Word]:
    for offset, line in lines:
        start = 0
        for call in CALL.finditer(line):
            yield from _words_of(line, offset, start, call.start())
            yield from _in_place(notes.get(call[1].casefold(), []), {})  # no note calls another
            start = call.end()
        yield from _words_of(line, offset, start, len(line))


def _words_of(line: str, offset: int, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a part of a line that holds no call of a note."""
    piece, opening = line[:end], _OPENING.match(line[:end]) if start == 0 else None
    if opening:
        start = opening.end()
        yield from (Word(each[0], offset + each.start(), is_mark=True) for each in _WORD.finditer(opening[0]))
    piece = _BEHIND.sub(_joining, TAG.sub(_joining, _ENTITY.sub(_joining, piece)))
    for run in _RUN.finditer(piece, start):
        text = _INSIDE.sub("", run[0])
        if text:
            yield Word(text, offset + run.start())


def _blank(found: re.Match[str]) -> str:
    return _blanks(found[0])


def _blanks(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _joining(found: re.Match[str]) -> str:
    """Return what an entity stands for, nothing for what is no text, as long as it was; no word ends there."""
    said = unescape(found[0]) if found[0].startswith("&") else ""
    return said + _JOINT * (len(found[0]) - len(said))
