"""Knows the font files: which faces a product may use, and which characters they can show."""

from functools import lru_cache
from pathlib import Path

from pipeline.model.artifact import Design, FontFaces


def faces(design: Design) -> FontFaces:
    """Return the faces of styles/tokens.yaml: exactly one file for each family, weight and style."""
    font = design.tokens["font"]
    folder = design.root / "styles" / "fonts"
    family = str(font["family"])
    return ((family, "400", "normal", folder / str(font["regular"])),
            (family, "700", "normal", folder / str(font["bold"])),
            (family, "400", "italic", folder / str(font["italic"])))


@lru_cache(maxsize=4)
def characters(file: Path) -> frozenset[int]:
    """Return the code points that a font file can show."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
