"""Words of a topic, or of a term's explanation, reach no product: the reader of Markdown drops them.

The words of each file are held against what was read of it. What stands where Markdown has no place for words (behind
an address, in attributes) is dropped without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from pipeline.model import authors_text
from pipeline.model.authors_text import TAG, Word
from pipeline.model.finding import Finding, Findings, error
from pipeline.model.prose import Written, written
from pipeline.model.publication import Source

_WORD = re.compile(r"[^\W_]+")
#: Of so many pairs of words a program finds the differences at once; beyond, a person is told where they begin.
_MOST_PAIRS = 1_000_000
_ENDS = frozenset({"Para", "Plain", "Header", "LineBreak"})


def check(source: Source) -> Findings:
    for each in written(source):
        read = _WORD.findall("".join(_texts(each.passage.blocks)))
        wrote = authors_text.words(each.text)
        if "".join(read) != "".join(_letters(word) for word in wrote if not word.is_mark):
            yield from _dropped(each, wrote, read)


def _dropped(each: Written, wrote: list[Word], read: list[str]) -> Findings:
    wrote, read = _between(wrote, read)
    if len(wrote) * len(read) > _MOST_PAIRS:
        lost_first = next(word for word in wrote if not word.is_mark)
        yield _told(each, lost_first, f"“{lost_first.text}”, or a word below it,")
        return
    matcher = SequenceMatcher(None, [_letters(word) for word in wrote], read, autojunk=False)
    told = {row.offset for row in authors_text.rows(each.text) if row.cells > row.columns}  # by uneven-row
    for kind, start, end, first, last in matcher.get_opcodes():
        lost = [word for word in wrote[start:end] if not word.is_mark and each.line_start(word.offset) not in told]
        is_lost = lost and "".join(map(_letters, lost)) not in "".join(read[first:last])
        if kind != "equal" and is_lost and not _is_among_tags(each, lost):
            words = " ".join(word.text for word in lost)
            yield replace(_told(each, lost[0], f"“{words}”"), about=words)


def _told(each: Written, word: Word, words: str) -> Finding:
    return error(each.place(word.offset), f"{words} is in no product",
                 why="Markdown has no place for words here, and its reader drops them",
                 fix="say it in a sentence of its own, or take it out")


def _between(wrote: list[Word], read: list[str]) -> tuple[list[Word], list[str]]:
    """Return what is left of both without the words with which both begin and end."""
    begin = 0
    while begin < min(len(wrote), len(read)) and _letters(wrote[begin]) == read[begin]:
        begin += 1
    end = 0
    while end < min(len(wrote), len(read)) - begin and _letters(wrote[-1 - end]) == read[-1 - end]:
        end += 1
    return wrote[begin:len(wrote) - end], read[begin:len(read) - end]


def _is_among_tags(each: Written, lost: list[Word]) -> bool:
    """Tell whether words stand in a line with HTML, of which unsupported-element tells."""
    start = each.line_start(lost[0].offset)
    return bool(TAG.search(each.text, start, max(each.text.find("\n", start), start) or len(each.text)))


def _letters(word: Word) -> str:
    return "".join(_WORD.findall(word.text))


def _texts(content: Any) -> Iterator[str]:
    """Yield the texts of a tree in the order in which they are written, the title of a picture behind its words."""
    if isinstance(content, list):
        for each in content:
            yield from _texts(each)
    elif isinstance(content, dict):
        kind, inner = content["t"], content.get("c", [])
        if kind == "Str":
            yield inner
        elif kind in ("Code", "CodeBlock"):
            yield inner[1]
        elif kind == "Image":
            yield from _texts(inner[1])
            yield f" {inner[2][1]} "
        elif kind in ("RawInline", "RawBlock"):  # unsupported-element tells of it
            yield inner[1]
        else:
            yield " " if kind == "Note" else ""
            yield from _texts(inner)
            yield " " if "c" not in content or kind in _ENDS else ""
