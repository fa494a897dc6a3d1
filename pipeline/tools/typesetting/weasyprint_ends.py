"""Mends at both ends of WeasyPrint 70, reading a page and writing a PDF: each states its gain, and its end.

Gains are shares of the CPU of one handout of 23 pages. The pages are the same, byte for byte.
"""

from functools import wraps
from typing import Any


def read_as_xml() -> None:
    """Read a page that is well-formed XML, as ours are, with the parser of Python; gain 0.04.

    The parser for HTML is written in Python and takes each letter by itself. It gives the same tree of such a page, and
    still reads whatever is no XML. May go when WeasyPrint takes a tree that was read before, as it did up to 61.
    """
    from xml.etree import ElementTree

    import tinyhtml5

    parse = tinyhtml5.parse
    if hasattr(parse, "__wrapped__"):
        return

    @wraps(parse)
    def read(document: Any, **settings: Any) -> Any:
        start = document.tell()
        try:
            return ElementTree.parse(document).getroot()
        except ElementTree.ParseError:
            document.seek(start)
            return parse(document, **settings)

    tinyhtml5.parse = read


def kept_paths() -> None:
    """Take a path of a drawing apart once; gain 0.02, and 0.04 of a booklet.

    A drawing of a hundred children has the same path a hundred times. May go when WeasyPrint reads
    paths faster (upstream #2913).
    """
    from weasyprint import svg

    draw = svg.TAGS["path"]
    if hasattr(draw, "__wrapped__"):
        return

    @wraps(draw)
    def draw_once(image: Any, node: Any, font_size: float) -> None:
        known = vars(image).setdefault("kept_paths", {})
        stream, vertices = image.stream.stream, node.vertices
        key = (node.get("d"), font_size, image.inner_width, image.inner_height)
        if key not in known:
            lines, corners = len(stream), len(vertices)
            draw(image, node, font_size)
            known[key] = stream[lines:], list(vertices)[corners:]
        else:
            stream.extend(known[key][0])
            vertices.extend(known[key][1])

    svg.TAGS["path"] = draw_once


def kept_references() -> None:
    """Name the pages of a PDF once; gain 0.02 s.

    pydyf makes the references of all pages anew for each of 2,700 tags. May go when it keeps them.
    """
    from pydyf import PDF

    name_pages = PDF.page_references.fget
    if hasattr(name_pages, "__wrapped__"):
        return

    @wraps(name_pages)
    def name_once(pdf: Any) -> tuple[bytes, ...]:
        known: tuple[bytes, ...] = vars(pdf).get("known_pages", ())
        if len(known) != pdf.pages["Count"]:
            known = vars(pdf)["known_pages"] = name_pages(pdf)
        return known

    PDF.page_references = property(name_once)


def kept_objects() -> None:
    """Write and compress each object of a PDF once; gain 0.06 s.

    pydyf makes the file's id from the bytes of all objects, for which it writes each a second time. May go when it
    takes the bytes that it has written.
    """
    from pydyf import PDF, Dictionary, Stream

    write = PDF.write
    if hasattr(write, "__wrapped__"):
        return
    data = {kind: vars(kind)["data"] for kind in (Dictionary, Stream)}

    @wraps(write)
    def write_once(pdf: Any, *settings: Any, **named: Any) -> None:
        written: dict[int, tuple[Any, bytes]] = {}

        def once(kind: Any) -> property:
            def bytes_of(thing: Any) -> bytes:
                # The object is kept beside its bytes, so that no other can get its id.
                return (written.get(id(thing)) or written.setdefault(id(thing), (thing, data[kind].fget(thing))))[1]

            return property(bytes_of)

        for kind in data:
            kind.data = once(kind)
        try:
            write(pdf, *settings, **named)
        finally:
            for kind, own in data.items():
                kind.data = own

    PDF.write = write_once
