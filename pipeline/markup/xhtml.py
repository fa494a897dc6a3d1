"""Writes AST blocks as well-formed XHTML; an element it does not know is refused, never dropped."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.tree_writer import TreeWriter
from pipeline.model.list_marks import marks
from pipeline.model.pagination import is_page_break
from pipeline.model.side_by_side import sides
from pipeline.model.tree import (
    Element,
    Elements,
    attributes,
    in_line,
    is_div,
    notes_in,
    parted,
    plain_text,
    runs_from_left,
    table,
    unsaid_address,
    walk,
)
from pipeline.tools.words import locales

_INLINE_TAGS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
#: box -> (tag, DPUB-ARIA role, epub:type); roles and types that belong together (EPUB-ARIA authoring guide).
_BOXES = {
    "key-points": ("aside", "doc-tip", "tip"),
    "ask-your-team": ("section", "", "qna"),
    "call-your-team": ("section", "doc-notice", "notice"),
}


#: How HTML calls the styles of numbered lists, and CSS the sides of columns; what else there is needs no name.
_NUMERALS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_SIDES = {"AlignRight": "right", "AlignCenter": "center"}
#: Letters of an address that need no place to break a line, as an A5 page of large letters has room for.
_LONGEST_PIECE = 24
#: The usual indent of a list, how wide letters of its marks are at most, and what stands behind a mark.
_INDENT_EM, _LETTER_EM, _GAP_EM = 1.3, .6, .3
_LETTERS_EM = {**dict.fromkeys("ijlI().", .35), **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", .7),
               **dict.fromkeys("mwMW", .9)}


#: How a table that is too wide for its page is helped, one step after the other; in the end it is one no more.
_STEPS, RECORDS = (("",), ("parted",), ("parted", "small")), 3


@dataclass(frozen=True)
class Help:
    """What the tables of a document, by their numbers, need to stand on its pages.

    `steps` tells how far one that is too wide is helped, `long` are those longer than a page, `tall` their rows that
    are (the number of the table, that of the row).
    """

    steps: Mapping[int, int] = field(default_factory=dict)
    long: frozenset[int] = frozenset()
    tall: frozenset[tuple[int, int]] = frozenset()


@dataclass
class Writer(TreeWriter):
    """Writes one document; `notes` gathers the notes met in `section`, by number.

    `href` turns a link's target into the document's own, `leads_to` says in words where that is; `figure` gives
    the markup of a drawing by its path and text; `is_interactive` adds roles and names, notes that stand on their own,
    descriptions that unfold and fields to type in; `is_epub` adds epub:type; `deeper` is how many levels headings
    stand below their own; `heading`, the id of the section's, tells boxes of one name apart where several sections
    share a page; `mark_facts` keeps `data-fact` and `data-at`: what is read on paper, not on a screen; `helped` are its
    large tables; `is_right_to_left` is the page.
    """

    form = "XHTML"
    href: Callable[[str], str] = str
    leads_to: Callable[[str], str] = lambda _target: ""
    figure: Callable[[str, str], str] | None = None
    is_interactive: bool = False
    is_epub: bool = False
    deeper: int = 0
    mark_facts: bool = False
    helped: Help = field(default_factory=Help)
    labels: dict[str, str] = field(default_factory=dict)
    is_right_to_left: bool = False
    section: str = ""
    heading: str = ""
    notes: dict[int, Elements] = field(default_factory=dict)
    _boxes: int = 0
    _tables: int = 0
    _landmarks: set[tuple[str, str]] = field(default_factory=set)

    def blocks(self, blocks: Elements) -> str:
        """Return blocks as XHTML; of several texts each is a paragraph, as it is not in a tight list."""
        if sum(map(_is_text, blocks)) > 1:
            blocks = [{**block, "t": "Para"} if _is_text(block) else block for block in blocks]
        return "".join(self._block(block) for block in blocks)

    def cover(self, blocks: Elements) -> str:
        """Return blocks of a cover as XHTML, its title as the heading of the first level."""
        return "".join(f'<h1 class="title">{self.inlines(block["c"][1][0]["c"])}</h1>\n' if is_div(block, "title")
                       else self._block(block) for block in blocks)

    def endnotes(self) -> str:
        """Return the notes met so far, and forget them: on paper a list, on a screen pop-ups with ways back."""
        if not self.notes:
            return ""
        notes = "".join(self._note(f"{self.section}--note-{number}", number, self.blocks(blocks))
                        for number, blocks in sorted(self.notes.items()))
        self.notes = {}
        level = 2 + self.deeper
        title = f"<h{level}>{escape(self.labels['notes-title'])}</h{level}>"
        listed = notes if self.is_interactive else f"<ol>{notes}</ol>"
        return f'<section class="notes"{self._epub_type("footnotes")}>{title}{listed}</section>'

    def _note(self, identifier: str, number: int, content: str) -> str:
        """Return one note; reading systems show an `aside` of this type beside the text, where it was asked for."""
        if not self.is_interactive:
            return f'<li id="{identifier}"{_marked(f"{number}.")}>{content}</li>'
        label = quoteattr(f"{self.labels['note']} {number}")
        back = (f'<p><a class="back" href="#{identifier}-ref"{self._role("doc-backlink")}>'
                f'{escape(self.labels["back-to-text"])}</a></p>')
        return (f'<aside id="{identifier}" class="note"{self._epub_type("footnote")} role="doc-footnote"'
                f' aria-label={label}>'
                f'<span class="note-number">{number}</span>{content}{back}</aside>')

    # --- blocks ---

    def _block_para(self, block: Element) -> str:
        return f"<p{self._at(block)}{self._turned(block)}>{self.inlines(block['c'])}</p>\n"

    def _turned(self, block: Element) -> str:
        """Return the attribute of a text whose letters all run from the left, on a page that is read from the right."""
        return ' dir="ltr"' if self.is_right_to_left and runs_from_left(block["c"]) else ""

    def inlines(self, inlines: Elements) -> str:
        """Return inlines as one text, the number of a note apart from a figure before it."""
        return super().inlines(parted(inlines))

    def _block_plain(self, block: Element) -> str:
        turned, text = self._turned(block), self.inlines(block["c"])
        return f"<div{turned}>{text}</div>" if turned else text

    def _block_header(self, block: Element) -> str:
        level = block["c"][0] + self.deeper
        return f"<h{level}{self._named(block)}{self.label(block['c'][2])}>{self.inlines(block['c'][2])}</h{level}>\n"

    def label(self, heading: Elements) -> str:
        """Return the attribute with what outlines and running titles say of a heading with notes, or with 10⁹ in it."""
        said = [plain_text([each]) for each in sides(heading)]
        words = " / ".join(said) or plain_text(heading)
        differs = said or any(notes_in(heading)) or words != plain_text(in_line(heading))
        return _attr("data-label", words if self.mark_facts and differs else "")

    def _block_bulletlist(self, block: Element) -> str:
        return f"<ul{self._at(block)}>{self._items(block['c'])}</ul>\n"

    def _block_orderedlist(self, block: Element) -> str:
        (start, style, delimiter), items = block["c"]
        said = marks(block["c"][0], len(items))
        is_usual = delimiter["t"] not in ("OneParen", "TwoParens")
        # WeasyPrint knows neither attribute; a browser has no form for brackets
        own = said if not is_usual or (self.mark_facts and said[:1] != ["1."]) else repeat("")
        widest = max(map(_width_em, said), default=0)
        room = f"padding-left: {widest:.1f}em" if widest > _INDENT_EM else ""
        opening = (f"{_attr('type', _NUMERALS.get(style['t'], ''))}{_attr('start', str(start) if start != 1 else '')}"
                   f"{_attr('style', room)}{self._at(block)}")
        return f"<ol{opening}>{self._items(items, own)}</ol>\n"

    def _items(self, items: list[Elements], own: Iterable[str] = repeat("")) -> str:
        """Return the items of a list, each with a mark of its own where it has one."""
        return "".join(f"<li{_marked(mark)}{self._at(item[0]) if item else ''}>{self.blocks(item)}</li>\n"
                       for item, mark in zip(items, own, strict=False))

    def _block_blockquote(self, block: Element) -> str:
        return f"<blockquote{self._at(block)}>{self.blocks(block['c'])}</blockquote>\n"

    def _block_definitionlist(self, block: Element) -> str:
        explains = any(attributes(each)[0].startswith("term-") for each in walk(block["c"]))
        meaning = self._epub_type("glossdef" if explains else "")
        pieces = []
        for term, definitions in block["c"]:
            meanings = "".join(f"<dd{meaning}>{self.blocks(each)}</dd>" for each in definitions)
            pieces.append(f"<div><dt>{self.inlines(term)}</dt>{meanings}</div>\n")
        return f"<dl>{''.join(pieces)}</dl>\n"

    def _block_horizontalrule(self, _block: Element) -> str:
        return "<hr/>\n"

    def _block_div(self, block: Element) -> str:
        _, classes, pairs = attributes(block)
        for name in classes:
            if name in _BOXES:
                return self._box(block, name)
        if "risk-figure" in classes:
            return self._risk_figure(block)
        if "said-by" in classes:
            return f'<div class="said-by"><p>—\u00a0{self.inlines(block["c"][1][0]["c"])}</p></div>\n'
        if "field" in classes:
            return self._field(block, classes)
        if "long-description" in classes and self.is_interactive:
            return (f'<details class="long-description"><summary>{escape(self.labels["long-description"])}</summary>\n'
                    f"{self.blocks(block['c'][1])}</details>\n")
        ruled = self._room(block["c"][1], int(pairs.get("lines", "0")))
        return f"<div{self._named(block)}>{self._held(block, classes)}{ruled}</div>\n"

    def _held(self, block: Element, classes: list[str]) -> str:
        """Return what a div holds; on a screen, lists to tick have boxes that can be ticked."""
        if "checklist" not in classes or not self.is_interactive:
            return self.blocks(block["c"][1])
        return "".join(f"<ul>{''.join(map(self._to_tick, each['c']))}</ul>\n" if each["t"] == "BulletList"
                       else self._block(each) for each in block["c"][1])

    def _to_tick(self, item: Elements) -> str:
        """Return an item with its box, in the drawing of one, which stays where a reader shows no fields."""
        if len(item) == 1 and item[0]["t"] in ("Plain", "Para"):
            box = '<span class="tick"><input type="checkbox"/></span>'
            return f"<li><label>{box}{self.inlines(item[0]['c'])}</label></li>\n"
        named = quoteattr(" ".join(plain_text(item[:1]).split()))
        return f'<li><span class="tick"><input type="checkbox" aria-label={named}/></span>{self.blocks(item)}</li>\n'

    def _box(self, block: Element, name: str) -> str:
        tag, role, epub_type = _BOXES[name]
        self._boxes += 1
        heading, *rest = block["c"][1]
        level, (_, classes, pairs), inlines = heading["c"]
        label = f"box-{self._boxes}-{_slug(plain_text(inlines))}"
        titled = {**heading, "c": [level, [label, classes, pairs], inlines]}
        # of two boxes of one name in a section, the first alone is a landmark: each has to be told from all others
        is_landmark = self.is_interactive and (name, self.section) not in self._landmarks
        self._landmarks.add((name, self.section))
        named = f' aria-labelledby="{" ".join(filter(None, (label, self.heading)))}"' if is_landmark else ""
        return (f'<{tag} class="box {name}"{self._role(role)}{self._epub_type(epub_type)}{named}'
                f"{self._at(block)}>{self.blocks([titled, *rest])}</{tag}>\n")

    def _risk_figure(self, block: Element) -> str:
        """Return the drawing of a fact; its one paragraph is its caption.

        The words for the drawing say all that it shows, so on a screen caption and legend are for eyes alone.
        """
        unheard = ' aria-hidden="true"' if self.is_interactive else ""
        parts = "".join(
            f"<figcaption{unheard}>{self.inlines(each['c'])}</figcaption>\n" if each["t"] == "Para" else
            f"<div{self._named(each)}{unheard}>{self.blocks(each['c'][1])}</div>\n" if is_div(each, "legend") else
            self._block(each) for each in block["c"][1])
        return f"<figure{self._named(block)}>\n{parts}</figure>\n"

    def _room(self, asked: Elements, lines: int) -> str:
        """Return lines for words of a reader's own; on a screen a field on them, which says what it is for."""
        ruled = '<div class="line"></div>' * lines
        if not lines or not self.is_interactive:
            return ruled
        label = quoteattr(" ".join(plain_text(asked).split()))
        # grows with what is typed, so that all of it is printed, which a `textarea` does not
        return (f'<div class="room"><div class="lines">{ruled}</div><div class="typed" contenteditable="plaintext-only"'
                f' role="textbox" aria-multiline="true" tabindex="0" aria-label={label}></div></div>')

    def _field(self, block: Element, classes: list[str]) -> str:
        """Return a line of a form: what is known, or a label and a rule to write on; on a screen, to type on."""
        line = self.inlines(block["c"][1][0]["c"])
        if "blank" not in classes:
            return f'<p class="field known">{line}</p>\n'
        if not self.is_interactive:
            return f'<p class="field"><span>{line}</span><span class="rule"></span></p>\n'
        return (f'<p class="field"><label><span>{line}</span> <span class="rule">'
                f'<input type="text" autocomplete="off"/></span></label></p>\n')

    def _block_figure(self, block: Element) -> str:
        (identifier, classes, _), (_, caption), content = block["c"]
        said = f"<figcaption>{self.blocks(caption)}</figcaption>" if plain_text(caption) else ""
        named = _attr("id", identifier) + _attr("class", " ".join(classes))
        return f"<figure{named}>{self.blocks(content)}{said}</figure>\n"

    def _block_table(self, block: Element) -> str:
        self._tables += 1
        table_number, step = self._tables, self.helped.steps.get(self._tables, 0)
        if step == RECORDS:
            return self._records(block)
        (identifier, _, _), (_, caption), columns, head, bodies, _ = block["c"]
        titled = f"<caption>{self.blocks(caption)}</caption>" if plain_text(caption) else ""
        number = _attr("data-table", str(table_number) if self.mark_facts else "")
        looks = " ".join((*_STEPS[step], *(["long"] if table_number in self.helped.long else []))).strip()
        sides = [column[0]["t"] for column in columns]
        rows = "".join(self._row(row, sides, "col", "") for row in head[1])
        tall = {row - len(head[1]) for own, row in self.helped.tall if own == table_number}
        body = "".join(self._row(row, sides, "", "row", "tall" if index in tall else "")
                       for each in bodies for index, row in enumerate(each[3]))
        return (f"<table{_attr('id', identifier)}{_attr('class', looks)}{number}{self._at(block)}>{titled}"
                f"<thead>{rows}</thead><tbody>{body}</tbody></table>\n")

    def _records(self, block: Element) -> str:
        """Return a table that no page is wide enough for as lists: for each row, the cells by the names of columns."""
        caption, names, rows = table(block)
        titled = f'<div class="caption">{self.blocks(caption)}</div>\n' if plain_text(caption) else ""
        lists = "".join(f"<dl>{''.join(map(self._entry, names or [[]] * len(row), row))}</dl>\n" for row in rows)
        return f"<div{_attr('id', block['c'][0][0])} class=\"records\"{self._at(block)}>{titled}{lists}</div>\n"

    def _entry(self, name: Elements, cell: Elements) -> str:
        return f"<div><dt>{self.blocks(name)}</dt><dd>{self.blocks(cell)}</dd></div>\n" if cell else ""

    def _row(self, row: list[Any], sides: list[str], scope: str, first_scope: str, look: str = "") -> str:
        cells = []
        for index, (cell, column) in enumerate(zip(row[1], sides, strict=False)):
            own = scope or (first_scope if index == 0 else "")
            tag = "th" if own else "td"
            side = _SIDES.get(cell[1]["t"] if cell[1]["t"] != "AlignDefault" else column, "")
            looks = _attr("style", f"text-align: {side}" if side else "")
            cells.append(f"<{tag}{_attr('scope', own)}{looks}>{self.blocks(cell[4])}</{tag}>")
        return f"<tr{_attr('class', look)}>{''.join(cells)}</tr>\n"

    # --- inlines ---

    def _word(self, word: str) -> str:
        return escape(word)

    def _tagged(self, inline: Element) -> str:
        tag = _INLINE_TAGS[inline["t"]]
        return f"<{tag}>{self.inlines(inline['c'])}</{tag}>"

    _inline_emph = _inline_strong = _inline_superscript = _inline_subscript = _tagged

    def _inline_linebreak(self, _inline: Element) -> str:
        return "<br/>"

    def _inline_span(self, inline: Element) -> str:
        identifier = attributes(inline)[0]
        if is_page_break(inline):
            return self._page_break(identifier)
        opening = self._named(inline)
        content = self.inlines(inline["c"][1])
        if self.is_interactive and identifier.startswith("term-"):
            return f"<dfn{opening}{self._epub_type('glossterm')}>{content}</dfn>"
        return f"<span{opening}>{content}</span>" if opening else content

    def _page_break(self, identifier: str) -> str:
        """Return the mark of a printed page; it stands where blocks may, since axe-core lets no span have a name."""
        return (f'<hr class="page-break" id="{identifier}"{self._epub_type("pagebreak")}{self._role("doc-pagebreak")}'
                f' aria-label="{identifier.removeprefix("page-")}"/>')

    def _inline_link(self, inline: Element) -> str:
        identifier, classes, _ = attributes(inline)
        target = inline["c"][2][0]
        longest = max(map(len, re.split(r"[\s/-]", plain_text(inline["c"][1]))))
        classes += ["long"] if self.mark_facts and longest > _LONGEST_PIECE else []
        meaning = ""
        if "back" in classes:
            meaning = self._role("doc-backlink")
        elif "term" in classes:
            meaning = self._epub_type("glossref") + self._role("doc-glossref")
        elif target.startswith("#ref-"):
            meaning = self._epub_type("biblioref") + self._role("doc-biblioref")
        named = _attr("title", self.leads_to(target))
        opening = f"{_attr('id', identifier)} href={quoteattr(self.href(target))}{_attr('class', ' '.join(classes))}"
        unsaid = unsaid_address(inline) if self.mark_facts and target.startswith("mailto:") else ""
        return (f"<a{opening}{named}{meaning}>"
                f"{self.inlines(inline['c'][1])}</a>{f' ({escape(unsaid)})' if unsaid else ''}")

    def _inline_image(self, inline: Element) -> str:
        path, text = inline["c"][2][0], plain_text(inline["c"][1])
        if self.figure is None:
            raise ValueError(f"this document has no way to show {path}")
        return self.figure(path, text)

    def _inline_note(self, inline: Element) -> str:
        number = inline["number"]
        here, is_first = f"{self.section}--note-{number}", number not in self.notes
        self.notes[number] = inline["c"]
        named = _attr("title", f"{self.labels['note']} {number}" if self.mark_facts else "")
        return (f'<a class="noteref"{_attr("id", f"{here}-ref" if is_first else "")} href="#{here}"{named}'
                f'{self._epub_type("noteref")}{self._role("doc-noteref")}>{number}</a>')

    # --- attributes ---

    def _role(self, role: str) -> str:
        return _attr("role", role if self.is_interactive else "")

    def _epub_type(self, name: str) -> str:
        return _attr("epub:type", name if self.is_epub else "")

    def _named(self, element: Element) -> str:
        """Return the attributes of an element: id, classes, and for a layout its fact and its place."""
        identifier, classes, pairs = attributes(element)
        fact = _attr("data-fact", pairs.get("fact", "") if self.mark_facts else "")
        language = pairs.get("lang", "")
        return (f"{_attr('id', identifier)}{_attr('class', ' '.join(classes))}{_attr('lang', language)}"
                f"{_attr('xml:lang', language)}{self._side(language)}{fact}{self._at(element)}")

    def _side(self, language: str) -> str:
        """Return the attribute of words in a language that runs from the other side than the page."""
        written = locales.writing(language) if language else None
        if written is None or written.is_right_to_left == self.is_right_to_left:
            return ""
        return written.attribute or ' dir="ltr"'

    def _at(self, element: Element) -> str:
        return _attr("data-at", element.get("at", "") if self.mark_facts else "")


def _is_text(block: Element) -> bool:
    """Tell whether a block is a text; the mark of a page stands between blocks."""
    return block["t"] in ("Para", "Plain") and not all(map(is_page_break, block["c"]))


def _attr(name: str, value: str) -> str:
    return f" {name}={quoteattr(value)}" if value else ""


def _width_em(mark: str) -> float:
    """Return how much room the mark of an item takes at most, in the size of its letters."""
    return sum(_LETTERS_EM.get(letter, _LETTER_EM) for letter in mark) + _GAP_EM


def _marked(mark: str) -> str:
    """Return the attribute that gives an item of a list its mark."""
    return f""" style='list-style-type: "{mark} "'""" if mark else ""


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
