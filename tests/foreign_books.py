"""E-books of other programs, built here: old ones, comics, and one with much that is rare and right."""

import base64
import hashlib
from dataclasses import dataclass, field, replace

from tests import ebook
from tests.conftest import ROOT

XHTML, SVG, NCX, PNG = "application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml", "image/png"
_CONTAINER = ('<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
              '<rootfiles><rootfile full-path="E/p.opf" media-type="application/oebps-package+xml"/></rootfiles>'
              "</container>")
_NAME = "urn:uuid:397983e1-d5ae-51b7-af41-cb6b1fec42e7"
_ONE_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


@dataclass(frozen=True)
class File:
    """A file as the package lists it: address, type, content, properties, how it stands in the spine (None: not).

    `path` is its name in the container, where that is written otherwise than its address.
    """

    href: str
    media_type: str
    content: bytes
    properties: str = ""
    spine: str | None = None
    path: str = ""

    @property
    def said(self) -> str:
        """Return the attribute that tells its properties."""
        return f' properties="{self.properties}"' if self.properties else ""


PICTURE = File("i.png", PNG, _ONE_PIXEL)


@dataclass(frozen=True)
class Foreign:
    """A book of another program: its files, lines of metadata, entries that the package does not list."""

    files: tuple[File, ...]
    metadata: str = ""
    unlisted: dict[str, bytes] = field(default_factory=dict)
    version: str = "3.0"

    def packed(self) -> bytes:
        """Return the container."""
        held = {each.path or f"E/{each.href}": each.content for each in self.files if "://" not in each.href}
        return ebook.packed({"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER.encode(),
                             "E/p.opf": self._package().encode(), **held, **self.unlisted})

    def _package(self) -> str:
        numbered = list(enumerate(self.files, 1))
        items = "".join(f'<item id="i{number}" href="{each.href}" media-type="{each.media_type}"{each.said}/>'
                        for number, each in numbered)
        spine = "".join(f'<itemref idref="i{number}"{each.spine}/>' for number, each in numbered
                        if each.spine is not None)
        ncx = "".join(f' toc="i{number}"' for number, each in numbered if each.media_type == NCX)
        return (f'<?xml version="1.0"?>\n<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" '
                f'version="{self.version}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
                f'<dc:identifier id="id">{_NAME}</dc:identifier>\n<dc:language>en</dc:language>\n'
                f"<dc:title>A book</dc:title>\n{self.metadata}</metadata>\n"
                f"<manifest>{items}</manifest>\n<spine{ncx}>{spine}</spine>\n</package>")


def page(body: str, head: str = "") -> bytes:
    """Return a page of EPUB 3."""
    return ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
            'xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">'
            f"<head><title>A page</title>{head}</head>\n<body>\n{body}\n</body></html>").encode()


def chapter(body: str, href: str = "c.xhtml", *, spine: str | None = "", path: str = "", head: str = "",
            properties: str = "") -> File:
    """Return a page that stands in the spine."""
    return File(href, XHTML, page(f"<h1>One</h1>\n{body}", head), properties, spine, path)


def contents(*hrefs: str) -> File:
    """Return a navigation document that lists these addresses."""
    entries = "".join(f'<li><a href="{href}">Chapter {number}</a></li>' for number, href in enumerate(hrefs, 1))
    toc = f'<nav epub:type="toc" role="doc-toc"><h1>Contents</h1><ol>{entries}</ol></nav>'
    return File("n.xhtml", XHTML, page(toc), "nav")


_MODIFIED = '<meta property="dcterms:modified">2026-11-22T00:00:00Z</meta>\n'


def book(body: str = "<p>a</p>", *more: File, metadata: str = "") -> Foreign:
    """Return a book of one chapter with this text, and more files."""
    return Foreign((contents("c.xhtml"), chapter(body), *more), _MODIFIED + metadata)


def old() -> Foreign:
    """Return a book of 2009: EPUB 2 with NCX alone, entities of its DTD, a page that no contents list."""
    text = (b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
            b'"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" '
            b'xml:lang="en"><head><title>A page</title></head><body><h1>One</h1><p>a&nbsp;b</p></body></html>')
    ncx = ('<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>'
           f'<meta name="dtb:uid" content="{_NAME}"/></head><docTitle><text>A book</text></docTitle><navMap>'
           '<navPoint id="n1" playOrder="1"><navLabel><text>One</text></navLabel><content src="c.html"/></navPoint>'
           "</navMap></ncx>").encode()
    return Foreign((File("toc.ncx", NCX, ncx), File("c.html", XHTML, text, spine=""),
                    File("d.html", XHTML, text, spine=' linear="no"')), version="2.0")


def comic() -> Foreign:
    """Return a book of fixed pages that are pictures, with regions to zoom into."""
    view = '<meta name="viewport" content="width=100, height=100"/>'
    return Foreign((contents("c.xhtml", "c.xhtml#xywh=percent:0,0,50,50", "s.svg"), PICTURE,
                    chapter('<img src="i.png" alt=""/>', head=view),
                    File("s.svg", SVG, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A page'
                                       b'</title><rect width="9" height="9"/></svg>', spine="")),
                   f'{_MODIFIED}<meta property="rendition:layout">pre-paginated</meta>')


def rare() -> Foreign:
    """Return a book with much that is rare and right: names, addresses, fonts, what lies elsewhere."""
    addresses = ("#%C3%A9", "#é", "#epubcfi(/6/4)", "#xywh=0,0,1,1", "#:~:text=a", "p.opf#epubcfi(/6/4!/4/2)",
                 "d%C3%A9%23.xhtml", "s.svg#r", "mailto:a@b.org", "tel:+1-555-0100", "https://a.org/?b=c#d")
    links = "".join(f'<li><a href="{each}">to {number}</a></li>' for number, each in enumerate(addresses))
    text = (f'<p id="é">a <img src="i.png" alt=""/> <img src="i.png" alt="" role="presentation"/></p><ol>{links}</ol>'
            '<p><audio src="https://a.org/a.mp3" controls="controls">a</audio></p>')
    style = '<link rel="stylesheet" type="text/css" href="s.css"/>'
    return Foreign((contents("c.xhtml"), chapter(text, head=style, properties="remote-resources"),
                    chapter("<p>a</p>", "d%C3%A9%23.xhtml", spine=' linear="no"', path="E/dé#.xhtml"),
                    File("s.svg", SVG, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A page'
                                       b'</title><rect id="r" width="9" height="9"/></svg>', spine=' linear="no"'),
                    PICTURE, File("https://a.org/a.mp3", "audio/mpeg", b""),
                    File("s.css", "text/css", b'@font-face{font-family:F;src:url(f.woff2)} body{font-family:F}'),
                    File("f.woff2", "font/woff2", _obfuscated())),
                   _MODIFIED, {"META-INF/encryption.xml": ENCRYPTION})


def with_file(whole: Foreign, changed: File) -> Foreign:
    """Return a book whose file of the same address is another."""
    return replace(whole, files=tuple(changed if each.href == changed.href else each for each in whole.files))


OBFUSCATION = b"http://www.idpf.org/2008/embedding"
ENCRYPTION = (b'<?xml version="1.0"?><encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
               b'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod '
               b'Algorithm="' + OBFUSCATION + b'"/><enc:CipherData><enc:CipherReference '
               b'URI="E/f.woff2"/></enc:CipherData></enc:EncryptedData></encryption>')


def _obfuscated() -> bytes:
    """Return a font whose first 1040 bytes are mixed with the book's name (EPUB 3.3, section 4.4)."""
    font = (ROOT / "styles" / "fonts" / "web" / "JMMLGuideSans-Italic.woff2").read_bytes()
    key = hashlib.sha1(_NAME.encode(), usedforsecurity=False).digest()
    return bytes(byte ^ key[at % 20] for at, byte in enumerate(font[:1040])) + font[1040:]
