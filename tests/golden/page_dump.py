"""Writes what stands where on the pages of a PDF, and in a Word file, as lines that a person can compare."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from pipeline.tools.reading import pdf_text

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_POINTS_TO_MM = 25.4 / 72
#: How looks and fields of a run are shown around its words.
_LOOKS = {"b": "**", "i": "*", "superscript": "^", "subscript": "~"}


def pages(content: bytes) -> str:
    """Return of each page its lines: how far in and up they stand, in whole millimetres, and their words."""
    said = []
    for number, page in enumerate(pdf_text.pages(content), 1):
        said.append(f"page {number}, {page.width * _POINTS_TO_MM:.0f} mm wide")
        said += [f"{line.left * _POINTS_TO_MM:5.0f}{line.foot * _POINTS_TO_MM:5.0f}  {' '.join(line.text.split())}"
                 for line in page.lines]
    return "\n".join(said) + "\n"


def paragraphs(content: bytes) -> str:
    """Return of each paragraph of a Word file its style, the mark of its list, and its words with their looks."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        document, notes, numbering = (
            etree.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "footnotes", "numbering"))
    marks = _marks(numbering)
    return "".join(f"{line}\n" for part in (document, notes) for line in _blocks(part, marks))


def _marks(numbering: Any) -> dict[str, list[str]]:
    """Return the marks of each list by level: their form, and the number of the first."""
    kinds = {each.get(f"{_WORD}abstractNumId"): each for each in numbering.iter(f"{_WORD}abstractNum")}
    lists = [(each, kinds[_value(each, f"{_WORD}abstractNumId")]) for each in numbering.iter(f"{_WORD}num")]
    return {each.get(f"{_WORD}numId"): [_mark(level, each) for level in kind.iter(f"{_WORD}lvl")]
            for each, kind in lists}


def _mark(level: Any, listed: Any) -> str:
    form, text = (_value(level, f"{_WORD}{name}") for name in ("numFmt", "lvlText"))
    if form == "bullet":
        return text
    depth = level.get(f"{_WORD}ilvl")
    own = listed.find(f"{_WORD}lvlOverride[@{_WORD}ilvl='{depth}']")
    start = _value(level if own is None else own, f"{_WORD}start{'' if own is None else 'Override'}")
    return f"{re.sub('%[0-9]', form, text)} from {start}"


def _blocks(parent: Any, marks: dict[str, list[str]], indent: str = "") -> Iterator[str]:
    for each in parent:
        kind = each.tag.removeprefix(_WORD)
        if kind == "p":
            yield f"{indent}{_head(each, marks)} {''.join(_runs(each))}".rstrip()
        elif kind in ("tbl", "tr", "tc"):
            yield f"{indent}{kind}"
            yield from _blocks(each, marks, f"{indent}  ")
        elif kind in ("body", "footnote", "sdt", "sdtContent"):
            yield from _blocks(each, marks, indent)


def _head(paragraph: Any, marks: dict[str, list[str]]) -> str:
    style, side = (_value(paragraph, f"{_WORD}pPr/{_WORD}{name}") for name in ("pStyle", "jc"))
    level, number = (_value(paragraph, f"{_WORD}pPr/{_WORD}numPr/{_WORD}{name}") for name in ("ilvl", "numId"))
    listed = f"level {level}: {marks[number][int(level)]}" if level else ""
    return f"[{' | '.join(filter(None, (style, side, listed)))}]"


def _value(element: Any, path: str) -> str:
    found = element.find(path)
    return "" if found is None else str(found.get(f"{_WORD}val", ""))


def _runs(element: Any) -> Iterator[str]:
    for each in element.iter():
        kind = each.tag.removeprefix(_WORD) if isinstance(each.tag, str) else ""
        if kind == "t":
            yield _with_looks(each)
        elif kind in ("br", "tab", "drawing", "footnoteReference"):
            yield {"br": " / ", "tab": " → "}.get(kind, f"<{kind} {each.get(f'{_WORD}id', '')}>".replace(" >", ">"))
        elif kind == "instrText":
            yield f"{{{(each.text or '').strip()}}}"


def _with_looks(text: Any) -> str:
    looks = text.getparent().find(f"{_WORD}rPr")
    if looks is None:
        return text.text or ""
    shift, language = (_value(looks, f"{_WORD}{name}") for name in ("vertAlign", "lang"))
    signs = [sign for name, sign in _LOOKS.items() if name == shift or looks.find(f"{_WORD}{name}") is not None]
    said = f"{''.join(signs)}{text.text or ''}{''.join(reversed(signs))}"
    return f"{said}({language})" if language else said
