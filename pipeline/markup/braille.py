"""Writes a manuscript as rows of braille, laid out as in BANA's Braille Formats (2016); an unknown element is refused.

Words in bold or italics are words alone; pictures, links, notes and tables say in words what they say in plain text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.markup.braille_pages import NUMBER_ROOM, Chapter, Row
from pipeline.markup.text_writer import BINDING, TextWriter, quoted, records
from pipeline.model.list_marks import marks
from pipeline.model.manuscript import Section, listed, title_and_rest
from pipeline.model.publication import BOXES
from pipeline.model.tree import Element, Elements, is_div
from pipeline.model.wording import UNSEEN

#: Lines of full length above and below a box (Braille Formats, 7.1).
_BOX_TOP, _BOX_BOTTOM = "7", "G"
#: A low line, where something is to be filled in.
_BLANK = ".-"
#: Blank cells at either end of a centred heading (Braille Formats, 4.4).
_CENTRED_MARGIN = 3
#: A figure with a letter behind it that has the cells of a figure, unless a sign tells them apart.
_LETTER_BEHIND_FIGURE = re.compile(r"(?<!\w)\d+[a-j](?!\w)")
#: Spaces that bind.
_SPACES = dict.fromkeys(map(ord, "\u2007\u2009\u202f"), BINDING)


@dataclass(frozen=True)
class _Group:
    """Rows that belong together; a blank line stands `above` or `below`, unless the group above is a `lead` to it."""

    rows: tuple[Row, ...]
    above: bool = False
    below: bool = False
    lead: bool = False


@dataclass
class BrailleWriter(TextWriter):
    """Writes one document; gathers the characters that it says it with, too, and the words that would be misread.

    `translate` gives the cells of words, `brackets` stand around what the writer adds to them.
    """

    cells: int
    labels: Mapping[str, str]
    translate: Callable[[str], str]
    brackets: str = "[]"
    form = "braille"

    def __post_init__(self) -> None:
        """Begin to gather."""
        super().__post_init__()
        self.characters: set[str] = set()
        self.misread: dict[str, str] = {}

    def write(self, sections: Sequence[Section]) -> list[Chapter]:
        """Return a chapter for each section, then one for notes and one for web links."""
        chapters = [Chapter(section.id, self._section(section, sections)) for section in sections]
        ends = [Chapter("notes-at-the-end", self._notes()), Chapter("links-at-the-end", self._links())]
        return [each for each in (*chapters, *ends) if each.rows]

    # --- sections ---

    def _section(self, section: Section, sections: Sequence[Section]) -> tuple[Row, ...]:
        title = [self._heading(1, self.inlines(section.title))] if section.title else []
        if section.kind == "contents":
            return _joined([*title, _Group(tuple(row for each in listed(sections) for row in self._entry(each)))])
        names, rest = title_and_rest(section.blocks)
        return _joined([*title, *self.blocks(names + rest)])

    def _entry(self, section: Section) -> list[Row]:
        """Return the line of the contents that leads to a section (Braille Formats, 2.10)."""
        *above, last = self._fill(self.inlines(section.label), 0, 2, self.cells - NUMBER_ROOM)
        return [*(replace(row, holds=True) for row in above), replace(last, leads_to=section.id)]

    def _notes(self) -> tuple[Row, ...]:
        groups = [_Group(tuple(self._fill(f"{self.labels['note']} {number}:", 0, 2)
                               + self._nested(blocks, 2)))
                  for number, blocks in sorted(self.notes.items())]
        return _joined([self._heading(1, self.labels["notes-title"]), *groups]) if groups else ()

    def _links(self) -> tuple[Row, ...]:
        rows = [row for each in self.addresses() for row in self._fill(each, 0, 2)]
        return _joined([self._heading(1, self.labels["links-title"]), _Group(tuple(rows))]) if rows else ()

    # --- blocks ---

    def blocks(self, blocks: Elements) -> list[_Group]:
        """Return blocks as groups of rows."""
        return [group for block in blocks for group in self._block(block)]

    def _block_para(self, block: Element) -> list[_Group]:
        """Return a paragraph: it begins in cell 3 and goes on in cell 1."""
        first, *rest = self.inlines(block["c"]).split("\n")
        rows = self._fill(first, 2, 0) + [row for each in rest for row in self._fill(each, 0, 0)]
        return [_Group(tuple(rows))]

    _block_plain = _block_para

    def _block_header(self, block: Element) -> list[_Group]:
        level, _, inlines = block["c"]
        return [self._heading(level, self._in_line(inlines))]

    def _heading(self, level: int, text: str) -> _Group:
        """Return a centred heading, or one in cell 5 or 7; it stays with the text below it (Braille Formats, 4.3)."""
        if level == 1:
            return self._centred(text)
        indent = 4 if level == 2 else 6
        return self._lead(text, indent)

    def _lead(self, text: str, indent: int) -> _Group:
        """Return words that stay right above what they name."""
        rows = self._fill(text, indent, indent)
        return _Group(tuple(replace(row, holds=True) for row in rows), above=True, lead=True)

    def _centred(self, text: str) -> _Group:
        rows = self._fill(text, 0, 0, self.cells - 2 * _CENTRED_MARGIN)
        return _Group(tuple(Row(" " * ((self.cells - len(row.cells)) // 2) + row.cells, holds=True) for row in rows),
                      above=True, below=True)

    def _block_bulletlist(self, block: Element) -> list[_Group]:
        """Return a list: each item begins in cell 1 and goes on in cell 3, so it needs no bullets."""
        return [self._list(self._nested(item, 0, mark) for mark, item in _items(block))]

    _block_orderedlist = _block_bulletlist

    def _block_definitionlist(self, block: Element) -> list[_Group]:
        """Return a term and what it means as one entry."""
        return [self._list(self._nested([inner for each in meanings for inner in each], 0,
                                        f"{self.inlines(term)}: ") for term, meanings in block["c"])]

    def _list(self, items: Iterable[list[Row]]) -> _Group:
        return _Group(tuple(row for item in items for row in item), above=True, below=True)

    def _nested(self, blocks: Elements, indent: int, opening: str = "") -> list[Row]:
        """Return the blocks of an item, one below the other: those behind the first stand two cells further in.

        Its opening (a number, a term) stands before its first words.
        """
        can_open = bool(blocks) and blocks[0]["t"] in ("Para", "Plain", "Div")
        rows = [] if can_open or not opening else self._fill(opening, indent, indent + 2)
        for block in blocks:
            first, deeper = "" if rows else opening, indent + 2 * bool(rows)
            if block["t"] in ("Para", "Plain"):
                lines = (first + self.inlines(block["c"])).split("\n")
                rows += [row for line in lines for row in self._fill(line, deeper, deeper + 2)]
            elif block["t"] in ("BulletList", "OrderedList"):
                rows += [row for mark, item in _items(block) for row in self._nested(item, indent + 2, mark)]
            elif block["t"] == "Div" and not _is_box(block):
                rows += self._nested(block["c"][1], deeper, first)
            else:
                rows += self._fill(first, deeper, deeper + 2) if first else []
                rows += [row for group in self._block(block) for row in group.rows]
        return rows

    def _block_horizontalrule(self, _block: Element) -> list[_Group]:
        return []

    def _block_blockquote(self, block: Element) -> list[_Group]:
        """Return words of somebody else: two cells further in, between blank lines (Braille Formats, 9.2)."""
        said, by = quoted(block)
        return [self._list([self._nested(said + by, 2)])]

    def _div_title(self, block: Element) -> list[_Group]:
        return [self._centred(self.inlines(each["c"])) for each in block["c"][1]]

    _div_subtitle = _div_title

    def _div_field(self, block: Element) -> list[_Group]:
        """Return a label with what is known, or with a blank to fill in."""
        *above, last = self._nested(block["c"][1], 0)
        if not is_div(block, "blank"):
            rows = [*above, last]
        elif len(last.cells) + 1 + len(_BLANK) > self.cells:
            rows = [*above, replace(last, holds=True), Row(f"  {_BLANK}")]
        else:
            rows = [*above, replace(last, cells=f"{last.cells} {_BLANK}")]
        return [_Group(tuple(rows))]

    def _div_box(self, block: Element) -> list[_Group]:
        """Return a box between lines of full length, its heading and its first text on one page (7.2 and 7.3)."""
        heading, *rest = block["c"][1]
        inner = _joined([self._heading(2, self.inlines(heading["c"][2])), *self.blocks(rest)])
        *rows, last = inner
        top, bottom = Row(_BOX_TOP * self.cells, holds=True), Row(_BOX_BOTTOM * self.cells)
        return [_Group((top, *rows, replace(last, holds=True), bottom), above=True, below=True)]

    def _block_table(self, block: Element) -> list[_Group]:
        """Return a table as a list: the first cell of each row, the others below it, each with its column's name."""
        caption, rows = records(block, self.labels["table"])
        title = [self._lead(self._in_line(caption), 4)] if caption else []
        return [*title, self._list(map(self._record, rows))]

    def _record(self, cells: list[Elements]) -> list[Row]:
        return [row for index, cell in enumerate(cells)
                for row in self._fill(self._in_line(cell), 2 * bool(index), 2 * bool(index) + 2)]

    def _in_line(self, inlines: Elements) -> str:
        return self.inlines(inlines).replace("\n", " ")

    # --- lines ---

    def _fill(self, text: str, first: int, others: int, width: int | None = None) -> list[Row]:
        """Return words as rows that begin at the given indents; this is the one way that words reach the page."""
        width = width or self.cells
        rows, line = [], " " * first
        text = UNSEEN.sub("", text).translate(_SPACES)  # no line of cells needs hints to a typesetter
        self.characters |= set(text)
        self.misread |= {word: other for word, other in _lookalikes(text)
                         if self.translate(word) == self.translate(other)}
        for word in filter(None, self.translate(text).split(" ")):
            for index, piece in enumerate(self._pieces(word, width - (others if line.strip() else len(line)))):
                gap = " " if line.strip() and index == 0 else ""
                if line.strip() and len(line) + len(gap) + len(piece) > width:
                    rows.append(Row(line))
                    line, gap = " " * others, ""
                line += gap + piece
        rows.append(Row(line))
        rows = [Row(row.cells.replace(BINDING, " ")) for row in rows]
        if any(len(row.cells) > width for row in rows):
            room = width - max(first, others)
            self.long_words += [each for each in text.split(" ")
                                if max(map(len, self._pieces(self.translate(each), room))) > room]
            rows = [Row(row.cells[at:at + width]) for row in rows for at in range(0, len(row.cells), width)]
        return [row for row in rows if row.cells.strip()]

    def _pieces(self, word: str, width: int) -> list[str]:
        """Return a word whole, or an address wider than a line in pieces that end in a slash."""
        if len(word) <= width:
            return [word]
        slash = self.translate("/")
        return [piece for piece in word.replace(slash, f"{slash}\0").split("\0") if piece]


def _lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with a small letter from a to j behind a figure, and the figure that its cells may say."""
    for word in _LETTER_BEHIND_FIGURE.findall(text):
        yield word, re.sub(r"(?<=\d)[a-j]", lambda letter: str((ord(letter[0]) - ord("`")) % 10), word)


def _items(block: Element) -> list[tuple[str, Elements]]:
    """Return the items of a list, each with its number."""
    if block["t"] == "BulletList":
        return [("", item) for item in block["c"]]
    attributes, items = block["c"]
    return [(f"{mark} ", item) for mark, item in zip(marks(attributes, len(items)), items, strict=True)]


def _is_box(block: Element) -> bool:
    return any(is_div(block, name) for name in BOXES)


def _joined(groups: Sequence[_Group]) -> tuple[Row, ...]:
    """Return the rows of groups, a blank line where one stands apart; it keeps to the heading above it."""
    rows: list[Row] = []
    before = _Group(())
    for group in filter(lambda each: each.rows, groups):
        if rows and (before.below or group.above) and not before.lead:
            rows.append(Row(holds=rows[-1].holds))
        rows += group.rows
        before = group
    return tuple(rows)
