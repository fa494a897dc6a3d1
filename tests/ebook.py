"""The e-book that tests look at: made from the real source, and made anew with a fault planted in it."""

import io
import zipfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from pipeline.formats import epub
from pipeline.model.artifact import Artifact, Design
from pipeline.model.finding import Finding
from pipeline.model.manuscript import Manuscript
from pipeline.model.pagination import PageStart, with_page_breaks
from tests import examiners, real_source

CHANNEL = "jmml-epub"
#: Some of what a booklet's layout tells: pages that a part begins, and one that begins inside.
STARTS = (PageStart(1, "cover"), PageStart(2, "contents"), PageStart(7, "stem-cell-transplant"),
          PageStart(8, "stem-cell-transplant", "whileyouwait"), PageStart(20, "glossary"))


def manuscript_and_design() -> tuple[Manuscript, Design]:
    """Return what the e-book of the real source is made from, some pages of a booklet marked."""
    return with_page_breaks(real_source.manuscript(CHANNEL), STARTS), real_source.design()


@lru_cache(maxsize=1)
def content() -> bytes:
    """Return the e-book of the real source."""
    return epub.render(*manuscript_and_design()).content


def files(book: bytes) -> dict[str, bytes]:
    """Return the files of a book by path."""
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        return {name: container.read(name) for name in container.namelist()}


def packed(held: dict[str, bytes]) -> bytes:
    """Return a container of these files, `mimetype` stored wherever it stands."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in held.items():
            container.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return book.getvalue()


def with_fault(path: str, old: str, new: str) -> bytes:
    """Return the real book with words of one file replaced; they have to stand there once."""
    held = files(content())
    assert held[path].decode().count(old) == 1, f"{old!r} stands {held[path].decode().count(old)} times in {path}"
    return packed(held | {path: held[path].replace(old.encode(), new.encode())})


def artifact(book: bytes) -> Artifact:
    """Return a book as checks are given it."""
    return Artifact(Path("build/en/jmml.epub"), "build/en/jmml.epub", epub.CONTRACT.media_type, book)


def examined(check: Callable[[Artifact], Iterable[Finding]], book: bytes) -> list[Finding]:
    """Return what a check by an outside examiner finds in a book."""
    return examiners.examined(check, artifact(book))
