"""Says inlines in words alone: links and notes by numbers, pictures by what they tell; refuses an unknown element."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from pipeline.model.risk_figure import is_drawn
from pipeline.model.tree import QUOTES, Element, Elements

BINDING = "\u00a0"
_WORDS_ALONE = ("Emph", "Strong", "Subscript")
#: Characters of an address that stay as they are (RFC 3986); the others become %XX and paste anywhere.
_SAFE = "%:/?#[]@!$&'()*+,;=~"


@dataclass
class PlainWords:
    """Says the inlines of one document; gathers the notes and web links that it meets."""

    labels: Mapping[str, str]
    notes: list[Elements] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def inlines(self, inlines: Elements) -> str:
        """Return inlines as one text; a newline in it is a hard break."""
        return "".join(self._inline(inline) for inline in inlines)

    def addresses(self) -> list[str]:
        """Return the lines that say where the numbered links lead."""
        return [f"{self.labels['link']}{BINDING}{number}: {quote(target, safe=_SAFE)}"
                for number, target in enumerate(self.links, 1)]

    def _inline(self, inline: Element) -> str:
        kind = inline["t"]
        if kind == "Str":
            text: str = inline["c"]
            return text
        if kind in ("Space", "SoftBreak"):
            return " "
        if kind in _WORDS_ALONE:
            return self.inlines(inline["c"])
        writer = getattr(self, f"_inline_{kind.lower()}", None)
        if writer is None:
            raise ValueError(f"plain text has no form for an inline of type {kind}")
        written: str = writer(inline)
        return written

    def _inline_linebreak(self, _inline: Element) -> str:
        return "\n"

    def _inline_superscript(self, inline: Element) -> str:
        """Return raised words; a raised figure keeps its height as `^`: 10^9 is not 109."""
        raised = self.inlines(inline["c"])
        return f"^{raised}" if raised.strip("-−+").isdigit() else raised

    def _inline_quoted(self, inline: Element) -> str:
        opening, closing = QUOTES[inline["c"][0]["t"]]
        return f"{opening}{self.inlines(inline['c'][1])}{closing}"

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


def _number(known: list[Any], thing: Any) -> int:
    """Return the number of a note or link in its list, which takes it in at the first meeting."""
    if thing not in known:
        known.append(thing)
    return known.index(thing) + 1


def _digits(text: str) -> list[str]:
    return [each for each in text if each.isdigit()]
