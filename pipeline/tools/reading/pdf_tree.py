"""Reads the tags of a PDF back as a screen reader walks them: kinds, words, words for pictures, what links say."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.tools.later import Later
from pipeline.tools.reading import actual_text

pikepdf = Later("pikepdf")
pypdfium2 = Later("pypdfium2")
#: Words of one piece of marked content, by page (from 0) and MCID.
Words = dict[tuple[int, int], str]


@dataclass(frozen=True)
class Tag:
    """A tag: its kind (`H1`), the page it begins on, its words with those of all below, what a link says of itself.

    `language` is the tag of its language, empty where it is that of what holds it. `leads_out` where it is a link
    out of the document: to a site, an address, a number to call.
    """

    kind: str
    page: int
    words: str
    alternative: str
    says: tuple[str, ...]
    leads_out: bool
    kids: tuple["Tag", ...]
    language: str = ""

    def walk(self) -> Iterator["Tag"]:
        """Yield the tag and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def tree(content: bytes) -> Tag | None:
    """Return the tag at the root; None where there are no tags."""
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return None
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        words = words_by_mark(content)
        tops = tuple(_tag(each, pages, words) for each in _listed(pdf.Root.StructTreeRoot.get("/K", [])))
    return Tag("", 0, "", "", (), leads_out=False, kids=tops)


def words_by_mark(content: bytes) -> Words:
    """Return the words of each piece of marked content."""
    words: Words = {}
    document = pypdfium2.PdfDocument(content)
    raw = pypdfium2.raw
    for number, page in enumerate(document):
        text_page = page.get_textpage()
        before = 0
        for index in range(raw.FPDFPage_CountObjects(page)):
            thing = raw.FPDFPage_GetObject(page, index)
            mark = raw.FPDFPageObj_GetMarkedContentID(thing)
            if mark >= 0 and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
                run, said = actual_text.of_object(thing)
                said = said if run != before else ""  # of a run that was told already
                words[number, mark] = words.get((number, mark), "") + (said if run else _text(thing, text_page))
                before = run
        text_page.close()
        page.close()
    document.close()
    return words


def _text(thing: Any, text_page: Any) -> str:
    raw = pypdfium2.raw
    size = raw.FPDFTextObj_GetText(thing, text_page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, text_page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _tag(element: Any, pages: dict[Any, int], words: Words) -> Tag:
    own, said, kids = [], [], []
    for kid in _listed(element.get("/K", [])):
        if isinstance(kid, int):
            own.append(words.get((pages[element.Pg.objgen], int(kid)), ""))
        elif kid.get("/Type") == "/OBJR":
            said.append(kid.Obj)
        else:
            kids.append(_tag(kid, pages, words))
            own.append(kids[-1].words)
    page = pages.get(element.Pg.objgen, -1) + 1 if "/Pg" in element else 0
    return Tag(str(element.S)[1:], page, " ".join(" ".join(own).split()), str(element.get("/Alt", "")),
               tuple(str(each.get("/Contents", "")) for each in said),
               any("/URI" in each.get("/A", {}) for each in said), tuple(kids), str(element.get("/Lang", "")))


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
