"""Mends WeasyPrint's tags where they break PDF/UA-1 (ISO 14289-1)."""

from typing import Any


def finish(_document: Any, pdf: Any) -> None:
    """Give each list item a body (clause 7.2: an LI holds Lbl and LBody alone).

    WeasyPrint 70 makes a body of loose words, but leaves a paragraph or a division bare in the LI. May go when it
    does so no longer; veraPDF tells.
    """
    element_by_reference = {each.reference: each for each in pdf.objects if _kind(each)}
    for item in list(element_by_reference.values()):
        if _kind(item) == "/LI":
            kids = [element_by_reference.get(kid) for kid in item["K"]]
            bare = [kid for kid in kids if kid is not None and _kind(kid) not in ("/Lbl", "/LBody")]
            if bare:
                _wrap(pdf, item, bare)


def _kind(element: Any) -> str:
    """Return the structure type of an element of the tag tree, empty for any other object."""
    return str(element.get("S", "")) if isinstance(element, dict) and element.get("Type") == "/StructElem" else ""


def _wrap(pdf: Any, item: Any, bare: list[Any]) -> None:
    import pydyf

    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": bare[0]["Pg"],
                             "K": pydyf.Array(kid.reference for kid in bare)})
    pdf.add_object(body)
    places = [item["K"].index(kid.reference) for kid in bare]
    for kid in bare:
        kid["P"] = body.reference
        item["K"].remove(kid.reference)
    item["K"].insert(places[0], body.reference)
