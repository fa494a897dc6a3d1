"""Packs a Word file: pandoc writes it in the looks of a reference document, then it is made still and whole."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pipeline.model.tree import Elements
from pipeline.tools.words import pandoc

#: The earliest date that a zip can hold; a file's own dates stand among its properties.
_DATE = (1980, 1, 1, 0, 0, 0)
_STORED = (".png", ".jpeg", ".jpg")
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_DOCUMENT, _NUMBERING = "word/document.xml", "word/numbering.xml"
_RELATED, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_BLIP = ('<a:blip r:embed="{identifier}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
         '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
         ' r:embed="{identifier}svg"/></a:ext></a:extLst></a:blip>')


@dataclass(frozen=True)
class Picture:
    """A picture as pixels, and the same as a drawing (SVG) where it is one."""

    pixels: bytes
    drawing: bytes = b""


@dataclass(frozen=True)
class Properties:
    """What a file says of itself."""

    title: str
    author: str
    description: str
    language: str
    version: str
    day: datetime.date


def write(
    blocks: Elements, reference: dict[str, str], pictures: dict[str, Picture], about: Properties,
    *, new_pages: tuple[str, ...] = (),
) -> bytes:
    """Return the file: the same for the same input on any day; the headings of these bookmarks begin a page."""
    looks = pack({path: text.encode() for path, text in reference.items()})
    packed = pandoc.write_docx(blocks, looks, {name: each.pixels for name, each in pictures.items()})
    with zipfile.ZipFile(io.BytesIO(packed)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[_CORE], parts[_APP] = _core(about).encode(), _app(about).encode()
    parts[_DOCUMENT] = _with_whole_rows(_with_plain_pictures(_with_breaks(parts[_DOCUMENT], new_pages)))
    parts[_NUMBERING] = _with_small_indents(parts[_NUMBERING])
    _add_drawings(parts, {each.pixels: each.drawing for each in pictures.values() if each.drawing})
    return pack(parts)


def pack(parts: dict[str, bytes]) -> bytes:
    """Return parts as a zip that carries no clock and no user: the types first, as the standard advises."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name in sorted(parts, key=lambda each: (not each.startswith("[Content_Types]"), each)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            container.writestr(entry, parts[name], compresslevel=9)
    return out.getvalue()


def _add_drawings(parts: dict[str, bytes], drawing_by_pixels: dict[bytes, bytes]) -> None:
    """Add each drawing beside its pixels: Word 2016 and later show it, older ones the pixels (MS-ODRAWXML, svgBlip)."""
    related = ""
    for name in sorted(each for each in parts if each.startswith("word/media/") and parts[each] in drawing_by_pixels):
        identifier = name.rpartition("/")[2].partition(".")[0]
        parts[f"word/media/{identifier}.svg"] = drawing_by_pixels[parts[name]]
        related += f'<Relationship Id="{identifier}svg" Type="{_IMAGE}" Target="media/{identifier}.svg"/>'
        blip = f'<a:blip r:embed="{identifier}" ?/>'.encode()
        parts[_DOCUMENT] = re.sub(blip, _BLIP.format(identifier=identifier).encode(), parts[_DOCUMENT])
    parts[_RELATED] = parts[_RELATED].replace(b"</Relationships>", f"{related}</Relationships>".encode())
    parts[_TYPES] = parts[_TYPES].replace(
        b"<Override", b'<Default Extension="svg" ContentType="image/svg+xml"/><Override', 1)


def _with_breaks(document: bytes, new_pages: tuple[str, ...]) -> bytes:
    """Return the text in which some headings begin a page."""
    for name in new_pages:
        spot = rb'(w:name="%s" ?/>\s*<w:p>\s*<w:pPr>\s*<w:pStyle [^>]*/>)' % re.escape(name.encode())
        document = re.sub(spot, rb"\1<w:pageBreakBefore/>", document)
    return document


def _with_plain_pictures(document: bytes) -> bytes:
    """Return the text, its pictures without the names of our files and without the gap that LibreOffice assumes."""
    nameless = re.sub(rb'(<pic:cNvPr) descr="[^"]*"', rb"\1", document)
    return nameless.replace(b"<wp:inline>", b'<wp:inline distT="0" distB="0" distL="0" distR="0">')


def _with_whole_rows(document: bytes) -> bytes:
    """Return the text, rows of tables never parted by a page, their first cell what they are called by."""
    named = document.replace(b'w:firstColumn="0"', b'w:firstColumn="1"').replace(b'w:val="0020"', b'w:val="00A0"')
    whole = re.sub(rb"<w:tr>(\s*)(?!\s*<w:trPr>)", rb"<w:tr><w:trPr><w:cantSplit/></w:trPr>\1", named)
    return re.sub(rb"<w:trPr>(?!<w:cantSplit/>)", b"<w:trPr><w:cantSplit/>", whole)


def _with_small_indents(numbering: bytes) -> bytes:
    """Return the lists, each level set in by a quarter of an inch instead of a half."""
    return re.sub(rb'w:left="(\d+)"', lambda left: b'w:left="%d"' % (int(left[1]) // 2), numbering)


def _core(about: Properties) -> str:
    day = f"{about.day.isoformat()}T00:00:00Z"
    said = {"dc:title": about.title, "dc:creator": about.author, "cp:lastModifiedBy": about.author,
            "dc:description": about.description, "dc:language": about.language, "cp:version": about.version}
    dates = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
                    for name in ("created", "modified"))
    lines = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in said.items())
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
            ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{lines}{dates}</cp:coreProperties>')


def _app(about: Properties) -> str:
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
            ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Company>{escape(about.author)}</Company></Properties>")
