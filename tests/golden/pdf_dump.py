"""Writes what a screen reader finds in a PDF as text: the tags with their words, the bookmarks, the metadata."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.tools.reading.pdf_tree import Words, words_by_mark

_SAYING = {"/Alt": "alt", "/Lang": "language", "/E": "long form"}
_QUIET = frozenset({"/BBox", "/O", "/Headers"})


def tag_tree(content: bytes) -> str:
    """Return one line a tag, indented by depth, with its attributes and the words that it holds itself."""
    words = words_by_mark(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        (document,) = pdf.Root.StructTreeRoot.K
        return "".join(f"{line}\n" for line in _lines(document, 0, pages, words))


def outline_and_metadata(content: bytes) -> str:
    """Return what a reader's window shows: title, language, bookmarks with their pages, XMP fields."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root
        lines = [f"pages: {len(pdf.pages)}", f"language: {root.Lang}", f"marked: {root.MarkInfo.Marked}",
                 f"shows its title: {root.ViewerPreferences.DisplayDocTitle}",
                 *(f"output intent: {intent.OutputConditionIdentifier}" for intent in root.OutputIntents)]
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            lines += sorted(f"{name.rpartition('}')[2]}: {value}" for name, value in metadata.items()
                            if not name.endswith(("schemas", "Producer")))
        with pdf.open_outline() as outline:
            lines += ["", *_bookmarks(outline.root, 0, {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)})]
    return "".join(f"{line}\n" for line in lines)


def _bookmarks(items: Any, depth: int, pages: dict[Any, int]) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}{item.title} ({pages[item.destination[0].objgen]})"
        yield from _bookmarks(item.children, depth + 1, pages)


def _lines(element: Any, depth: int, pages: dict[Any, int], words: Words) -> Iterator[str]:
    kids = element.K if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K", [])]
    said, inner = "", []
    for kid in kids:
        if isinstance(kid, int):
            said += words.get((pages[element.Pg.objgen], int(kid)), "")
        elif kid.get("/Type") == "/OBJR":
            said += f" -> {kid.Obj.get('/Contents')} |"
        elif _is_run(kid):
            inner.append("".join(words.get((pages[kid.Pg.objgen], int(each)), "") for each in kid.K))
        else:
            inner.append(kid)
    runs, rest = _leading_runs(inner)
    text = " ".join(filter(None, (said.strip(), runs.strip())))
    yield f"{'  ' * depth}{str(element.S)[1:]}{_attributes(element)}{f': {text}' if text else ''}"
    for kid in rest:
        if isinstance(kid, str):
            yield f"{'  ' * (depth + 1)}: {kid.strip()}"
        else:
            yield from _lines(kid, depth + 1, pages, words)


def _is_run(kid: Any) -> bool:
    """Tell whether a tag is nothing but a run of text."""
    return kid.S == "/Span" and isinstance(kid.K, pikepdf.Array) and all(isinstance(each, int) for each in kid.K)


def _leading_runs(inner: list[Any]) -> tuple[str, list[Any]]:
    """Return neighbouring runs joined: those that come first, and the rest with runs between tags as one text."""
    joined: list[Any] = []
    for each in inner:
        if isinstance(each, str) and joined and isinstance(joined[-1], str):
            joined[-1] += each if joined[-1].endswith(("-", " ")) else f" {each}"
        else:
            joined.append(each)
    if joined and isinstance(joined[0], str):
        return joined[0], joined[1:]
    return "", joined


def _attributes(element: Any) -> str:
    said = [f"{name} “{element[key]}”" for key, name in _SAYING.items() if key in element]
    held = element.get("/A", {})
    said += [f"{key[1:]} {str(value).lstrip('/')}" for key, value in held.items() if key not in _QUIET]
    if "/Headers" in held and len(held["/Headers"]):
        said.append(f"{len(held['/Headers'])} headers")
    return f" [{', '.join(said)}]" if said else ""
