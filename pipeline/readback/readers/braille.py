"""Reads pages of cells back into words, with liblouis."""

import re
from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.tools.words import liblouis

#: What a line of cells holds beside words: a line of a box, a page number behind guide dots, a blank to fill in.
_NO_WORDS = re.compile(r'^(7{20,}|G{20,})$| "{2,} #[A-J]+$| \.-$')
#: The cell of a colon is also that of “cc” and “con” before letters; liblouis 3.24 reads it so before all else too.
_COLON = re.compile(r"(?<=[a-z])cc(?![a-z])|con(?=\d)")
#: The cell of “enough” is that of “en”: liblouis 3.24 reads it so before “to” and “for”.
_ENOUGH = re.compile(r"\ben\b")
#: The cell of a letter is that of a word; liblouis 3.24 reads it so behind the full stop of an abbreviation: a.more.
_LETTER_BY_WORD = {"it": "x", "as": "z", **{each: each[0] for each in (
    "but", "can", "do", "every", "from", "go", "have", "just", "knowledge", "like", "more", "not", "people", "quite",
    "rather", "so", "that", "us", "very", "will", "you")}}
_ABBREVIATED = re.compile(rf"(?<=\w\.)({'|'.join(_LETTER_BY_WORD)})(?=\.)", re.IGNORECASE)
#: A bracket behind a word of one cell: liblouis 3.24 reads `*">` as “ch)” and not as “child)”.
_CLOSING = re.compile(r'(?=["._]>)')


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words that the cells say, without page numbers, guide dots, lines of boxes and blanks."""
    edition = artifact.manuscript.edition if artifact.manuscript else None
    layout = edition.channel.braille if edition else None
    table = layout.tables[edition.language.tag] if edition and layout else ""
    for number, page in enumerate(artifact.content.decode("ascii", errors="replace").split("\f"), 1):
        lines = page.splitlines()
        if lines and lines[-1].strip() == _page_number(number):
            lines.pop()
        cells = _CLOSING.sub(" ", " ".join(_NO_WORDS.sub("", line) for line in lines))
        said = _COLON.sub(":", liblouis.back_translate(cells, table)) if cells.strip() else ""
        said = _as_meant(said) if table.startswith("en-ueb") else said
        yield from as_heard(said, f"page {number}")


def _as_meant(said: str) -> str:
    return _ABBREVIATED.sub(lambda word: _LETTER_BY_WORD[word[0].lower()], _ENOUGH.sub("enough", said))


def _page_number(number: int) -> str:
    """Return a number in braille: the sign of numbers, then A to J for 1 to 0."""
    return "#" + str(number).translate(str.maketrans("1234567890", "ABCDEFGHIJ"))
