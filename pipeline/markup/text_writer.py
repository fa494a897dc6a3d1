"""What texts say alike: links and notes by numbers, pictures in words, tables as records, a div by its class."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pipeline.markup.imprint_block import PICTURES
from pipeline.markup.tree_writer import TreeWriter
from pipeline.model.publication import BOXES
from pipeline.model.risk_figure import is_drawn
from pipeline.model.tree import Element, Elements, plain_text, table, words

BINDING = "\u00a0"
#: Characters of an address that stay as they are (RFC 3986); the others become %XX and paste anywhere.
_SAFE = "%:/?#[]@!$&'()*+,;=~"


class TextWriter(TreeWriter):
    """Says one document in words alone; gathers the notes, web links and words wider than their line that it meets."""

    labels: Mapping[str, str]

    def __post_init__(self) -> None:
        """Begin to gather."""
        self.notes: list[Elements] = []
        self.links: list[str] = []
        self.long_words: list[str] = []

    def addresses(self) -> list[str]:
        """Return the lines that say where the numbered links lead."""
        return [f"{self.labels['link']}{BINDING}{number}: {quote(target, safe=_SAFE)}"
                for number, target in enumerate(self.links, 1)]

    # --- blocks ---

    def blocks(self, blocks: Elements, *room: Any) -> Any:
        """Return blocks in this form, one below the other."""
        raise NotImplementedError

    def _block_div(self, block: Element, *room: Any) -> Any:
        """Return a div as the method named after its class writes it (`_div_box` for all boxes), else what it holds."""
        for name in block["c"][0][1]:
            write = getattr(self, f"_div_{'box' if name in BOXES else name.replace('-', '_')}", None)
            if write:
                return write(block, *room)
            if name in PICTURES:  # the lines beside it say the same
                return []
        return self.blocks(block["c"][1], *room)

    def _block_figure(self, block: Element, *room: Any) -> Any:
        _, (_, caption), content = block["c"]
        return self.blocks([*content, *(caption if plain_text(caption) else [])], *room)

    # --- inlines; a newline in what they return is a hard break ---

    def _words_alone(self, inline: Element) -> str:
        return self.inlines(inline["c"])

    _inline_emph = _inline_strong = _inline_subscript = _words_alone

    def _inline_linebreak(self, _inline: Element) -> str:
        return "\n"

    def _inline_superscript(self, inline: Element) -> str:
        """Return raised words; a raised figure keeps its height as `^`: 10^9 is not 109."""
        raised = self.inlines(inline["c"])
        return f"^{raised}" if raised.strip("-−+").isdigit() else raised

    def _inline_span(self, inline: Element) -> str:
        return self.inlines(inline["c"][1])

    def _inline_link(self, inline: Element) -> str:
        """Return the words of a link; a web address is numbered, unless the words are the address."""
        text, target = self.inlines(inline["c"][1]), inline["c"][2][0]
        scheme, _, address = target.partition(":")
        if target.startswith("#") or text in (target, address.removeprefix("//")):
            return text
        if scheme in ("mailto", "tel"):
            return text if address in text or _digits(address) == _digits(text) else f"{text} ({address})"
        return f"{text} {self._mark('link', _number(self.links, target))}"

    def _inline_image(self, inline: Element) -> str:
        if is_drawn(inline["c"][2][0]):
            return ""
        return f"[{self.labels['figure-picture']}: {self.inlines(inline['c'][1])}]"

    def _inline_note(self, inline: Element) -> str:
        return " " + self._mark("note", _number(self.notes, inline["c"]))

    def _mark(self, label: str, number: int) -> str:
        return f"[{self.labels[label]}{BINDING}{number}]"


def records(block: Element, label: str) -> tuple[Elements, list[list[Elements]]]:
    """Return a table as records: its caption behind a label, and the cells of each row, each behind its column's name.

    All are inlines, with a line break between the blocks of a cell; there is no caption where the table has none.
    """
    caption, head, body = table(block)
    names = [[*name, *words(": ")] if name else [] for name in map(_as_one, head)]
    rows = [[[*name, *_as_one(cell)] for name, cell in zip(names or [[]] * len(row), row, strict=True)] for row in body]
    return [*words(f"{label}: "), *_as_one(caption)] if plain_text(caption) else [], rows


def _as_one(blocks: Elements) -> Elements:
    """Return the blocks of a cell or caption as one run of inlines."""
    return [inline for number, block in enumerate(blocks)
            for inline in ([{"t": "LineBreak"}] if number else []) + block["c"]]


def _number(known: list[Any], thing: Any) -> int:
    """Return the number of a note or link in its list, which takes it in at the first meeting."""
    if thing not in known:
        known.append(thing)
    return known.index(thing) + 1


def _digits(text: str) -> list[str]:
    return [each for each in text if each.isdigit()]
