"""Draws the README's picture from the finished products."""

from pathlib import Path

from pipeline.model.failure import WrongUsage
from pipeline.tools.keeping import whole_file
from pipeline.tools.pictures import contact_sheet

#: What the picture shows, row by row: a finished PDF below build/, and its pages.
_ROWS: list[list[tuple[str, tuple[int, ...]]]] = [
    [("en/jmml-brochure-letter-press-proof.pdf", (0, 1))],
    [("en/jmml-handout-letter.pdf", (0, 1, 3)), ("en/jmml-booklet-half-letter-press-proof.pdf", (0, 4))],
]


def draw(root: Path) -> str:
    """Write styles/products.png; return its path. Raises WrongUsage where a product is not built."""
    rows = [[(root / "build" / name, page) for name, pages in row for page in pages] for row in _ROWS]
    for path in {path for row in rows for path, _ in row}:
        if not path.is_file():
            raise WrongUsage(f"{path.relative_to(root)} is not built; run: make all")
    target = root / "styles" / "products.png"
    whole_file.write(target, contact_sheet.contact_sheet(rows))
    return target.relative_to(root).as_posix()
