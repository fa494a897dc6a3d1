"""Reads pages of cells back into words, with liblouis."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.tools.words import liblouis

#: What a line of cells holds beside words: a line of a box, a page number behind guide dots, a blank to fill in.
_NO_WORDS = re.compile(r'^(7{20,}|G{20,})$| "{2,} #[A-J]+$| \.-$')
#: The cell of “enough” is that of “en” within words, as which liblouis 3.24 reads it.
_ENOUGH = re.compile(r"\ben\b")
#: Signs that touch a word, before it and behind it.
_OPENING, _CLOSING = "“‘«([*…¿¡", ",;:.!?)]”’»…%*"
#: Signs within what is written without a space, as in an address or a time.
_WITHIN = ".:-–/_@’"
#: A number, which no sign parts.
_NUMERIC = "#"
_NUMBER = f"{_NUMERIC}4?[A-J]+(?:[14][A-J]+)*"
#: No more readings of one run of cells are tried.
_MOST_READINGS = 400


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words that the cells say, without page numbers, guide dots, lines of boxes and blanks."""
    edition = artifact.manuscript.edition if artifact.manuscript else None
    layout = edition.channel.braille if edition else None
    table = layout.tables[edition.language.tag] if edition and layout else ""
    for number, page in enumerate(artifact.content.decode("ascii", errors="replace").split("\f"), 1):
        lines = page.splitlines()
        if lines and lines[-1].strip() == _page_number(number):
            lines.pop()
        cells = " ".join(_NO_WORDS.sub("", line) for line in lines)
        yield from as_heard(_said(cells, table) if cells.strip() else "", f"page {number}")


def _said(cells: str, table: str) -> str:
    """Return the words of a page, each run of cells read by itself, its signs taken off.

    In a line liblouis 3.24 takes the cell of a sign for a word, and the other way round: `…;` for “…be”, `a.b` for
    “a.but”, `out)` for “ou)”. A reading is right that gives the same cells again; where none does, as within words
    all in capitals, that of the line stands.
    """
    said, runs = liblouis.back_translate(cells, table).split(" "), cells.split(" ")
    whole = said if len(said) == len(runs) else [liblouis.back_translate(run, table) for run in runs]
    return " ".join(_by_itself(run, table) or words for run, words in zip(runs, whole, strict=True))


@lru_cache(maxsize=4096)
def _by_itself(run: str, table: str) -> str:
    """Return what gives exactly these cells, words rather than signs alone; empty where nothing does."""
    signs = ""
    for said in islice(_readings(run, table), _MOST_READINGS):
        if liblouis.translate(said, table) == run:
            if any(map(str.isalnum, said)):
                return said
            signs = signs or said
    return signs


def _readings(run: str, table: str) -> Iterator[str]:
    """Yield what a run of cells may say: with each sign taken off, as a whole, as a letter, parted by a sign."""
    signs = _signs(table)
    for sign, cells in signs.closing:
        if run.endswith(cells) and run != cells:
            yield from (rest + sign for rest in _readings(run[:-len(cells)], table))
    for sign, cells in signs.opening:
        if run.startswith(cells) and run != cells:
            yield from (sign + rest for rest in _readings(run[len(cells):], table))
    words = liblouis.back_translate(run, table).translate(signs.meant)
    yield from (words, _ENOUGH.sub("enough", words), liblouis.back_translate(signs.letter + run, table))
    yield from map("".join, product(*(_part(each, table) for each in signs.parting.split(run))))


def _part(cells: str, table: str) -> tuple[str, ...]:
    """Return what a piece of a run may say: a sign, what signs touch, of one cell a letter or a word."""
    signs = _signs(table)
    if cells in signs.within or not cells:
        return (signs.within.get(cells, ""),)
    if cells.startswith(_NUMERIC):  # liblouis reads the point that opens a number as “dis”
        point = "." if cells.startswith(f"{_NUMERIC}4") else ""
        return (point + liblouis.back_translate(_NUMERIC + cells[1 + len(point):], table),)
    whole = liblouis.back_translate(cells, table)
    touched = [inner + sign for sign, end in signs.closing if cells.endswith(end)
               for inner in _part(cells[:-len(end)], table)]
    touched += [sign + inner for sign, begin in signs.opening if cells.startswith(begin)
                for inner in _part(cells[len(begin):], table)]
    return (*touched, *([liblouis.back_translate(signs.letter + cells, table)] if len(cells) == 1 else []), whole)


@dataclass(frozen=True)
class _Signs:
    """The cells of signs before, behind and within words, and what says that a letter is meant, by one table.

    `meant` holds the sign that texts have where liblouis reads another one of the same cells: `'` for a Spanish point.
    """

    opening: tuple[tuple[str, str], ...]
    closing: tuple[tuple[str, str], ...]
    within: Mapping[str, str]
    parting: re.Pattern[str]
    letter: str
    meant: Mapping[int, str]


@lru_cache(maxsize=4)
def _signs(table: str) -> _Signs:
    def cells(text: str) -> str:
        return liblouis.translate(text, table)

    word, letter = cells("mama"), cells("x")
    opening = [(each, cells(f"{each}mama").removesuffix(word)) for each in _OPENING]
    closing = [(each, cells(f"mama{each}").removeprefix(word)) for each in _CLOSING]
    within = {cells(f"mama{each}mama").removeprefix(word).removesuffix(word): each for each in _WITHIN}
    letters = liblouis.letters(table)
    longest_first = map(re.escape, sorted(filter(None, within), key=len, reverse=True))
    parting = re.compile(f"({'|'.join((_NUMBER, *longest_first))})")
    opening, closing = ([pair for pair in pairs if pair[1] and pair[1] not in letters] for pairs in (opening, closing))
    return _Signs(tuple(opening), tuple(closing), within, parting, letter[:-1], _meant(within, table))


def _meant(within: Mapping[str, str], table: str) -> Mapping[int, str]:
    read = {liblouis.back_translate(cells, table): sign for cells, sign in within.items()}
    return {ord(each): sign for each, sign in read.items()
            if len(each) == 1 and not each.isalnum() and each not in _WITHIN}


def _page_number(number: int) -> str:
    """Return a number in braille: the sign of numbers, then A to J for 1 to 0."""
    return "#" + str(number).translate(str.maketrans("1234567890", "ABCDEFGHIJ"))
