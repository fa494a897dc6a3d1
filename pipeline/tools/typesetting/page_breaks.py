"""Reads from WeasyPrint's box tree how text meets the end of a page, and of a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.model.layout import Flow, Foot, LastLine, Torn
from pipeline.tools.typesetting.box_tree import children

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "thead"})
_LISTS = frozenset({"ul", "ol"})
#: Text that is set in columns too narrow for the rules of a paragraph.
_CELLS = frozenset({"th", "td", "thead"})


@dataclass
class _Block:
    """A paragraph, a list or a box as far as the pages were read: what each page holds of it."""

    kind: Literal["paragraph", "list", "box"]
    tag: str
    words: str
    at: str
    last: str = ""
    count_by_page: dict[int, int] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        """Return all that its pages hold."""
        return sum(self.count_by_page.values())


#: Blocks in reading order, each by its kind and the `id` of its element, which is the same on all its pages.
_Blocks = dict[tuple[str, int], _Block]


def measure_flow(document: Any) -> Flow:
    """Return how text meets the ends of pages and lines; what runs along the margins is left out."""
    blocks: _Blocks = {}
    feet = []
    for number, page in enumerate(document.pages, 1):
        last = None
        for last in _read(page._page_box.children[0], number, (), "", blocks):  # noqa: B007 the last is wanted
            pass
        if last and number < len(document.pages):
            feet.append(Foot(number, last.words, last.tag in _HEADINGS, last.at))
    return Flow(tuple(feet), tuple(_torn(blocks)), tuple(_last_lines(blocks)))


def _read(
    box: Any, page: int, around: tuple[_Block, ...], at: str, blocks: _Blocks, *, is_head: bool = False
) -> Iterator[_Block]:
    """Note the blocks below a box in `blocks` and yield each paragraph; `around` are the boxes that hold it.

    The head of a table, all of whose paragraphs have the tag of the head, counts where it first stands.
    """
    from weasyprint.formatting_structure.boxes import LineBox

    for child in children(box):
        tag = child.element_tag or ""
        if child.element is None or "::" in tag:
            continue
        at = child.element.get("data-at") or at
        held, is_anonymous = around, child.element is box.element
        if "box" in (child.element.get("class") or "").split() and not is_anonymous:
            held = (*around, _noted(blocks, "box", child, at))
        if tag in _LISTS and not is_anonymous:
            _count(_noted(blocks, "list", child, at), page, len(child.children))
        lines = [each for each in getattr(child, "children", ()) if isinstance(each, LineBox)]
        if lines:
            paragraph = _noted(blocks, "paragraph", child, at)
            paragraph.last = _words(lines[-1])
            paragraph.tag = "thead" if is_head else paragraph.tag
            for block in (paragraph, *held) if not (is_head and paragraph.count_by_page) else ():
                block.words = block.words or _words(lines[0])
                _count(block, page, len(lines))
            yield paragraph
        for paragraph in _read(child, page, held, at, blocks, is_head=is_head or tag == "thead") if not lines else ():
            at = paragraph.at
            yield paragraph


def _noted(blocks: _Blocks, kind: Literal["paragraph", "list", "box"], box: Any, at: str) -> _Block:
    return blocks.setdefault((kind, id(box.element)), _Block(kind, box.element_tag, "", at))


def _count(block: _Block, page: int, more: int) -> None:
    block.count_by_page[page] = block.count_by_page.get(page, 0) + more


def _words(line: Any) -> str:
    return "".join(each.text for each in line.descendants() if hasattr(each, "text")).strip()


def _torn(blocks: _Blocks) -> Iterator[Torn]:
    for block in blocks.values():
        if len(block.count_by_page) > 1:
            yield Torn(block.kind, min(block.count_by_page), tuple(block.count_by_page.values()),
                       block.words, block.at)


def _last_lines(blocks: _Blocks) -> Iterator[LastLine]:
    for block in blocks.values():
        if block.kind == "paragraph" and block.lines > 1 and block.tag not in _CELLS:
            yield LastLine(max(block.count_by_page), block.last, block.at)
