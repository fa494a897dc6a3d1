"""Puts WeasyPrint's tag tree right (ISO 32000-1, 14.7 and 14.8): what it tears, misplaces or leaves unsaid.

WeasyPrint 70 tags each page on its own, so a list that goes on overleaf becomes two; it tags running titles like
text; it gives header cells no scope, lists no numbering, terms no label, and figures a box measured from the wrong
corner; a heading with something drawn before it stands in itself. Each mend may go when it does so no longer; the
golden tag tree tells.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.tools.later import Later
from pipeline.tools.pdf.pydyf_object import referred
from pipeline.tools.typesetting import measured

pydyf = Later("pydyf")
#: The HTML element that each tag was made from; tags are told apart by `id`.
Made = dict[int, Any]
_PT_PER_PX = 0.75
#: A table that goes on overleaf repeats its header, so its halves stay two; the others here hold content themselves.
_NEVER_JOINED = frozenset({"/Table", "/Link", "/Figure"})
#: HTML elements for which WeasyPrint has no type.
_TYPES = {"aside": "/Sect", "figure": "/Sect", "strong": "/Span", "em": "/Span", "sup": "/Span", "sub": "/Span"}
#: What says something by being empty.
_KEPT_EMPTY = frozenset({"/TD", "/TH"})
_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_NUMBERING = {"ol": "/Decimal", "ul": "/Disc"}


@contextmanager
def recorded() -> Iterator[Made]:
    """Have WeasyPrint note which element each tag is made from, while it writes a PDF; it keeps no way back."""
    from weasyprint.pdf import tags

    made: Made = {}
    build = measured.needed(tags, "_build_box_tree")

    def noted(box: Any, *arguments: Any) -> Iterator[Any]:
        for element in build(box, *arguments):
            made.setdefault(id(element), getattr(box, "_box", box).element)
            yield element

    tags._build_box_tree = noted
    try:
        yield made
    finally:
        tags._build_box_tree = build


def mend(pdf: Any, made: Made) -> None:
    """Mend the tag tree of a pydyf file in place."""
    tree = _Tree(pdf, made)
    document = tree.tags[tree.root["K"][0]]
    tree.mend(document, is_header=False)
    used = set(tree.used(document))
    for element in [each for each in tree.tags.values() if each and id(each) not in used]:
        tree.make_artifact(element)


def tag_of(pdf: Any, made: Made, name: str) -> Any:
    """Return the tag that was made from the section of a class."""
    return next(each for each in pdf.objects if _kind(each) == "/Sect" and (origin := made.get(id(each))) is not None
                and name in (origin.get("class") or "").split())


class _Tree:
    """The tags of one file, found by their references; one that was joined to another is empty."""

    def __init__(self, pdf: Any, made: Made) -> None:
        self.pdf = pdf
        self.tags: dict[bytes, Any] = {each.reference: each for each in pdf.objects if _kind(each)}
        self.made = made
        self.root = referred(pdf, pdf.catalog["StructTreeRoot"])
        self.parents: list[Any] = referred(pdf, self.root["ParentTree"])["Nums"]

    def kids(self, element: Any) -> list[Any]:
        """Return the tags directly below a tag."""
        return [tag for kid in element["K"] if isinstance(kid, bytes) and (tag := self.tags.get(kid))]

    def used(self, element: Any) -> Iterator[int]:
        """Yield the `id` of a tag and of all below it."""
        yield id(element)
        for kid in self.kids(element):
            yield from self.used(kid)

    def mend(self, element: Any, *, is_header: bool) -> None:
        """Mend a tag and all below it."""
        is_header |= element["S"] == "/THead"
        origin = self.made.get(id(element))
        if origin is not None and element["S"] == "/NonStruct":
            element["S"] = _TYPES.get(origin.tag, "/NonStruct")
        if origin is not None and origin.get("lang"):  # WeasyPrint writes that of the document alone (14.9.2)
            element["Lang"] = pydyf.String(origin.get("lang"))
        self._join_halves(element)
        for kid in self.kids(element):
            self.mend(kid, is_header=is_header)
        for kid in self.kids(element):
            if not kid["K"] and kid["S"] not in _KEPT_EMPTY:
                element["K"].remove(kid.reference)
                kid.clear()
            elif kid["S"] in _HEADINGS:
                self._lift_heading(element, kid)
        self._mend_by_class(element, (origin.get("class") or "").split() if origin is not None else [])
        mender = _MENDERS.get(element["S"])
        if mender:
            mender(self, element, is_header)

    def give(self, element: Any, kids: list[Any]) -> None:
        """Make tags the only content of a tag."""
        element["K"] = pydyf.Array(kid.reference for kid in kids)
        for kid in kids:
            kid["P"] = element.reference

    def _lift_heading(self, parent: Any, heading: Any) -> None:
        """Put the heading that is all that a heading holds in its place."""
        kids = self.kids(heading)
        if len(kids) == len(heading["K"]) == 1 and kids[0]["S"] == heading["S"]:
            parent["K"][parent["K"].index(heading.reference)] = kids[0].reference
            kids[0]["P"] = parent.reference
            heading.clear()

    def _mend_by_class(self, element: Any, classes: list[str]) -> None:
        """Make a heading of the title on a cover, and one figure of the drawing of a fact."""
        if "title" in classes:
            for kid in self.kids(element):
                kid["S"] = "/H1" if kid["S"] == "/P" else kid["S"]
        elif "risk-figure" in classes and element["S"] == _TYPES["figure"]:
            self._make_figure(element)

    def _make_figure(self, element: Any) -> None:
        """Let the words for a drawing stand for its caption and its legend, too, which say the same (14.9.3)."""
        drawn = [kid for kid in self._below(element) if kid["S"] == "/Figure"]
        edges = list(zip(*(each["A"]["BBox"] for each in drawn), strict=True))
        box = pydyf.Array((min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])))
        element["S"], element["Alt"], element["A"] = "/Figure", drawn[0]["Alt"], drawn[0]["A"]
        element["A"]["BBox"] = box
        for each in drawn:
            each["S"] = "/Span"
            del each["Alt"], each["A"]

    def _below(self, element: Any) -> Iterator[Any]:
        """Yield all tags below a tag, in order."""
        for kid in self.kids(element):
            yield kid
            yield from self._below(kid)

    def _join_halves(self, element: Any) -> None:
        """Join what the end of a page or of a line tore: neighbours made from one element."""
        kids = self.kids(element)
        whole: list[Any] = []
        for kid in kids:
            before = whole[-1] if whole else None
            if before is not None and self._goes_on(before, kid):
                self.give(before, self.kids(before) + self.kids(kid))
                kid.clear()
            elif before is not None and self._is_same_link(before, kid) and before["Pg"] == kid["Pg"]:
                self._take_over(before, kid)
            else:
                whole.append(kid)
        if len(whole) < len(kids):
            self.give(element, whole)

    def _goes_on(self, before: Any, after: Any) -> bool:
        origin = self.made.get(id(before))
        return (origin is not None and origin is self.made.get(id(after)) and before["S"] == after["S"]
                and (before["Pg"] != after["Pg"] or before["S"] == "/Span") and before["S"] not in _NEVER_JOINED)

    def _is_same_link(self, link: Any, other: Any) -> bool:
        return (link["S"] == other["S"] == "/Link"
                and self.made.get(id(link), link) is self.made.get(id(other), other))

    def _take_over(self, link: Any, other: Any) -> None:
        """Give a link what another tag of the same link holds: its content and its place on the page."""
        link["K"] += other["K"]
        new, old = link.reference, other.reference
        for index, entry in enumerate(self.parents):
            if isinstance(entry, list):
                entry[:] = [new if each == old else each for each in entry]
            elif entry == old:
                self.parents[index] = new
        other.clear()

    def mend_link(self, link: Any, _is_header: bool) -> None:
        """Make one link of a link and what the style sheet adds to it, the number of a page."""
        for kid in self.kids(link):
            if self._is_same_link(link, kid):
                link["K"].remove(kid.reference)
                self._take_over(link, kid)

    def mend_list(self, element: Any, _is_header: bool) -> None:
        """Say how a list is numbered (ISO 14289-1, 7.6), and take the columns of its page out of it."""
        origin = self.made.get(id(element))
        kids = [inner for kid in self.kids(element)
                for inner in (self.kids(kid) if kid["S"] == "/L" and self.made.get(id(kid)) is origin else [kid])]
        self.give(element, kids)
        for kid in kids:
            if kid["S"] == "/Div":  # the group around a term and its meaning becomes an entry, the term its label
                parts = [part for item in self.kids(kid) for part in self.kids(item)]
                kid["S"], parts[0]["S"] = "/LI", "/Lbl"
                self.give(kid, parts)
        if any(part["S"] == "/Lbl" for kid in kids for part in self.kids(kid)):
            numbering = _NUMBERING.get(getattr(origin, "tag", ""), "/None")
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})

    def mend_item(self, item: Any, _is_header: bool) -> None:
        """Give a list item a body (ISO 14289-1, 7.2: an LI holds Lbl and LBody alone)."""
        kids = self.kids(item)
        bare = [kid for kid in kids if kid["S"] not in ("/Lbl", "/LBody")]
        if bare:
            body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": bare[0]["Pg"]})
            self.pdf.add_object(body)
            self.tags[body.reference] = body
            self.give(body, bare)
            place = kids.index(bare[0])
            rest = [kid for kid in kids if kid not in bare]
            self.give(item, [*rest[:place], body, *rest[place:]])

    def mend_header_cell(self, cell: Any, is_header: bool) -> None:
        """Say whether a header cell heads a column or a row."""
        cell["A"]["Scope"] = "/Column" if is_header else "/Row"

    def mend_figure(self, figure: Any, _is_header: bool) -> None:
        """Measure a figure from the lower left corner of the page, in points (ISO 32000-1, 14.8.5.4.3)."""
        height = referred(self.pdf, figure["Pg"])["MediaBox"][3]
        left, top, right, bottom = (edge * _PT_PER_PX for edge in figure["A"]["BBox"])
        figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))

    def make_artifact(self, element: Any) -> None:
        """Mark what a tag outside the tree holds, the running titles, as an artifact (14.8.2.2)."""
        numbers = [kid for kid in element["K"] if isinstance(kid, int)]
        if numbers:
            page = referred(self.pdf, element["Pg"])
            content = referred(self.pdf, page["Contents"]).stream
            of_page = self.parents[self.parents.index(page["StructParents"]) + 1]
            for place, mark in enumerate(content):
                if isinstance(mark, pydyf.Dictionary) and mark.get("MCID") in numbers:
                    of_page[mark["MCID"]] = "null"
                    content[place - 1:place + 1] = [
                        "/Artifact", pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Footer"})]
        element.clear()


_MENDERS = {"/L": _Tree.mend_list, "/LI": _Tree.mend_item, "/TH": _Tree.mend_header_cell,
            "/Figure": _Tree.mend_figure, "/Link": _Tree.mend_link}


def _kind(element: Any) -> str:
    """Return the structure type of an element of the tag tree, empty for any other object."""
    return str(element.get("S", "")) if isinstance(element, dict) and element.get("Type") == "/StructElem" else ""
