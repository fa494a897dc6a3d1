"""Draws the README's picture from the finished products."""

from pathlib import Path

from pipeline.model.failure import WrongUsage
from pipeline.tools.keeping import whole_file
from pipeline.tools.pictures import contact_sheet


def draw(root: Path, wished: tuple[str, ...]) -> str:
    """Write styles/products.png; return its path.

    Each row names finished PDFs below build/ and their pages, the first is 1: `en/a.pdf:1,2+en/b.pdf:5`.
    Raises WrongUsage where a row is written otherwise, or a product is not built.
    """
    rows = [[each for piece in row.split("+") for each in _pages(root, piece)] for row in wished]
    for path in {path for row in rows for path, _ in row}:
        if not path.is_file():
            raise WrongUsage(f"{path.relative_to(root)} is not built; run: make all")
    target = root / "styles" / "products.png"
    whole_file.write(target, contact_sheet.contact_sheet(rows))
    return target.relative_to(root).as_posix()


def _pages(root: Path, wished: str) -> list[tuple[Path, int]]:
    path, _, pages = wished.rpartition(":")
    numbers = pages.split(",")
    if not path or not all(each.isdigit() and int(each) for each in numbers):
        raise WrongUsage(f"“{wished}” does not name a PDF and its pages, as in en/a.pdf:1,2")
    return [(root / "build" / path, int(each) - 1) for each in numbers]
