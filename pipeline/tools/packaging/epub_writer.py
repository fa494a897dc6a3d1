"""Packs files and metadata as EPUB 3.3 with EbookLib: the same book gives the same bytes, on any day and anywhere."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_MIMETYPE = b"application/epub+zip"
#: The earliest date that a zip can hold; a book's own date stands in its package document.
_DATE = (1980, 1, 1, 0, 0, 0)
#: The media type has to be stored (EPUB 3.3, OCF), pictures and fonts would not become smaller.
_STORED = ("mimetype", ".jpg", ".png", ".woff2")
_NCX = "application/x-dtbncx+xml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class BookFile:
    """One file of a book: its path inside the book, and whether it is a page in the order of reading."""

    path: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    is_page: bool = False


@dataclass(frozen=True)
class Statement:
    """One line of metadata: `dc:title` or a property such as `schema:accessMode`.

    A subject may be a term of an authority: BISAC, Thema, or the address of another one (EPUB 3.3, appendix D.3).
    """

    name: str
    value: str
    authority: str = ""
    term: str = ""


@dataclass(frozen=True)
class Book:
    """What a book is made of; `files` are in the order of reading, pages turn as `is_right_to_left` says."""

    identifier: str
    language: str
    modified: datetime.date
    statements: tuple[Statement, ...]
    files: tuple[BookFile, ...]
    is_right_to_left: bool = False


def write(book: Book) -> bytes:
    """Return the book as a zip container (EPUB 3.3, OCF): the mimetype first and stored, every date fixed."""
    packed = io.BytesIO()
    modified = datetime.datetime.combine(book.modified, datetime.time())
    load()(packed, _ebook(book), {"mtime": modified}).write()
    return packed.getvalue()


def _ebook(book: Book) -> Any:
    from ebooklib import epub

    ebook = epub.EpubBook()
    ebook.metadata = {}  # EbookLib has put its own name and a random identifier there
    ebook.set_identifier(book.identifier)
    ebook.set_language(book.language)
    ebook.direction = "rtl" if book.is_right_to_left else None
    for number, statement in enumerate(book.statements, 1):
        if statement.authority:
            name = f"subject-{number}"
            ebook.add_metadata("DC", statement.name.removeprefix("dc:"), statement.value, {"id": name})
            for key in ("authority", "term"):
                ebook.add_metadata(None, "meta", getattr(statement, key), {"refines": f"#{name}", "property": key})
        elif statement.name.startswith("dc:"):
            ebook.add_metadata("DC", statement.name.removeprefix("dc:"), statement.value, {})
        else:
            ebook.add_metadata(None, "meta", statement.value, {"property": statement.name})
    for file in book.files:
        # Raw items: EbookLib's own chapters pass an HTML parser, which drops the head and lower-cases SVG.
        item = epub.EpubItem(_id_of(file.path), file.path, file.media_type, file.content)
        item.properties = file.properties
        ebook.add_item(item)
        if file.is_page:
            ebook.spine.append(item)
        if "cover-image" in file.properties:  # what shelves of the time of EPUB 2 look for
            ebook.add_metadata(None, "meta", None, {"name": "cover", "content": _id_of(file.path)})
    return ebook


def _id_of(path: str) -> str:
    """Return the id of a file in the package, which a person can read."""
    return re.sub(r"[^a-z0-9-]+", "-", path.lower())


@lru_cache(maxsize=1)
def load() -> Any:
    """Import EbookLib; return its writer with what it leaves to chance or to EPUB 2 taken out."""
    from ebooklib import epub

    class Writer(epub.EpubWriter):  # type: ignore[misc]
        def write(self) -> None:
            with _StillZip(self.file_name, "w") as self.out:
                self.out.writestr("mimetype", _MIMETYPE)
                self._write_container()
                self._write_opf()
                self._write_items()

        def _write_opf_spine(self, root: Any, ncx_id: Any) -> None:
            ncx = next((each.id for each in self.book.items if each.media_type == _NCX), None)
            super()._write_opf_spine(root, ncx)
            if ncx is None:
                del root.find("spine").attrib["toc"]  # always names an NCX; EPUB 3 needs none

        def _write_opf_file(self, root: Any) -> None:
            root.attrib.pop("prefix")  # declares a vocabulary that this book does not use
            root.set(_XML_LANG, self.book.language)
            super()._write_opf_file(root)

    return Writer


class _StillZip(zipfile.ZipFile):
    """A zip whose entries carry no clock, no user and no system; what is packed already is stored as it is."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_arguments: Any, **_options: Any) -> None:
        entry = zipfile.ZipInfo(zinfo_or_arcname, _DATE)
        entry.compress_type = zipfile.ZIP_STORED if zinfo_or_arcname.endswith(_STORED) else zipfile.ZIP_DEFLATED
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        super().writestr(entry, data, compresslevel=9)
