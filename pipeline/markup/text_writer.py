"""What texts say alike: links and notes by numbers, pictures in words, tables as records, a div by its class."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from pipeline.markup.imprint_block import PICTURES
from pipeline.markup.tree_writer import TreeWriter
from pipeline.model.publication import BOXES
from pipeline.model.risk_figure import is_drawn
from pipeline.model.tree import Element, Elements, is_div, plain_text, raised_or_lowered, table, words

BINDING = "\u00a0"
#: Characters of an address that stay as they are (RFC 3986); the others become %XX and paste anywhere.
_SAFE = "%:/?#[]@!$&'()*+,;=~"


class TextWriter(TreeWriter):
    """Says one document in words alone; gathers the notes, web links and words wider than their line that it meets."""

    labels: Mapping[str, str]
    brackets = "[]"

    def __post_init__(self) -> None:
        """Begin to gather."""
        self.notes: dict[int, Elements] = {}
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

    _inline_emph = _inline_strong = _words_alone

    def _inline_linebreak(self, _inline: Element) -> str:
        return "\n"

    def _inline_superscript(self, inline: Element) -> str:
        """Return raised or lowered words, behind a sign where they would read otherwise: 10^9 is not 109."""
        return raised_or_lowered(inline) + self.inlines(inline["c"])

    _inline_subscript = _inline_superscript

    def _inline_span(self, inline: Element) -> str:
        return self.inlines(inline["c"][1])

    def _inline_link(self, inline: Element) -> str:
        """Return the words of a link; a web address is numbered, unless the words are the address."""
        text, target = self.inlines(inline["c"][1]), inline["c"][2][0]
        scheme, _, address = target.partition(":")
        address = address if scheme != "mailto" else unquote(address.partition("?")[0])
        if target.startswith("#") or text in (target, address.removeprefix("//")):
            return text
        if scheme in ("mailto", "tel"):
            is_said = address in text or _digits(address) == _digits(text) != []
            return text if is_said else f"{text} ({address})"
        if target not in self.links:
            self.links.append(target)
        return f"{text} {self._mark('link', self.links.index(target) + 1)}"

    def _inline_image(self, inline: Element) -> str:
        if is_drawn(inline["c"][2][0]):
            return ""
        return f"{self.brackets[0]}{self.labels['figure-picture']}: {self.inlines(inline['c'][1])}{self.brackets[1]}"

    def _inline_note(self, inline: Element) -> str:
        self.notes.setdefault(inline["number"], inline["c"])
        return " " + self._mark("note", inline["number"])

    def _mark(self, label: str, number: int) -> str:
        return f"{self.brackets[0]}{self.labels[label]}{BINDING}{number}{self.brackets[1]}"


def quoted(block: Element) -> tuple[Elements, Elements]:
    """Return what a quotation says, and behind a dash whose words they are."""
    by = [each for each in block["c"] if is_div(each, "said-by")]
    return ([each for each in block["c"] if each not in by],
            [{**line, "c": [*words("— "), *line["c"]]} for each in by for line in each["c"][1]])


def records(block: Element, label: str) -> tuple[Elements, list[list[Elements]]]:
    """Return a table as records: its caption behind a label, and the cells of each row, each behind its column's name.

    All are inlines, with a line break between the blocks of a cell; there is no caption where the table has none, and
    an empty cell is left out.
    """
    caption, head, body = table(block)
    names = [[*name, *words(": ")] if name else [] for name in map(_as_one, head)]
    rows = [[[*name, *_as_one(cell)] for name, cell in zip(names or [[]] * len(row), row, strict=True) if cell]
            for row in body]
    return [*words(f"{label}: "), *_as_one(caption)] if plain_text(caption) else [], rows


def _as_one(blocks: Elements) -> Elements:
    """Return the blocks of a cell or caption as one run of inlines, between items of a list a semicolon."""
    lines = [_between(list(map(_as_one, block["c"])), words("; ")) if block["t"] == "BulletList" else block["c"]
             for block in blocks]
    return _between(lines, [{"t": "LineBreak"}])


def _between(runs: list[Elements], gap: Elements) -> Elements:
    return [inline for number, run in enumerate(runs) for inline in (gap if number else []) + run]


def _digits(text: str) -> list[str]:
    return [each for each in text if each.isdigit()]
