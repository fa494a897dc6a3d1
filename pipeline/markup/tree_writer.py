"""Hands each element of a tree to the method of its type; an element without one is refused, never dropped."""

from typing import Any, ClassVar

from pipeline.model.tree import QUOTES, Element, Elements


class TreeWriter:
    """What each writer builds on: a block of type Para is written by `_block_para`, an inline by `_inline_…`."""

    #: What is written, as the refusal of an element names it.
    form: ClassVar[str]

    def inlines(self, inlines: Elements) -> str:
        """Return inlines as one text."""
        return "".join(map(self._inline, inlines))

    def _block(self, block: Element, *room: Any) -> Any:
        """Return a block in this form; `room` is what its surroundings leave it."""
        return self._method("block", block)(block, *room)

    def _inline(self, inline: Element) -> str:
        kind = inline["t"]
        if kind == "Str":
            return self._word(inline["c"])
        if kind in ("Space", "SoftBreak"):
            return " "
        written: str = self._method("inline", inline)(inline)
        return written

    def _word(self, word: str) -> str:
        return word

    def _inline_quoted(self, inline: Element) -> str:
        opening, closing = QUOTES[inline["c"][0]["t"]]
        return f"{opening}{self.inlines(inline['c'][1])}{closing}"

    def _method(self, group: str, element: Element) -> Any:
        method = getattr(self, f"_{group}_{element['t'].lower()}", None)
        if method is None:
            article = "an" if group == "inline" else "a"
            raise ValueError(f"{self.form} has no form for {article} {group} of type {element['t']}")
        return method
