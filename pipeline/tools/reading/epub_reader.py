"""Opens an EPUB again, as a reading system would: its entries in order, its markup as trees; the last one is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZIP_STORED

from pipeline.tools.reading import markup_file
from pipeline.tools.reading.markup_file import XHTML as XHTML

PACKAGE = "{http://www.idpf.org/2007/opf}"
_MARKUP = (".xhtml", ".html", ".htm", ".opf", ".ncx", ".svg", ".xml")
_TEXT = (*_MARKUP, ".css", ".js", ".smil", ".pls")
#: What names a file: of pages and drawings, of a package, of the container.
_ADDRESSES = ("href", "src", "data", "poster", "{http://www.w3.org/1999/xlink}href", "full-path")
#: Signs that no name of a file may hold (EPUB 3.3, section 4.2.3), as addresses write them; what leads out of the book.
_CONTROL, _SCHEME = re.compile("%(?:[01][0-9a-f]|7f)", re.IGNORECASE), re.compile("[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
_ENCRYPTION_LIST = "META-INF/encryption.xml"


@dataclass(frozen=True)
class Entry:
    """One entry of the container."""

    path: str
    content: bytes
    is_stored: bool

    @property
    def is_markup(self) -> bool:
        """Tell whether the entry has to be well-formed XML."""
        return self.path.endswith(_MARKUP)

    @property
    def is_text(self) -> bool:
        """Tell whether the entry is written in letters."""
        return self.path.lower().endswith(_TEXT)

    def line_of(self, text: str) -> int:
        """Return the line of a text's first occurrence, 1 where it stands in no line as it is."""
        return markup_file.line_of(self.content, text)


@lru_cache(maxsize=1)
def entries(content: bytes) -> tuple[Entry, ...]:
    """Return the entries in their order in the file; none if the bytes are no whole zip."""
    return tuple(Entry(about.filename, held, about.compress_type == ZIP_STORED)
                 for about, held in markup_file.unzipped(content))


@lru_cache(maxsize=64)
def tree(entry: Entry) -> Element | tuple[int, str]:
    """Return an entry's root element, or the line at which it stops being XML and why."""
    return markup_file.parsed(entry.content)


def trees(content: bytes) -> Iterator[tuple[Entry, Element]]:
    """Yield each entry that is well-formed markup with its root element."""
    for entry in entries(content):
        root = tree(entry) if entry.is_markup else None
        if isinstance(root, Element):
            yield entry, root


def encrypted(content: bytes) -> dict[str, str]:
    """Return the way in which each part is encrypted or obfuscated, by its path (EPUB 3.3, section 4.2.6.3.2)."""
    roots = (root for entry, root in trees(content) if entry.path == _ENCRYPTION_LIST)
    parts = (each for root in roots for each in root.iter(f"{_ENCRYPTION}EncryptedData"))
    return {_named(part, "CipherReference", "URI") or _ENCRYPTION_LIST: _named(part, "EncryptionMethod", "Algorithm")
            for part in parts}


def _named(part: Element, name: str, attribute: str) -> str:
    found = part.find(f".//{_ENCRYPTION}{name}")
    return "" if found is None else unquote(found.get(attribute, ""))


def media_types(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the path of each file that a package lists with its media type, in small letters."""
    for entry, root in trees(content):
        if entry.path.endswith(".opf"):
            yield from ((beside(entry.path, item.get("href", "")), item.get("media-type", "").lower())
                        for item in root.iter(f"{PACKAGE}item"))


def unnameable(content: bytes) -> Iterator[tuple[Entry, str, str]]:
    """Yield each address of a file that no file can have: where it stands, itself, the sign that no name may hold."""
    for entry, root in trees(content):
        for address in dict.fromkeys(filter(None, (each.get(name) for each in root.iter() for name in _ADDRESSES))):
            sign = _CONTROL.search(re.split("[?#]", address)[0])
            if sign and not _SCHEME.match(address):
                yield entry, address, sign[0]


def covers(content: bytes) -> Iterator[str]:
    """Yield the path of each picture that a package names for the shelf, in the way of EPUB 3 or of EPUB 2."""
    for entry, root in trees(content):
        if entry.path.endswith(".opf"):
            named = {each.get("content") for each in root.iter(f"{PACKAGE}meta") if each.get("name") == "cover"}
            yield from (beside(entry.path, item.get("href", "")) for item in root.iter(f"{PACKAGE}item")
                        if item.get("id") in named or "cover-image" in item.get("properties", "").split())


def spine(content: bytes) -> Iterator[tuple[str, Element]]:
    """Yield path and root of each page in the order of reading; what cannot be parsed is left out."""
    held = {entry.path: root for entry, root in trees(content)}
    for package, root in [each for each in held.items() if each[0].endswith(".opf")]:
        yield from ((path, held[path]) for path in chapters(package, root) if path in held)


def chapters(package: str, root: Element) -> Iterator[str]:
    """Yield the path of each page that a package lists, in the order of reading."""
    href = {item.get("id"): item.get("href", "") for item in root.iter(f"{PACKAGE}item")}
    yield from (beside(package, href[each.get("idref")]) for each in root.iter(f"{PACKAGE}itemref")
                if each.get("idref") in href)


def beside(path: str, href: str) -> str:
    """Return the path that an entry means by a relative address."""
    return normpath(join(dirname(path), unquote(href.partition("#")[0])))
