"""Writes a manuscript to paste into a message: one paragraph a line, since a portal breaks lines itself; no drawing."""

from typing import ClassVar

from pipeline.markup.cells import UNBROKEN, wrap
from pipeline.markup.imprint_block import Labels
from pipeline.markup.plain import Lines, Writer
from pipeline.model.ascii_form import spelling
from pipeline.model.channel import TextLayout
from pipeline.model.manuscript import title_and_rest
from pipeline.model.tokens import PlainText
from pipeline.model.tree import Element, Elements


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

    def _list(self, items: list[tuple[str, Elements]], width: int) -> Lines:
        """Return each item on a line of its own; what else an item holds follows it."""
        return [f"{mark.lstrip()}{line}" if index == 0 else line for mark, item in items
                for index, line in enumerate(filter(None, self.blocks(item, width)))]

    def _fill(self, text: str, width: int) -> Lines:
        return wrap(self.spell(text), UNBROKEN)


def writer(look: PlainText, layout: TextLayout | None, labels: Labels) -> Writer:
    """Return what writes a text as its channel asks: which lines, which signs."""
    kind = FlowingWriter if layout is not None and layout.lines == "flowing" else Writer
    return kind(look, labels, spelling(layout, labels))
