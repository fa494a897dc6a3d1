"""Finds objects of a PDF that WeasyPrint has made and pydyf has not yet written."""

from typing import Any


def referred(pdf: Any, reference: bytes | str) -> Any:
    """Return the object that a reference (`12 0 R`) leads to: pydyf numbers objects in their order."""
    return pdf.objects[int(reference.split()[0])]
