"""Tells sentence by sentence what a product of an edition has to say, by its own reading of the manuscript.

It shares nothing with the writers of the formats, so that a fault of theirs shows; only ASCII spelling is theirs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.model import side_by_side
from pipeline.model.ascii_form import spelling
from pipeline.model.contract import Manner
from pipeline.model.list_marks import marks
from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.parity import Sentence, sentences_of, words_of
from pipeline.model.risk_figure import is_drawn
from pipeline.model.tree import (
    QUOTES,
    Element,
    Elements,
    attributes,
    fact_of,
    is_div,
    plain_text,
    raised_or_lowered,
    table,
    unsaid_address,
    with_numbers,
    words_alone,
)

#: Pictures that a plain text leaves out: the lines beside them say the same.
_SEEN_ALONE = ("imprint-logo", "imprint-qr")
_GAPS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def sentences(manuscript: Manuscript, heard: Iterable[str] = ()) -> list[Sentence]:
    """Return what the product of a manuscript says, in the order in which it says it.

    Of the words that were read back, only those of tables matter: a table that is too wide for its page is told row by
    row, as texts do, and which one is, the layout alone knows.
    """
    channel, labels = manuscript.edition.channel, manuscript.edition.labels
    teller = _Teller(manuscript.edition.contract.manner, labels, "".join(heard))
    told = [sentence for section in _in_order(manuscript) for sentence in teller.section(section, manuscript)]
    told += teller.end_of_text()
    spell = spelling(channel.text, labels)
    return told if spell is str else [replace(each, words=words_of(spell(each.text))) for each in told]


def titles(manuscript: Manuscript) -> list[tuple[str, ...]]:
    """Return the titles of all sections as words; of one in two languages, each alone, too."""
    shown = [title for each in manuscript.sections if each.title
             for title in (each.title, *([side] for side in side_by_side.sides(each.title)))]
    return [words_of(plain_text(each)) for each in shown]


def cross_references(manuscript: Manuscript) -> int:
    """Return how often the text leads to another of its topics, or to a section of one."""
    topics = {f"#{each.id}" for each in manuscript.sections if each.kind == "topic"}
    return sum(each["t"] == "Link" and each["c"][2][0].partition("--")[0] in topics
               for section in manuscript.sections for each in section.branches)


def heads_of_tables(manuscript: Manuscript) -> list[tuple[str, ...]]:
    """Return the names of each table's columns as words: a table that goes on overleaf shows them again."""
    tables = (each for section in manuscript.sections for each in section.branches if each["t"] == "Table")
    heads = (plain_text(with_numbers(table(each)[1])) for each in tables)
    return [words for head in heads if (words := words_of(head))]


def _in_order(manuscript: Manuscript) -> Sequence[Section]:
    """Return the sections as the pages show them: a folded sheet side by side, the outside first."""
    fold = manuscript.edition.channel.fold
    if fold is None:
        return manuscript.sections
    by_part = dict(zip(manuscript.edition.parts, manuscript.sections, strict=True))
    sides = [{face.name for face in side.faces} for side in fold.sides]
    return [section for side in sides for panel in fold.panels if panel.name in side
            for name, section in by_part.items()
            if name in panel.parts or (name.startswith("topic:") and "topics" in panel.parts)]


@dataclass(frozen=True)
class _Piece:
    """Words with the facts that they state, their place and language; `ends` closes a paragraph, heading or cell."""

    text: str
    facts: tuple[str, ...] = ()
    at: str = ""
    ends: bool = False
    language: str = ""


_END = _Piece("", ends=True)


@dataclass
class _Teller:
    """Reads one manuscript; keeps the notes and links that it met, since they are told later."""

    manner: Manner
    labels: dict[str, str]
    heard: str = ""
    language: str = ""
    notes: dict[int, Elements] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def section(self, section: Section, manuscript: Manuscript) -> Iterator[Sentence]:
        """Yield a section's sentences: its title, its blocks, and its notes where they follow it."""
        pieces = [*self._inlines(section.title, ()), _END]
        if section.kind == "contents":
            pieces += self._entries(manuscript)
        else:
            pieces += self._all(self._ordered(section), ())
        if not self._keeps_notes:
            pieces += self._notes()
        return _sentences(pieces, section.id)

    @property
    def _keeps_notes(self) -> bool:
        return self.manner.notes in ("behind", "labelled-behind")

    def _ordered(self, section: Section) -> Elements:
        """Return the blocks of a section; where a cover is one flow of text, its picture comes behind its title."""
        if not self.manner.opens_with_title or section.kind != "cover":
            return section.blocks
        return sorted(section.blocks, key=lambda block: not (is_div(block, "title") or is_div(block, "subtitle")))

    def end_of_text(self) -> Iterator[Sentence]:
        """Yield what a plain text tells at its end: notes, and the addresses of its links."""
        pieces = self._notes()
        if self.links:
            pieces += [_Piece(self.labels["links-title"]), _END]
            for number, target in enumerate(self.links, 1):
                pieces += [_Piece(f"{self.labels['link']} {number}: {target}"), _END]
        return _sentences(pieces, "")

    def _notes(self) -> list[_Piece]:
        if not self.notes:
            return []
        pieces = [] if self.manner.notes == "behind" else [_Piece(self.labels["notes-title"]), _END]
        for number, blocks in sorted(self.notes.items()):
            if self.manner.notes == "labelled-behind":
                pieces += [_Piece(f"{self.labels['note']} {number}:"), _END, *self._all(blocks, ())]
            elif self.manner.notes == "behind":
                pieces += self._all(blocks, ())
            else:
                pieces += [_Piece(f"{number} "), *self._all(blocks, ())]
                pieces += [_Piece(self.labels["back-to-text"]), _END] if self.manner.notes == "with-way-back" else []
        self.notes = {}
        return pieces

    def _entries(self, manuscript: Manuscript) -> Iterator[_Piece]:
        for each in manuscript.sections:
            if each.title and each.kind not in ("contents", *self.manner.unlisted):
                yield from (*self._inlines(each.label, ()), _END)
                if self.manner.lists_sections and each.kind == "topic":
                    for block in each.blocks:
                        if block["t"] == "Header":
                            yield from (*self._inlines(words_alone(block["c"][2]), ()), _END)

    # --- blocks ---

    def _all(self, blocks: Elements, facts: tuple[str, ...]) -> Iterator[_Piece]:
        for block in blocks:
            yield from self._block(block, facts)

    def _block(self, block: Element, facts: tuple[str, ...]) -> Iterator[_Piece]:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in ("Para", "Plain"):
            yield from (*self._inlines(content, facts), _END)
        elif kind == "Header":
            yield from (*self._inlines(content[2], facts), _END)
        elif kind == "BulletList":
            yield from (piece for item in content for piece in self._all(item, facts))
        elif kind == "OrderedList":
            for mark, item in zip(marks(content[0], len(content[1])), content[1], strict=True):
                yield from (_Piece(f"{mark} "), _END)
                yield from self._all(item, facts)
        elif kind == "BlockQuote":
            yield from self._all(content, facts)
        elif kind == "DefinitionList":
            for term, meanings in content:
                yield from (*self._inlines(term, facts), _END)
                yield from (piece for each in meanings for piece in self._all(each, facts))
        elif kind == "Div" and not self._is_left_out(block):
            fact = fact_of(block)
            is_folded = self.manner.folds_descriptions and is_div(block, "long-description")
            yield from [_Piece(self.labels["long-description"]), _END] if is_folded else []
            yield from self._marked(block, self._all(content[1], (*facts, fact) if fact else facts))
        elif kind == "Figure":
            yield from (*self._all(content[2], facts), *self._all(content[1][1], facts))
        elif kind == "Table":
            yield from self._table(block, facts)
        elif kind not in ("HorizontalRule", "Div"):
            raise ValueError(f"nobody knows how a block of type {kind} is told")

    def _is_left_out(self, block: Element) -> bool:
        return self.manner.pictures == "in-brackets" and any(is_div(block, each) for each in _SEEN_ALONE)

    def _table(self, block: Element, facts: tuple[str, ...]) -> Iterator[_Piece]:
        """Yield caption and cells; a text says the name of its column before each cell."""
        caption, names, rows = table(block)
        in_words = self.manner.tables == "records"
        is_told = in_words or (self.manner.tables == "either" and self._is_in_records(names, rows))
        if caption:
            yield from [_Piece(f"{self.labels['table']}: ")] if in_words else []
            yield from self._all(caption, facts)
        if not is_told:
            yield from (piece for name in names for piece in self._all(name, facts))
        for row in rows:
            for index, cell in enumerate(row):
                if is_told and names and cell:
                    yield from self._all(names[index], facts)
                yield from self._all(cell, facts)

    def _is_in_records(self, names: list[Elements], rows: list[list[Elements]]) -> bool:
        """Tell whether the names of columns stand nowhere side by side, and most of them before their cells.

        Names may be read with the numbers of their notes or without, and line by line where they are long.
        """
        said = ("".join(words_of(plain_text(each))) for each in (with_numbers(names), names))
        if not names or not self.heard or any(each in self.heard for each in said):
            return False
        pairs = ["".join(words_of(plain_text(with_numbers([name, cell]))))
                 for row in rows for name, cell in zip(names, row, strict=True) if cell]
        return 2 * sum(each in self.heard for each in pairs) > len(pairs)

    # --- inlines ---

    def _inlines(self, inlines: Elements, facts: tuple[str, ...]) -> Iterator[_Piece]:
        for inline in inlines:
            yield from self._inline(inline, facts)

    def _inline(self, inline: Element, facts: tuple[str, ...]) -> Iterator[_Piece]:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str" or kind in _GAPS:
            said = content if kind == "Str" else _GAPS[kind]
            yield _Piece(said, facts, inline.get("at", ""), language=self.language)
        elif kind in ("Emph", "Strong", "Subscript", "Superscript"):
            apart = " " if kind == "Superscript" else ""  # as a reader keeps it: 10⁹ is not 109
            is_told = kind.endswith("script") and self.manner.says_powers
            yield from (_Piece(raised_or_lowered(inline) if is_told else apart, facts), *self._inlines(content, facts))
        elif kind == "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            yield from (_Piece(opening), *self._inlines(content[1], facts), _Piece(closing))
        elif kind == "Span":
            fact = fact_of(inline)
            inner = (*facts, fact) if fact else facts
            yield _Piece("", inner, inline.get("at", ""))
            yield from self._marked(inline, self._inlines(content[1], inner))
        elif kind == "Link":
            yield from (*self._inlines(content[1], facts), *self._address(inline))
        elif kind == "Image":
            yield from self._picture(inline, facts)
        elif kind == "Note":
            yield self._note(inline)
        else:
            raise ValueError(f"nobody knows how an inline of type {kind} is told")

    def _marked(self, element: Element, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
        """Yield the pieces of an element, each in the language that the element is marked with."""
        around = self.language
        self.language = attributes(element)[2].get("lang", around)
        yield from pieces
        self.language = around

    def _address(self, link: Element) -> Iterator[_Piece]:
        """Yield what a product says of a link's target: a number, or the address that its words leave out."""
        target, words = link["c"][2][0], plain_text(link["c"][1])
        scheme, _, address = target.partition(":")
        if self.manner.addresses == "unread" or target.startswith("#"):
            return
        if scheme in ("mailto", "tel"):  # a page shows the number to call in its words, a text the digits, too
            unsaid = unsaid_address(link) if scheme == "mailto" or self.manner.addresses == "listed" else ""
            yield from [_Piece(f" ({unsaid})")] if unsaid else []
        elif self.manner.addresses == "listed" and words not in (target, address.removeprefix("//")):
            if target not in self.links:
                self.links.append(target)
            yield _Piece(f" [{self.labels['link']} {self.links.index(target) + 1}]")

    def _picture(self, image: Element, facts: tuple[str, ...]) -> Iterator[_Piece]:
        """Yield the words for a picture, where they are words of the text; a text draws what is made from a fact."""
        words = plain_text(image["c"][1])
        if self.manner.pictures == "in-brackets" and not is_drawn(image["c"][2][0]):
            yield _Piece(f"[{self.labels['figure-picture']}: {words}]")
        elif self.manner.pictures == "read":
            yield _Piece(f" {words} ", facts)

    def _note(self, note: Element) -> _Piece:
        number: int = note["number"]
        is_first = self.notes.setdefault(number, note["c"]) is note["c"]
        if self.manner.notes == "labelled-behind":
            return _Piece(f" [{self.labels['note']} {number}]")
        return _Piece("" if self.manner.notes == "behind" and is_first else f" {number}")


def _sentences(pieces: Sequence[_Piece] | Iterator[_Piece], section: str) -> Iterator[Sentence]:
    run: list[_Piece] = []
    for piece in pieces:
        run.append(piece)
        if piece.ends:
            yield from _split(run, section)
            run = []


def _split(run: Sequence[_Piece], section: str) -> Iterator[Sentence]:
    """Yield the sentences of one paragraph; each states the facts that mark any of its words."""
    text = "".join(piece.text for piece in run)
    for begin, end in sentences_of(text):
        words = words_of(text[begin:end])
        if words:
            inside = list(_between(run, begin, end))
            facts = dict.fromkeys(fact for piece in inside for fact in piece.facts)
            at = next((piece.at for piece in inside if piece.at), "")
            language = next((piece.language for piece in inside if piece.language), "")
            yield Sentence(" ".join(text[begin:end].split()), words, section, at, tuple(facts), language)


def _between(run: Sequence[_Piece], begin: int, end: int) -> Iterator[_Piece]:
    offset = 0
    for piece in run:
        if offset < end and offset + len(piece.text) > begin and (piece.text.strip() or not piece.text):
            yield piece
        offset += len(piece.text)
