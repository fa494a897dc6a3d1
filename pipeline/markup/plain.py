"""Writes a manuscript as plain text to read in any window or print on any printer; an unknown element is refused.

To paste into a message, a text is flowing: one paragraph a line, since a portal breaks lines itself, and no drawing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pipeline.markup.cells import UNBROKEN, cells, wrap
from pipeline.markup.imprint_block import Labels
from pipeline.markup.text_writer import TextWriter, quoted, records
from pipeline.model.ascii_form import spelling
from pipeline.model.channel import TextLayout
from pipeline.model.list_marks import marks
from pipeline.model.manuscript import Section, listed, title_and_rest
from pipeline.model.risk_figure import SIGNS, SIGNS_A_ROW, SIGNS_A_UNIT, RiskFigure, figure_at
from pipeline.model.tokens import PlainText
from pipeline.model.tree import Element, Elements, attributes, definition_list, is_div, plain, walk

Lines = list[str]
#: How far a list in a list stands further in, where all else begins at the margin.
_NESTED = "  "
#: The box that nobody may overlook has heavy rules.
_URGENT = "call-your-team"
#: A line to write on shorter than this (in cells) has no room for a name: it moves below its label.
_SHORTEST_RULE = 24


@dataclass
class Writer(TextWriter):
    """Writes one document.

    `spell` gives the words the form that they are printed in: `str`, or their ASCII form.
    """

    look: PlainText
    labels: Mapping[str, str]
    spell: Callable[[str], str] = str
    form = "plain text"
    #: Blocks after which no blank line stands.
    tight: ClassVar[tuple[str, ...]] = ("Plain",)

    def write(self, sections: Sequence[Section]) -> str:
        """Return the document: a title block, the sections, then notes and web links; it ends in one newline."""
        parts = [self._section(section, sections) for section in sections]
        parts += [self._notes(), self._links()]
        lines = "\n\n\n".join("\n".join(part) for part in parts if part).split("\n")
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def blocks(self, blocks: Elements, width: int) -> Lines:
        """Return blocks as lines of at most `width` cells, a blank line after each that is not tight."""
        lines: Lines = []
        is_tight = True
        for block in blocks:
            written = self._block(block, width)
            lines += [*([] if is_tight or not written else [""]), *written]
            is_tight = block["t"] in self.tight or not lines
        return lines

    # --- sections ---

    def _section(self, section: Section, sections: Sequence[Section]) -> Lines:
        if section.kind == "cover":
            return self._title_block(section.blocks)
        heading = self._heading(1, self.inlines(section.title), self.look.columns) if section.title else []
        if section.kind == "contents":
            mark = f"{self.look.bullet} "
            body = [line for each in listed(sections)
                    for line in _hung(mark, self._fill(self.inlines(each.label), self.look.columns - len(mark)))]
        else:
            body = self.blocks(section.blocks, self.look.columns)
        return [*heading, *([""] if heading and body else []), *body]

    def _title_block(self, blocks: Elements) -> Lines:
        rule = self.look.rule_heading * self.look.columns
        titles, others = title_and_rest(blocks)
        named = [line for block in titles for line in self._block(block, self.look.columns)]
        rest = self.blocks(others, self.look.columns)
        return [rule, *named, rule, *([""] if rest else []), *rest]

    def _notes(self) -> Lines:
        width = self.look.columns
        written = [self._fill(f"{self.labels['note']} {number}:", width) + self._below(blocks, width)
                   for number, blocks in sorted(self.notes.items())]
        return _parted([self._heading(1, self.labels["notes-title"], width), *written]) if written else []

    def _links(self) -> Lines:
        width = self.look.columns
        written = self._fill("\n".join(self.addresses()), width)
        return [*self._heading(1, self.labels["links-title"], width), "", *written] if self.links else []

    # --- blocks ---

    def _block_para(self, block: Element, width: int) -> Lines:
        return self._fill(self.inlines(block["c"]), width)

    _block_plain = _block_para

    def _block_header(self, block: Element, width: int) -> Lines:
        level, _, inlines = block["c"]
        return self._heading(level, self.inlines(inlines), width)

    def _heading(self, level: int, text: str, width: int) -> Lines:
        rule = {1: self.look.rule_heading, 2: self.look.rule_section}.get(level, self.look.rule_sub)
        lines = self._fill(text, width)
        return [*lines, rule * min(width, max(cells(line) for line in lines))]

    def _block_bulletlist(self, block: Element, width: int) -> Lines:
        return self._list([(f"{self.look.bullet} ", item) for item in block["c"]], width)

    def _block_orderedlist(self, block: Element, width: int) -> Lines:
        attributes, items = block["c"]
        before = marks(attributes, len(items))
        size = max(map(len, before))
        return self._list([(f"{mark:>{size}} ", item) for mark, item in zip(before, items, strict=True)], width)

    def _list(self, items: list[tuple[str, Elements]], width: int) -> Lines:
        """Return a list; blank lines part its items where what most of them begin with is longer than a line."""
        written = [_hung(mark, self.blocks(item, width - len(mark))) for mark, item in items]
        long = sum(len(lines) > 1 and (len(item) == 1 or len(self.blocks(item[:1], width - len(mark))) > 1)
                   for lines, (mark, item) in zip(written, items, strict=True))
        if 2 * long > len(written):
            return _parted(written)
        return [line for lines in written for line in lines]

    def _block_definitionlist(self, block: Element, width: int) -> Lines:
        return _parted([
            self._fill(self.inlines(term), width)
            + [line for each in meanings for line in self._below(each, width)]
            for term, meanings in block["c"]])

    def _below(self, blocks: Elements, width: int) -> Lines:
        """Return blocks that belong to the line above them: further in."""
        return self._indented(self.blocks(blocks, width - self.look.indent))

    def _indented(self, lines: Lines) -> Lines:
        return [" " * self.look.indent + line for line in lines]

    def _block_horizontalrule(self, _block: Element, width: int) -> Lines:
        return [self.look.rule_section * width]

    def _block_blockquote(self, block: Element, width: int) -> Lines:
        said, by = quoted(block)
        return self._below(said + by, width)

    def _div_room_to_write(self, block: Element, width: int) -> Lines:
        count = int(attributes(block)[2]["lines"])
        return self.blocks(block["c"][1], width) + ["", self.look.write_on * width] * count

    def _div_risk_figure(self, drawing: Element, width: int) -> Lines:
        """Return the drawing of a fact: its caption, a sign for each unit, and what each sign means."""
        figure = next(found for each in walk(drawing) if each["t"] == "Image" and (found := figure_at(each["c"][2][0])))
        parts: list[Lines] = []
        for block in drawing["c"][1]:
            if is_div(block, "picture"):
                parts.append(self._signs(figure))
            elif is_div(block, "legend"):
                marks = (f"{SIGNS[look]} " for look in figure.meanings)
                items = list(zip(marks, block["c"][1][0]["c"], strict=True))
                parts.append(self._list(items, width - self.look.indent))
            else:
                parts.append(self._block(block, width))
        return _parted([parts[0], *map(self._indented, parts[1:])])

    def _signs(self, figure: RiskFigure) -> Lines:
        signs = "".join(SIGNS[look] * (1 if look == "goal" else SIGNS_A_UNIT[figure.kind]) for look in figure.looks)
        return [signs[start:start + SIGNS_A_ROW] for start in range(0, len(signs), SIGNS_A_ROW)]

    def _div_box(self, block: Element, width: int) -> Lines:
        """Return a closed box: its heading in a compartment of its own, its content below."""
        rule = self.look.rule_heading if is_div(block, _URGENT) else self.look.rule_section
        edge, corner = self.look.box_edge, self.look.box_corner
        inner = width - 2 * (len(edge) + 1)
        heading, *rest = block["c"][1]
        border = corner + rule * (width - 2 * len(corner)) + corner

        def closed(lines: Lines) -> Lines:
            return [f"{edge} {line}{' ' * (inner - cells(line))} {edge}" for line in lines]

        title = closed(self._fill(self.inlines(heading["c"][2]), inner))
        return [border, *title, border, *closed(self.blocks(rest, inner)), border]

    def _div_imprint(self, block: Element, width: int) -> Lines:
        """Return who hands it out: what is known as on an envelope, a blank line around each line to write on."""
        lines: Lines = []
        for each in block["c"][1]:
            is_apart = bool(lines) and not is_div(each, "known")
            written = self._block(each, width)
            lines += [*([""] if is_apart and written else []), *written]
        return lines

    def _div_blank(self, block: Element, width: int) -> Lines:
        """Return a label and a line to write on that reaches the margin."""
        lines = self.blocks(block["c"][1], width)
        room = width - cells(lines[-1]) - 1
        if room < _SHORTEST_RULE:
            return [*lines, "", self.look.write_on * width]
        return [*lines[:-1], f"{lines[-1]} {self.look.write_on * room}"]

    def _div_checklist(self, block: Element, width: int) -> Lines:
        """Return bullet lists whose marks are boxes to tick."""
        return self._list([(f"{self.look.checkbox} ", item) for each in block["c"][1] for item in each["c"]], width)

    def _block_table(self, block: Element, width: int) -> Lines:
        """Return a table as records: the first cell of each row above the others, each with its column's name."""
        caption, rows = records(block, self.labels["table"])
        entries = definition_list([(first, list(map(plain, rest))) for first, *rest in rows])
        titled = self._fill(self.inlines(caption), width) if caption else []
        return _parted([titled, self._block(entries, width)])

    # --- lines ---

    def _fill(self, text: str, width: int) -> Lines:
        """Return words as lines, spelled as they are printed; this is the one way that words reach the page."""
        lines = wrap(self.spell(text), width)
        self.long_words += [line for line in lines if cells(line) > width]
        return lines


class FlowingWriter(Writer):
    """Writes one document without rules, boxes, indents and lines to write on; a heading stands right above its text.

    Boxes to tick become bullets, since nobody ticks in a message.
    """

    tight: ClassVar[tuple[str, ...]] = ("Plain", "Header")

    def __post_init__(self) -> None:
        """Take out of the look what draws."""
        super().__post_init__()
        self.look = self.look.model_copy(update={"indent": 0, "rule_section": "", "checkbox": self.look.bullet})

    def _title_block(self, blocks: Elements) -> Lines:
        titles, others = title_and_rest(blocks)
        return self.blocks([*titles, *others], self.look.columns)

    def _heading(self, level: int, text: str, width: int) -> Lines:
        return self._fill(text, width)

    def _div_box(self, block: Element, width: int) -> Lines:
        return self.blocks(block["c"][1], width)

    _div_blank = _div_room_to_write = _div_box

    def _block_blockquote(self, block: Element, width: int) -> Lines:
        """Return a quotation between quotation marks, since nothing else sets it apart here."""
        said, by = quoted(block)
        lines = self.blocks(said, width)
        if lines and not lines[0].startswith(("“", '"')):
            lines = self._fill("“" + "\n".join(lines) + "”", width)
        return [*lines, *self.blocks(by, width)]

    def _list(self, items: list[tuple[str, Elements]], width: int) -> Lines:
        """Return each item on a line of its own; what else an item holds follows it, a list in it further in."""
        return [line for mark, item in items for line in self._item(mark.lstrip(), item, width)]

    def _item(self, mark: str, item: Elements, width: int) -> Iterator[str]:
        for block in item:
            is_list = block["t"] in ("BulletList", "OrderedList") or is_div(block, "checklist")
            if is_list and mark:
                yield mark.rstrip()
            for line in filter(None, self._block(block, width)):
                yield f"{_NESTED if is_list else mark}{line}"
                mark = ""

    def _fill(self, text: str, width: int) -> Lines:
        return wrap(self.spell(text), UNBROKEN)


def writer(look: PlainText, layout: TextLayout | None, labels: Labels) -> Writer:
    """Return what writes a text as its channel asks: which lines, which signs."""
    kind = FlowingWriter if layout is not None and layout.lines == "flowing" else Writer
    return kind(look, labels, spelling(layout, labels))


def _hung(mark: str, lines: Lines) -> Lines:
    """Return lines that hang from a mark: it stands before the first, its width before the others."""
    return [f"{mark if index == 0 else ' ' * len(mark)}{line}" for index, line in enumerate(lines)]


def _parted(groups: Sequence[Lines]) -> Lines:
    """Return groups of lines with a blank line between."""
    filled = [group for group in groups if group]
    return [line for index, group in enumerate(filled) for line in ([""] if index else []) + group]
