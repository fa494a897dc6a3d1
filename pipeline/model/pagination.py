"""Where the pages of a printed product begin, and how another manuscript of the same content marks those spots."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from unicodedata import normalize

from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.tree import Element, attributes, plain, span

#: The class of the empty span that marks where a printed page begins; its id is `page-` and the number.
PAGE_BREAK = "page-break"
_BLOCKS = frozenset({"Para", "Plain", "Header", "BulletList", "OrderedList", "DefinitionList", "Div", "Table",
                     "Figure"})


@dataclass(frozen=True)
class PageStart:
    """What begins on a page: a block of a section, by the letters and digits of its first line; none for all of it."""

    page: int
    section: str
    letters: str = ""


def with_page_breaks(manuscript: Manuscript, starts: Iterable[PageStart]) -> Manuscript:
    """Return the manuscript with a mark where each page begins; pages that show nothing of it have none.

    The first start of a page that the manuscript has decides.
    """
    sections = {section.id: section for section in manuscript.sections}
    for _, candidates in groupby(starts, key=lambda start: start.page):
        marked = next(_marked(sections, candidates), None)
        if marked:
            sections[marked.id] = marked
    return replace(manuscript, sections=tuple(sections.values()))


def page_breaks(section: Section) -> list[int]:
    """Return the numbers of the pages that begin in a section, in order."""
    return [int(attributes(each)[0].removeprefix("page-")) for each in section.branches
            if is_page_break(each)]


def is_page_break(element: Element) -> bool:
    """Tell whether an element marks where a printed page begins."""
    return element["t"] == "Span" and PAGE_BREAK in attributes(element)[1]


def letters_of(text: str) -> str:
    """Return what two settings of the same words have in common: letters and digits, without case."""
    return "".join(filter(str.isalnum, normalize("NFKC", text))).casefold()


def _marked(sections: dict[str, Section], candidates: Iterable[PageStart]) -> Iterator[Section]:
    for start in candidates:
        section = sections.get(start.section)
        if section:
            mark = span([], f"page-{start.page}", PAGE_BREAK)
            blocks = _before(section.blocks, start.letters, mark) if start.letters else [plain([mark]), *section.blocks]
            if blocks:
                yield replace(section, blocks=blocks)


def _before(content: list[Any], letters: str, mark: Element) -> list[Any] | None:
    """Return the content with the mark before the outermost block that begins with those letters; None if none does."""
    for index, node in enumerate(content):
        if type(node) is dict and node["t"] in _BLOCKS and _said(node).startswith(letters):
            return [*content[:index], plain([mark]), *content[index:]]
        inner = _inside(node, letters, mark) if letters in _said(node) else None
        if inner:
            return [*content[:index], inner, *content[index + 1:]]
    return None


def _inside(node: Any, letters: str, mark: Element) -> Any:
    if isinstance(node, list):
        return _before(node, letters, mark)
    if node["t"] == "DefinitionList":
        for index, (term, meanings) in enumerate(node["c"]):
            if _said(term).startswith(letters):
                return {**node, "c": [*node["c"][:index], [[mark, *term], meanings], *node["c"][index + 1:]]}
    inner = _before(node["c"], letters, mark) if isinstance(node.get("c"), list) else None
    return {**node, "c": inner} if inner else None


def _said(node: Any) -> str:
    """Return the letters and digits of blocks or inlines; what a note says stands elsewhere."""
    if isinstance(node, list):
        return "".join(map(_said, node))
    if not isinstance(node, dict) or node["t"] == "Note":
        return ""
    return letters_of(node["c"]) if node["t"] == "Str" else _said(node.get("c"))
