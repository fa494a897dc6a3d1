"""Reads what a tagged PDF says for its pictures (ISO 32000-1, 14.9.3)."""

from io import BytesIO


def alternatives(content: bytes) -> list[str] | None:
    """Return the alternative text of each figure, in no certain order; None for a PDF without tags."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return None
        return [str(each.get("/Alt", "")) for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure]
