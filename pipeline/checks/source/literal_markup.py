r"""Signs that should mark something would be printed as they stand.

A mark has no space before its braces: `[words]{fact=only-cure}`. A box has one word, or braces: `::: key-points`,
`::: {fact=side-effects}`. A link's address stands in parentheses: `[text](#topic-id)`. Each `[` has its `]`, what `**`
opens `**` closes, and a heading has a space behind its `##`. What marks something in other programs (`==`, `:smile:`,
`[@key]`, `$x$`, `~`, a bar outside a table) marks nothing here. A backslash in front of a sign prints it: `\*`.
The last paragraph of a quotation may open with a dash: it says whose words they are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Findings, error
from pipeline.model.prose import Passage, Written, passages, written
from pipeline.model.publication import Source
from pipeline.model.tree import Element, Elements, attributes, plain_text, walk

_WHY = "the signs would be printed, and what they mark would be lost"
_OTHER = "say it in words, or with the forms that source/README.md lists"
_SIGNS = {
    re.compile(r":::|\{[.#:%]?\w[\w-]*(?:=[^}]*)?\}?|\{\}|\{\{|\}\}"):
        "write [words]{fact=id} without a space, or a box as “::: name”",
    re.compile(r"_{3,}|…(?:…|\.\.)[.…]*"): "take the line to fill in out; the pages to write on have theirs",
    re.compile(r"\]\[|\]\("): "write a link as [text](#topic-id) or [text](https://...)",
    re.compile(r"\*+|__|(?<!\w)_(?=[\w\[])|(?<=[^\W_])_(?!\w)"):
        r"close what is to be *slanted* or **bold** with the sign that opens it, no space between; \* prints the sign",
    re.compile(r"##+"): "write a heading as “## Words”, with an empty line above",
    re.compile(r"\[!"): "write a box as “::: call-your-team”, or the words alone",
    re.compile(r"\[-?@|(?<!\w)@\w[^\s\[\]]*\]|\[\["):
        "write a link as [text](#topic-id), a note as [^n] with a line “[^n]: the note”",
    re.compile(r"\[/\w+\]|\w=\S*\]$"): "take out what another program fills in",
    re.compile(r"(?<!\w)::+|::+(?!\w)"): "write a box as “::: name” and close it with “:::”",
    re.compile(r"(?<!\w)\[\^[^\]\s]*$|\^\["): "write a note as [^n] with a line “[^n]: the note”",
    re.compile(r"~+"): "say “about” in words; a lowered sign is written H~2~O",
    re.compile(r"(?<!\[)\^"): "a raised sign is written 10^9^",
    re.compile(r"\|"): "write a table in a box “::: table”, with a rule of dashes below the names of its columns",
    re.compile(r"<!(?:--|[–—])|(?:--|[–—])>"):  # the reader has made dashes of its hyphens
        "open a comment with “<!--” and close it with “-->”",
    re.compile(r"\\"): "a backslash that ends a line breaks it where another line of the paragraph follows",
    re.compile(r"==+|\+\++|%%+|!!!+|\$\$|\$[^\s$\d][^\s$]*\$(?!\d)|`+"): _OTHER,
    re.compile(r"(?<![\w:]):[a-zA-Z][\w+-]*:(?![\w:])"): _OTHER,
    re.compile(r"&\w+;|&#\w*;"): "write the character itself",
    re.compile(r"\bmailto:"): "write the address alone: it becomes a link",
}
#: A sign begins with one of these; most words hold none.
_FIRST = frozenset(":{}*_#~^|\\=+%!$`&-@[<>…")
#: How many letters are lowered or raised: CO~2~, T~max~, 10^-12^; of more, an author meant something else.
_SHIFTED = {"Subscript": 4, "Superscript": 6}
#: Signs in an address mean nothing.
_ADDRESS = re.compile(r"\w+://\S+|www\.\S+|[^\s@]+@[\w-]+(?:\.[\w-]+)+")
_MARKS = frozenset({"fact", "term", "explains"})
_LINES = ("Para", "Plain", "Header")
_ALONE = re.compile(r"[\[\]]")
_LOWERED = "say it in words: a text without small signs would show one figure"
#: What would open an item of a list, if a list had been read; signs that other programs write there.
_MARK = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]")
#: What opens an item for pandoc or numbers one by itself, and boxes of forms: no first word of a sentence.
_FOREIGN = re.compile(r"#[.)]|\(@[\w-]*\)|\(\)|\[\]|\(_*\)")
_BULLETS = frozenset("•‣◦▪▫●○■□–·∙⁃→➢►▸")
_CLINGING = re.compile(r"[-•‣◦▪▫●○■□·∙⁃→➢►▸][^\W\d_]")
#: What opens a paragraph of other programs: a tag or a heading, an explanation, an item that Word marked with a circle.
_OPENINGS = ((re.compile(r"#[^\W\d_]"), r"write a heading as “## Words”; \# prints the sign"),
             (re.compile(r":"), "write what is explained in the line above, and “: what it means” below it"),
             (re.compile(r"o"), "begin items with “- ”"))
_QUOTES = frozenset("“”‘’")
_DASHES = "–—―"
#: Behind which a line begins, and what stands beside a sign that touches no word.
_BREAKS = ("", "SoftBreak", "LineBreak")
_AROUND = (*_BREAKS, "Space")
_LIST = "begin items with “- ” or “1. ”, and the list with an empty line above; write a point that is none as “\\\\.”"


@dataclass(frozen=True)
class _Sign:
    """Signs that mark nothing: the word that holds them, where in it, the signs, what is said of them, the mend."""

    word: Element
    offset: int
    signs: str
    said: str
    fix: str


def check(source: Source) -> Findings:
    texts = {id(each.passage.blocks): each for each in written(source)}
    for passage in passages(source):
        found = [sign for word in walk(passage.blocks) for part in _worded(word) for sign in _signs(part)]
        said_by = {id(each["c"][-1]) for each in passage.branches if each["t"] == "BlockQuote" and len(each["c"]) > 1}
        found += [sign for line in walk(passage.blocks) if line["t"] in _LINES for sign in _in_line(line)
                  if id(line) not in said_by or sign.word is not line["c"][0] or sign.signs not in _DASHES]
        for sign in _meant(found, passage, texts.get(id(passage.blocks))):
            yield error(passage.place_of(sign.word, sign.offset), sign.said, why=_WHY, fix=sign.fix)
        for element in passage.branches:
            if element["t"] in _SHIFTED and _is_long(element):
                yield error(passage.place_of(element), f"“{plain_text(element['c'])}” would be printed as a small sign",
                            why="words that are struck out elsewhere would be read as valid",
                            fix="take the words out, or write what is valid; only a few letters are raised or lowered")
            if _MARKS & attributes(element)[2].keys() and not plain_text(element["c"]):
                yield error(passage.place_of(element), "this mark holds no words", why=_WHY,
                            fix="write [words]{fact=id} without a space before the braces")


def _is_long(shifted: Element) -> bool:
    """Tell whether more is raised or lowered than a sign; what is so twice is told of once."""
    is_twice = shifted["c"][:1] and shifted["c"][0]["t"] in _SHIFTED
    return not is_twice and len(plain_text(shifted["c"])) > _SHIFTED[shifted["t"]]


def _meant(found: list[_Sign], passage: Passage, wrote: Written | None) -> list[_Sign]:
    """Return the signs without those that a backslash tells to print: on the same line, where lines are known."""
    if not found or wrote is None or "\\" not in wrote.text:
        return found
    lines = wrote.text.split("\n")
    spots = [(passage.place_of(sign.word, sign.offset).line, sign.signs[0]) for sign in found]
    met = Counter(spots)
    return [sign for sign, (line, first) in zip(found, spots, strict=True)
            if met[line, first] > (lines[line - 1] if line and wrote.file else wrote.text).count(f"\\{first}")]


def _worded(element: Element) -> Elements:
    """Return the words of an element that holds some itself: a word, the title of a picture."""
    if element["t"] == "Image":
        return [{**element, "t": "Str", "c": each} for each in element["c"][2][1].split()]
    return [element] if element["t"] == "Str" else []


def _signs(word: Element) -> Iterator[_Sign]:
    text: str = word["c"]
    if _FIRST.isdisjoint(text):
        return
    taken = [found.span() for found in _ADDRESS.finditer(text)]
    for pattern, fix in _SIGNS.items():
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in taken):
                taken.append(found.span())
                yield _Sign(word, found.start(), found[0], f"“{found[0]}” marks nothing here", fix)


def _in_line(line: Element) -> Iterator[_Sign]:
    inlines: Elements = line["c"][2] if line["t"] == "Header" else line["c"]
    yield from _brackets(inlines)
    yield from _lowered(inlines)
    for number, inline in enumerate(inlines):
        if inline["t"] != "Str":
            continue
        text, before = inline["c"], inlines[number - 1]["t"] if number else ""
        if before in _BREAKS:
            yield from _opening(inline, is_first=not number)
            yield from _to_tick(inlines[number:number + 3])
        yield from _parted(inlines[number:number + 4])
        behind = inlines[number + 1]["t"] if number + 1 < len(inlines) else ""
        if text in _QUOTES and before in _AROUND and behind in _AROUND:
            yield _Sign(inline, 0, text, f"“{text}” stands alone", "let a quotation mark touch what it opens or closes")


def _opening(word: Element, *, is_first: bool) -> Iterator[_Sign]:
    """Yield the sign with which a line opens, where it would open an item of a list, or a heading, elsewhere."""
    text: str = word["c"]
    is_mark = _FOREIGN.fullmatch(text) or (not is_first and _MARK.fullmatch(text))
    if text in _BULLETS or _CLINGING.match(text) or is_mark:
        sign = text[:1] if _CLINGING.match(text) else text
        yield _Sign(word, len(sign) - 1, sign[-1:], f"“{sign}” opens no item of a list here", _LIST)
    for pattern, fix in _OPENINGS if is_first else ():
        if pattern.fullmatch(text) or (text[0] == "#" and pattern.match(text)):
            yield _Sign(word, 0, text[:1], f"“{text[:1]}” marks nothing here", fix)


def _to_tick(inlines: Elements) -> Iterator[_Sign]:
    """Yield the round brackets around nothing with which a line opens."""
    kinds = [each["t"] for each in inlines]
    if kinds == ["Str", "Space", "Str"] and (inlines[0]["c"], inlines[2]["c"]) == ("(", ")"):
        yield _Sign(inlines[0], 0, "(", "“( )” is no box to tick", "write an item with a box to tick as “- [ ] words”")


def _parted(inlines: Elements) -> Iterator[_Sign]:
    """Yield the bracket of words whose address stands apart from them: [page] (https://...)."""
    kinds = [each["t"] for each in inlines]
    if kinds[1:] == ["Space", "Str", "Link"] and inlines[0]["c"].endswith("]") and inlines[2]["c"] == "(":
        yield _Sign(inlines[0], len(inlines[0]["c"]) - 1, "]", "a space parts these words from their address",
                    "write a link as [text](https://...)")


def _lowered(inlines: Elements) -> Iterator[_Sign]:
    """Yield one sign for each figure that stands lowered right behind a figure, whatever marks part them."""
    before: Element = {"t": "Space"}
    for inline in walk(inlines):
        figure = inline["t"] == "Subscript" and plain_text(inline["c"])[:1].isdigit()
        if figure and before["t"] == "Str" and before["c"][-1:].isdigit():
            yield _Sign(before, 0, before["c"], "a figure stands lowered behind a figure", _LOWERED)
        if not isinstance(inline.get("c"), list):
            before = inline


def _brackets(inlines: Elements) -> Iterator[_Sign]:
    """Yield one sign for each bracket of a line that has no other; a pair may be meant to be printed."""
    alone: list[tuple[Element, int]] = []
    for word in walk(inlines):
        for found in _ALONE.finditer(word["c"]) if word["t"] == "Str" else ():
            is_pair = found[0] == "]" and alone and alone[-1][0]["c"][alone[-1][1]] == "["
            if is_pair:
                alone.pop()
            else:
                alone.append((word, found.start()))
    for word, offset in alone:
        sign = word["c"][offset]
        yield _Sign(word, offset, sign, f"this “{sign}” has no other", "give each [ its ], as in [words]{fact=id}")
