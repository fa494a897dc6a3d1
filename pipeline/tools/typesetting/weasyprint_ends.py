"""Mends at both ends of WeasyPrint 70, reading a page and writing a PDF: each states its gain, and its end.

Gains are shares of the CPU of one handout of 23 pages. The pages are the same, byte for byte.
"""

from copy import copy
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


def kept_cascade() -> None:
    """Work out the styles of a page once for several sizes of paper; gain 0.2 of each but the first.

    A sheet with nothing but `@page` has no say in them, unless a length is measured by the page. May go when WeasyPrint
    keeps the styles of a page that is rendered again.
    """
    from weasyprint import document
    from weasyprint.css import StyleFor

    work_out = document.get_all_computed_styles
    if hasattr(work_out, "__wrapped__"):
        return

    @wraps(work_out)
    def work_out_once(html: Any, sheets: Any, *settings: Any) -> Any:
        hints, fonts, signs, *_, targets, forms = settings
        key = [*(each for each in sheets if each.matcher.order), hints, fonts, forms]
        kept = vars(html).get("kept_styles")
        if not kept or kept[0] != key or kept[1].initial_page_sizes.is_asked:
            styles = work_out(html, sheets, *settings)
            vars(html)["kept_styles"] = (key, styles, {**styles.get_computed_styles()}, {**signs},
                                         [*targets.target_lookup_items])
            return styles
        _, first, computed, known_signs, anchors = kept
        signs.update(known_signs)
        for anchor in anchors:
            targets.collect_anchor(anchor)
        styles, others = copy(first), [each for each in vars(first)["_sheets"] if each[1] != "user"]
        vars(styles).update(_computed_styles={**computed}, _cascaded_styles={},
                            _sheets=[*others, *((each, "user", None) for each in sheets)])
        return styles

    document.get_all_computed_styles = work_out_once
    StyleFor.initial_page_sizes = property(lambda styles: vars(styles)["kept_sizes"], lambda styles, sizes: vars(
        styles).update(kept_sizes=_PageSizes(sizes)))


class _PageSizes(dict[str, Any]):
    """The sizes of the first page, and whether a length was measured by them."""

    is_asked = False

    def __getitem__(self, name: str) -> Any:
        self.is_asked = True
        return super().__getitem__(name)


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
