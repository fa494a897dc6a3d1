"""Weighs what qpdf says of a file: what every reader mends silently, what it had to guess."""

import re
from collections.abc import Iterable

from pipeline.model.printed import Damage
from pipeline.tools.reading.salvage import Salvage

#: Where in a file qpdf is: `name (object 5 0, offset 17): `, `name (trailer): `, `name, object 5 0 at offset 17: `.
_POSITION = re.compile(r"^.*\((?:[^()]*, ?)?(?:offset|file position) \d+\): ?|^.*\((?:object|xref|trailer)[^()]*\): ?"
                       r"|^.*\bat offset \d+: ?", re.DOTALL)
#: How it calls bytes by their place in memory.
_ADDRESS = re.compile(r"(stream )?<_io[^>]*>:? ?|(?: object)? at 0x[0-9a-fA-F]+")
#: It quotes numbers and names as long as they are.
_MOST = 200
#: What every reader mends, and in the same way.
_MENDED = re.compile(r"common error|reported number of objects|recovered stream length|recover stream length"
                     r"|expected endstream|extraneous whitespace|stream keyword (?:followed|not followed)|stray #"
                     r"|appears more than once in the pages tree|null character not allowed in name"
                     r"|output may still be valid")  # a packed stream without its sum
#: What it says one after the other of a table of contents that is not where it should be.
_TABLE = re.compile(r"file is damaged|xref not found|can't find startxref|reconstruct cross-reference")


def sentence(said: str) -> str:
    """Return what qpdf says, without where in the file and where in memory that was."""
    words = _POSITION.sub("", _ADDRESS.sub("", said)).strip()
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def damages(said: Iterable[str]) -> tuple[Damage, ...]:
    """Return what is told of qpdf's warnings, each once."""
    found, mended = Salvage(), Salvage()
    for words in map(sentence, said):
        if _TABLE.search(words):
            found.note(0, "its table of contents (xref) is wrong, and was made up anew from what the file holds")
        else:
            (mended if _MENDED.search(words) else found).note(0, words)
    return (*found.damages, *(Damage(each.page, each.message, is_mended=True) for each in mended.damages))
