"""Reads from WeasyPrint's box tree how text meets the end of a page, and of a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from pipeline.model.layout import Flow, Foot, LastLine, Torn
from pipeline.tools.typesetting.box_tree import children, empty_share

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "thead"})
_LISTS = frozenset({"ul", "ol"})
#: Text that is set in columns too narrow for the rules of a paragraph.
_CELLS = frozenset({"th", "td", "thead"})
#: Values of `break-before` that a sheet gives to what stands on a page of its own.
_ON_ITS_OWN = frozenset({"page", "left", "right", "recto", "verso", "always"})


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
    pages = document.pages
    said = [list(_read(page._page_box.children[0], number, (), "", blocks)) for number, page in enumerate(pages, 1)]
    feet = [_foot(number, here[-1], pages[number - 1], pages[number], following)
            for number, (here, following) in enumerate(pairwise(said), 1) if here]
    return Flow(tuple(feet), tuple(_torn(blocks)), tuple(_last_lines(blocks)))


def _foot(number: int, last: _Block, page: Any, overleaf: Any, following: list[_Block]) -> Foot:
    empty = 0.0 if _begins_page(overleaf, page) else round(empty_share(page), 2)
    return Foot(number, last.words, last.tag in _HEADINGS, last.at, empty, following[0].words if following else "")


def _begins_page(page: Any, before: Any) -> bool:
    """Tell whether a page opens with what a sheet puts on a page of its own; what goes on from before does not open."""
    old = {each.element for each in before._page_box.descendants()}
    box = next(children(page._page_box), None)
    while box is not None:
        if box.element not in old and box.style["break_before"] in _ON_ITS_OWN:
            return True
        box = next(children(box), None)
    return False


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
