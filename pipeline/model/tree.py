"""The pandoc AST as plain data: how to walk it, read it and build pieces of it.

An element is pandoc's JSON object `{"t": type, "c": content}`; an optional third key `"at"`
holds its `path:line:column` in the source. Attributes are pandoc's `[id, classes, pairs]`.
"""

import re
from collections.abc import Callable, Container, Iterator
from functools import cached_property
from typing import Any
from unicodedata import bidirectional
from urllib.parse import unquote

Element = dict[str, Any]
Elements = list[Element]

#: Where each type of element keeps its attributes, if it has any.
_ATTRIBUTE_INDEX = {"Header": 1, "Div": 0, "Span": 0, "Link": 0, "Image": 0, "Code": 0, "CodeBlock": 0,
                    "Table": 0, "Figure": 0}
#: How pandoc's spaces are printed.
BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
#: What opens an item of a list to tick, empty and ticked.
BOX, TICKED = "☐", "☒"
#: What opens the line that says whose words a quotation holds.
DASHES = ("—", "–", "--", "―")
#: Raised and lowered digits as signs of their own, so that 10⁹ is no 109 where words stand alone.
SHIFTED = {"Superscript": str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"),
           "Subscript": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")}
#: How pandoc's quotations are printed.
QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def walk(content: Any) -> Iterator[Element]:
    """Yield every element in document order, parents before children."""
    ahead = [content]
    while ahead:
        node = ahead.pop()
        if type(node) is dict:
            yield node
            inner = node.get("c")
            if type(inner) is list:
                ahead.append(inner)
        elif type(node) is list:
            ahead += [value for value in reversed(node) if type(value) is dict or type(value) is list]


def branches(content: Any) -> Iterator[Element]:
    """Yield every element that holds others or has attributes, as `walk` does; words and spaces are passed over."""
    ahead = [content]
    while ahead:
        node = ahead.pop()
        if type(node) is dict:
            yield node
            node = node["c"]
        ahead += [value for value in reversed(node)
                  if type(value) is list or (type(value) is dict and type(value.get("c")) is list)]


def rewrite(
    content: list[Any], change: Callable[[Element], Elements | None], kinds: Container[str] = ()
) -> Elements:
    """Return a copy in which `change` has replaced elements of the given kinds, children first; None keeps one.

    Words and spaces are shared with the original, which is never changed.
    """
    result: list[Any] = []
    for value in content:
        if type(value) is dict:
            inner = value.get("c")
            copied = {**value, "c": rewrite(inner, change, kinds)} if type(inner) is list else value
            replaced = change(copied) if value.get("t") in kinds else None
            if replaced is None:
                result.append(copied)
            else:
                result += replaced
        else:
            result.append(rewrite(value, change, kinds) if type(value) is list else value)
    return result


def attributes(element: Element) -> tuple[str, list[str], dict[str, str]]:
    """Return id, classes and key-value pairs; empty ones where the type has none."""
    identifier, classes, pairs = attribute_of(element)
    return identifier, classes, dict(pairs)


def attribute_of(element: Element) -> list[Any]:
    """Return pandoc's own attribute triple, to be changed in place; a new one where the type has none."""
    index = _ATTRIBUTE_INDEX.get(element["t"])
    found: list[Any] = attribute() if index is None else element["c"][index]
    return found


def fact_of(element: Element) -> str | None:
    """Return the id of the fact that a marked span or div states."""
    return attributes(element)[2].get("fact") if element["t"] in ("Span", "Div") else None


class Walked:
    """What holds blocks: the walk through them, which is taken once, and what they state."""

    blocks: Elements

    @cached_property
    def branches(self) -> tuple[Element, ...]:
        """Return the elements that hold others or have attributes, in document order."""
        return tuple(branches(self.blocks))

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Return the ids of the facts that the blocks state, each once, in order."""
        return tuple(dict.fromkeys(fact for each in self.branches if (fact := fact_of(each)) is not None))


def facts_in(content: Any) -> Iterator[str]:
    """Yield the id of the fact of each marked span or div, in document order."""
    return (fact for element in branches(content) if (fact := fact_of(element)) is not None)


def is_div(element: Element, name: str) -> bool:
    """Tell whether an element is a fenced div of that class."""
    return element["t"] == "Div" and name in element["c"][0][1]


def is_picture(block: Element) -> bool:
    """Tell whether a block of the source is a picture that stands alone."""
    return block["t"] == "Para" and len(block["c"]) == 1 and block["c"][0]["t"] == "Image"


def words_alone(inlines: Elements) -> Elements:
    """Return a title or heading as contents and outlines print it: without its links, marks and notes.

    What says in which language words are stays.
    """
    return rewrite(inlines, _words_alone, ("Note", "Link", "Span"))


def _words_alone(inline: Element) -> Elements:
    if inline["t"] == "Note":
        return []
    classes, pairs = attributes(inline)[1:]
    is_of_language = inline["t"] == "Span" and "lang" in pairs
    return [span(inline["c"][1], "", *classes, lang=pairs["lang"])] if is_of_language else inline["c"][1]


def in_line(inlines: Elements) -> Elements:
    """Return inlines in which nothing is raised or lowered, as an id or an address is made of them."""
    return rewrite(inlines, lambda each: each["c"], SHIFTED)


def unsaid_address(link: Element) -> str:
    """Return the mail address or number behind a link that its words leave out; empty where they say it."""
    target, said = link["c"][2][0], plain_text(link["c"][1])
    scheme, _, address = target.partition(":")
    address = unquote(address.partition("?")[0])
    if scheme not in ("mailto", "tel") or address in said:
        return ""
    digits = re.sub(r"\D", "", said)
    return "" if digits and digits == re.sub(r"\D", "", address) else address


def notes_in(content: Any) -> Iterator[Element]:
    """Yield the notes in document order."""
    return (each for each in branches(content) if each["t"] == "Note")


def parted(inlines: list[Any]) -> list[Any]:
    """Return inlines with a small gap before each number of a note that would be read as part of a figure: 10⁹ ²."""
    result: list[Any] = []
    for inline in inlines:
        is_note = isinstance(inline, dict) and inline["t"] == "Note"
        if is_note and result and _ends_in_figure(result[-1]):
            result.append({"t": "Superscript", "c": [{"t": "Str", "c": "\u00a0"}]})
        result.append(inline)
    return result


def _ends_in_figure(inline: Any) -> bool:
    """Tell whether a figure or the number of a note ends an inline, whatever marks it."""
    kind, inner = inline["t"], inline.get("c")
    if kind == "Str":
        return bool(inner[-1:].isdigit())
    inner = inner[1] if kind in ("Span", "Link") else inner
    is_held = kind in ("Span", "Link", "Emph", "Strong", *SHIFTED)
    return kind == "Note" or (is_held and bool(inner) and _ends_in_figure(inner[-1]))


def with_numbers(content: list[Any]) -> Elements:
    """Return content in which each note is its number, as it is called, a word of its own."""
    return rewrite(content, lambda note: [{"t": "Str", "c": f" {note['number']}"}], ("Note",))


def opens_with_box(item: Elements) -> bool:
    """Tell whether an item of a list opens with a box to tick, empty or ticked."""
    line = item[0]["c"] if item and item[0]["t"] in ("Para", "Plain") else []
    return bool(line) and line[0].get("c") in (BOX, TICKED)


def plain_text(content: Any) -> str:
    """Return the words of inlines or blocks; blocks are parted by a newline. What a note says is no part of a text.

    Raised and lowered digits stay raised and lowered: 10⁹.
    """
    return _words_of(content).strip()


def runs_from_left(content: Any) -> bool:
    """Tell whether a text has letters from the left, and none from the right (UAX #9)."""
    directions = set(map(bidirectional, plain_text(content)))
    return "L" in directions and not directions & {"R", "AL"}


def _words_of(content: Any) -> str:
    pieces: list[str] = []
    _gather(content, pieces)
    return "".join(pieces)


def _gather(content: Any, pieces: list[str]) -> None:
    if isinstance(content, list):
        for value in content:
            if isinstance(value, (dict, list)):
                _gather(value, pieces)
    elif isinstance(content, dict):
        kind = content.get("t")
        if kind == "Str":
            pieces.append(content["c"])
        elif kind in BREAKS:
            pieces.append(BREAKS[kind])
        elif kind == "Quoted":
            quotes = QUOTES[content["c"][0]["t"]]
            pieces.append(quotes[0])
            _gather(content["c"][1], pieces)
            pieces.append(quotes[1])
        elif kind in ("Code", "CodeBlock"):
            pieces.append(content["c"][1])
        elif kind in SHIFTED:
            pieces.append(_words_of(content["c"]).translate(SHIFTED[kind]))
        elif kind == "DefinitionList":
            for term, definitions in content["c"]:
                _gather(term, pieces)
                pieces.append("\n")
                _gather(definitions, pieces)
        elif "c" in content and kind != "Note":
            _gather(content["c"], pieces)
            if kind in ("Para", "Plain", "Header"):
                pieces.append("\n")


def raised_or_lowered(inline: Element) -> str:
    """Return the sign that stands before raised words where all stands on one line: 10^9.

    Empty where they read as they are meant without one: letters (4th, TM), and what is lowered (CO2, Tmax).
    """
    said = plain_text(inline["c"])
    return "" if inline["t"] == "Subscript" or (said.isalpha() and len(said) > 1) else "^"


def table(element: Element) -> tuple[Elements, list[Elements], list[list[Elements]]]:
    """Return a table's caption, the names of its columns (none where it has no head), and the cells of each row."""
    _, (_, caption), _, head, bodies, _ = element["c"]
    names = [cell[4] for cell in head[1][0][1]] if head[1] else []
    return caption, names, [[cell[4] for cell in row[1]] for body in bodies for row in body[3]]


def words(text: str) -> Elements:
    """Return a text as inlines: one Str a word, a Space between."""
    inlines: Elements = []
    for word in text.split(" "):
        if inlines:
            inlines.append({"t": "Space"})
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines


def attribute(identifier: str = "", *classes: str, **pairs: str) -> list[Any]:
    """Return pandoc's attribute triple."""
    return [identifier, list(classes), [[key, value] for key, value in pairs.items()]]


def para(inlines: Elements) -> Element:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines}


def plain(inlines: Elements) -> Element:
    """Return a line of text that is no paragraph, as in a tight list."""
    return {"t": "Plain", "c": inlines}


def header(level: int, inlines: Elements, identifier: str = "", *classes: str) -> Element:
    """Return a heading."""
    return {"t": "Header", "c": [level, attribute(identifier, *classes), inlines]}


def div(blocks: Elements, identifier: str = "", *classes: str, **pairs: str) -> Element:
    """Return a fenced div."""
    return {"t": "Div", "c": [attribute(identifier, *classes, **pairs), blocks]}


def span(inlines: Elements, identifier: str = "", *classes: str, **pairs: str) -> Element:
    """Return a marked run of words."""
    return {"t": "Span", "c": [attribute(identifier, *classes, **pairs), inlines]}


def link(inlines: Elements, target: str, *classes: str) -> Element:
    """Return a link."""
    return {"t": "Link", "c": [attribute("", *classes), inlines, [target, ""]]}


def bullet_list(items: list[Elements]) -> Element:
    """Return a bullet list; each item is a list of blocks."""
    return {"t": "BulletList", "c": items}


def definition_list(items: list[tuple[Elements, Elements]]) -> Element:
    """Return a definition list of (term inlines, definition blocks)."""
    return {"t": "DefinitionList", "c": [[term, [blocks]] for term, blocks in items]}
