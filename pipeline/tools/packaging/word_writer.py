"""Packs a Word file: pandoc writes it in the looks of a reference document, then it is made still and whole."""

import datetime
import io
import zipfile
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional
from xml.sax.saxutils import escape

from pipeline.model.tree import Elements
from pipeline.tools.words import pandoc

#: The earliest date that a zip can hold; a file's own dates stand among its properties.
_DATE = (1980, 1, 1, 0, 0, 0)
_STORED = (".png", ".jpeg", ".jpg")
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
#: The parts that are edited: text, lists, what belongs to the text, what type each part is of.
_EDITED = ("word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IMAGE = f"{_OFFICE}/image"
_W, _EMBED = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", f"{{{_OFFICE}}}embed"
_ART, _PICTURE, _DRAWING = (f"{{http://schemas.openxmlformats.org/drawingml/2006/{name}}}"
                            for name in ("main", "picture", "wordprocessingDrawing"))
_RELATION, _TYPE = (f"{{http://schemas.openxmlformats.org/package/2006/{name}}}"
                    for name in ("relationships", "content-types"))
#: What stands behind w:rtl among the properties of a run (ECMA-376, part 1, 17.3.2.28).
_BEHIND_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


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
    *, new_pages: tuple[str, ...] = (), is_right_to_left: bool = False,
) -> bytes:
    """Return the file: the same for the same input on any day; the headings of these bookmarks begin a page.

    From the right, each paragraph and each table is (ECMA-376, part 1, 17.3.1.6 and 17.4.1).
    """
    from lxml import etree

    looks = pack({path: text.encode() for path, text in reference.items()})
    packed = pandoc.write_docx(blocks, looks, {name: each.pixels for name, each in pictures.items()})
    with zipfile.ZipFile(io.BytesIO(packed)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[_CORE], parts[_APP] = _core(about).encode(), _app(about).encode()
    drawn = {each.pixels: each.drawing for each in pictures.values() if each.drawing}
    drawings = {path.rpartition("/")[2].partition(".")[0]: drawn[content] for path, content in sorted(parts.items())
                if path.startswith("word/media/") and content in drawn}  # by the identifier of their pixels
    text, numbering, listed, types = trees = [etree.fromstring(parts[path]) for path in _EDITED]
    _set_text(text, new_pages)
    if is_right_to_left:
        _turn(text)
    _show(drawings, text, listed, types)
    _set_lists(numbering)
    edited = {path: etree.tostring(tree, encoding="UTF-8", standalone=True)
              for path, tree in zip(_EDITED, trees, strict=True)}
    return pack(parts | edited | {f"word/media/{name}.svg": drawing for name, drawing in drawings.items()})


def _set_lists(numbering: Any) -> None:
    """Indent items by a quarter of an inch a level instead of a half; a mark wider than that has a space behind it."""
    for indent in numbering.iter(f"{_W}ind"):
        indent.set(f"{_W}left", str(int(indent.get(f"{_W}left")) // 2))
    for text in numbering.iter(f"{_W}lvlText"):
        form = text.getparent().find(f"{_W}numFmt").get(f"{_W}val")
        if form.endswith("Roman") or (form != "bullet" and text.get(f"{_W}val").startswith("(")):
            space = text.makeelement(f"{_W}suff")
            space.set(f"{_W}val", "space")
            text.addprevious(space)


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


def _show(drawings: dict[str, bytes], text: Any, listed: Any, types: Any) -> None:
    """Name each drawing beside its pixels: Word 2016 and later show it, others the pixels (MS-ODRAWXML, svgBlip)."""
    from lxml.etree import SubElement

    types.insert(0, types.makeelement(f"{_TYPE}Default", Extension="svg", ContentType="image/svg+xml"))
    for name in drawings:
        SubElement(listed, f"{_RELATION}Relationship", Id=f"{name}svg", Type=_IMAGE, Target=f"media/{name}.svg")
    for blip in text.iter(f"{_ART}blip"):
        if (name := blip.get(_EMBED)) in drawings:
            extension = SubElement(SubElement(blip, f"{_ART}extLst"), f"{_ART}ext", uri=_SVG_EXTENSION)
            SubElement(extension, f"{{{_SVG}}}svgBlip", {_EMBED: f"{name}svg"}, nsmap={"asvg": _SVG})


def _set_text(text: Any, new_pages: tuple[str, ...]) -> None:
    """Break pages at bookmarks, keep rows whole, take names of our files and what LibreOffice assumes from pictures."""
    for mark in text.iter(f"{_W}bookmarkStart"):
        if mark.get(f"{_W}name") in new_pages:
            mark.getnext().find(f"{_W}pPr").insert(1, text.makeelement(f"{_W}pageBreakBefore"))
    for look in text.iter(f"{_W}tblLook"):  # the first cell of a row is what the row is called by
        look.attrib.update({f"{_W}firstColumn": "1", f"{_W}val": "00A0"})
    for row in text.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr") is None:
            row.insert(0, row.makeelement(f"{_W}trPr"))
        row.find(f"{_W}trPr").insert(0, row.makeelement(f"{_W}cantSplit"))
    for picture in text.iter(f"{_PICTURE}cNvPr"):
        picture.attrib.pop("descr", None)
    for frame in text.iter(f"{_DRAWING}inline"):
        frame.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))


def _turn(text: Any) -> None:
    """Have the columns of tables stand from the right, and letters of the right be such in each run (w:rtl)."""
    for look in text.iter(f"{_W}tblPr"):
        look.insert(len(look.findall(f"{_W}tblStyle")), look.makeelement(f"{_W}bidiVisual"))
    for run in text.iter(f"{_W}r"):
        said = "".join(each.text or "" for each in run.iter(f"{_W}t"))
        if any(bidirectional(each) in ("R", "AL", "AN") for each in said):
            properties = run.find(f"{_W}rPr")
            if properties is None:
                properties = run.makeelement(f"{_W}rPr")
                run.insert(0, properties)
            before = [each for each in properties if each.tag.removeprefix(_W) in _BEHIND_RTL]
            (before[0].addprevious if before else properties.append)(properties.makeelement(f"{_W}rtl"))


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
