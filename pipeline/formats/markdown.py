"""The Markdown for clinics' content systems: CommonMark alone, no tags, no pictures, drawings of facts in words."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.markup.imprint_block import PICTURES
from pipeline.markup.text_writer import quoted, records
from pipeline.model.artifact import Design, Rendering
from pipeline.model.contract import IN_WORDS, Contract
from pipeline.model.list_marks import marks
from pipeline.model.manuscript import Manuscript, Section, listed, title_and_rest
from pipeline.model.publication import BOXES
from pipeline.model.risk_figure import is_drawn
from pipeline.model.tree import (
    Element,
    Elements,
    bullet_list,
    header,
    is_div,
    para,
    plain,
    plain_text,
    raised_or_lowered,
    words,
)
from pipeline.tools.words import pandoc

CONTRACT = Contract("text/markdown", reader="commonmark",
                    manner=replace(IN_WORDS, addresses="unread"))
#: The numerals that CommonMark has.
_NUMBERS = ("Decimal", "DefaultStyle")
#: What pandoc would write as an entity, and what it would leave as one: `&lt;` in a text is no `<`.
_RAW = re.compile("(\u00a0|&(?=#?[0-9A-Za-z]+;))")


def render(manuscript: Manuscript, _design: Design) -> Rendering:
    """Return the text; a content system gives headings their anchors, so no link leads to one."""
    writer = _Writer(manuscript)
    blocks = [block for section in manuscript.sections for block in writer.section(section)] + writer.end()
    return Rendering(pandoc.write_commonmark(blocks).encode())


@dataclass
class _Writer:
    """Turns the blocks of one manuscript into those that CommonMark has; keeps the notes that it meets."""

    manuscript: Manuscript
    notes: dict[int, Elements] = field(default_factory=dict)

    @property
    def labels(self) -> dict[str, str]:
        return self.manuscript.edition.language.labels

    @property
    def top(self) -> int:
        """Return the level of a section's title: below the guide's own, where there is one."""
        return 2 if any(each.kind == "cover" for each in self.manuscript.sections) else 1

    def section(self, section: Section) -> Elements:
        """Return a section below its title; a cover's title comes before its picture."""
        if section.kind == "cover":
            titles, rest = title_and_rest(section.blocks)
            return [block for each in titles + rest for block in self._cover(each)]
        title = [header(self.top, self.inlines(section.title))] if section.title else []
        if section.kind == "contents":
            entries = listed(self.manuscript.sections)
            return [*title, bullet_list([[plain(self.inlines(each.label))] for each in entries])]
        return title + self.blocks(section.blocks)

    def end(self) -> Elements:
        """Return the notes."""
        if not self.notes:
            return []
        blocks = [header(self.top, words(self.labels["notes-title"]))]
        for number, note in sorted(self.notes.items()):
            blocks += [para(words(f"{self.labels['note']} {number}:")), *self.blocks(note)]
        return blocks

    def _cover(self, block: Element) -> Elements:
        if is_div(block, "title"):
            return [header(1, self.inlines(each["c"])) for each in block["c"][1]]
        return self._block(block)

    # --- blocks ---

    def blocks(self, blocks: Elements) -> Elements:
        """Return blocks in the forms of CommonMark."""
        return [written for block in blocks for written in self._block(block)]

    def _block(self, block: Element) -> Elements:
        kind, content = block["t"], block.get("c")
        write = getattr(self, f"_{kind.lower()}", None)
        if write is None:
            raise ValueError(f"Markdown has no form for a block of type {kind}")
        written: Elements = write(block, content)
        return written

    def _para(self, block: Element, content: Any) -> Elements:
        inlines = self.inlines(content)
        return [{"t": block["t"], "c": inlines}] if inlines else []

    _plain = _para

    def _header(self, _block: Element, content: Any) -> Elements:
        return [header(min(content[0] + self.top - 1, 6), self.inlines(content[2]))]

    def _bulletlist(self, _block: Element, content: Any) -> Elements:
        return [bullet_list([self.blocks(item) for item in content])]

    def _orderedlist(self, _block: Element, content: Any) -> Elements:
        """Return a numbered list; one counted in a way that CommonMark lacks has its marks as words."""
        attributes, items = content
        said = [self.blocks(item) for item in items]
        if attributes[1]["t"] in _NUMBERS and attributes[2]["t"] != "TwoParens":
            return [{"t": "OrderedList", "c": [attributes, said]}]
        return [bullet_list(list(map(_marked, marks(attributes, len(items)), said)))]

    def _blockquote(self, block: Element, _content: Any) -> Elements:
        said, by = quoted(block)
        return [{"t": "BlockQuote", "c": self.blocks(said + by)}]

    def _definitionlist(self, _block: Element, content: Any) -> Elements:
        return [written for term, meanings in content
                for written in (para(_strong(self.inlines(term))), *self.blocks([each for one in meanings
                                                                                 for each in one]))]

    def _horizontalrule(self, block: Element, _content: Any) -> Elements:
        return [block]

    def _figure(self, _block: Element, content: Any) -> Elements:
        return self.blocks(content[2]) + self.blocks(content[1][1])

    def _div(self, block: Element, content: Any) -> Elements:
        """Return a box as a quotation under its heading in bold, and what else a div holds as it is."""
        if any(is_div(block, each) for each in PICTURES):
            return []
        if any(is_div(block, each) for each in BOXES):
            heading, *rest = content[1]
            return [{"t": "BlockQuote", "c": [para(_strong(self.inlines(heading["c"][2]))), *self.blocks(rest)]}]
        return self.blocks(content[1])

    def _table(self, block: Element, _content: Any) -> Elements:
        """Return a table as records, since CommonMark has none: the first cell in bold, the others listed below it."""
        caption, rows = records(block, self.labels["table"])
        titled = [para(self.inlines(caption))] if caption else []
        return titled + [written for row in rows for written in self._record(*map(self.inlines, row))]

    def _record(self, first: Elements, *others: Elements) -> Elements:
        return [para(_strong(first)), *([bullet_list([[plain(each)] for each in others])] if others else [])]

    # --- inlines ---

    def inlines(self, inlines: Elements) -> Elements:
        """Return inlines in the forms of CommonMark."""
        return [written for inline in inlines for written in self._inline(inline)]

    def _inline(self, inline: Element) -> Elements:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            return [_raw(piece) if index % 2 else {"t": "Str", "c": piece}
                    for index, piece in enumerate(_RAW.split(content)) if piece]
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return [{"t": kind}]
        if kind in ("Emph", "Strong"):
            return [{"t": kind, "c": self.inlines(content)}]
        if kind == "Quoted":
            return [{"t": kind, "c": [content[0], self.inlines(content[1])]}]
        if kind == "Span":
            return self.inlines(content[1])
        if kind in ("Superscript", "Subscript"):  # 10^9 is not 109
            return [*words(raised_or_lowered(inline)), *self.inlines(content)]
        if kind == "Link":
            is_inside = content[2][0].startswith("#")
            return self.inlines(content[1]) if is_inside else [{"t": kind, "c": [["", [], []], self.inlines(content[1]),
                                                                                 content[2]]}]
        if kind == "Image":
            said = f"[{self.labels['figure-picture']}: {plain_text(content[1])}]"
            return [] if is_drawn(content[2][0]) else words(said)
        if kind == "Note":
            self.notes.setdefault(inline["number"], content)
            return [{"t": "Space"}, *words(f"[{self.labels['note']} {inline['number']}]")]
        raise ValueError(f"Markdown has no form for an inline of type {kind}")


def _raw(sign: str) -> Element:
    return {"t": "RawInline", "c": ["commonmark", "\\&" if sign == "&" else sign]}


def _marked(mark: str, item: Elements) -> Elements:
    """Return an item that begins with its mark, in a paragraph of its own where no words stand first."""
    if item and item[0]["t"] in ("Para", "Plain"):
        return [{**item[0], "c": [*words(f"{mark} "), *item[0]["c"]]}, *item[1:]]
    return [para(words(mark)), *item]


def _strong(inlines: Elements) -> Elements:
    return [{"t": "Strong", "c": inlines}]
