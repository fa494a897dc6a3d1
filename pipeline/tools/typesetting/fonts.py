"""Knows the font files: which faces a product may use, and which characters they can show."""

import json
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.model.artifact import Design, FontFaces
from pipeline.tools.keeping import digest, kept


def faces(design: Design) -> FontFaces:
    """Return the faces of styles/tokens.yaml: exactly one file for each family, weight and style."""
    return _faces(design, "font")


def web_faces(design: Design) -> FontFaces:
    """Return the faces that e-books carry: fewer characters, and smaller files."""
    return _faces(design, "web-font")


def content(file: Path) -> bytes:
    """Return a font file as it is."""
    return file.read_bytes()


def licence(design: Design) -> dict[str, str]:
    """Return name, address and file (below styles/fonts/) of the licence of the fonts that e-books and pages carry."""
    terms: Any = design.tokens["web-font"]["licence"]
    return dict(terms)


def licence_file(design: Design) -> Path:
    """Return the text of that licence."""
    return _folder(design) / licence(design)["file"]


def _faces(design: Design, token: str) -> FontFaces:
    font, folder = design.tokens[token], _folder(design)
    family = str(font["family"])
    return ((family, "400", "normal", folder / str(font["regular"])),
            (family, "700", "normal", folder / str(font["bold"])),
            (family, "400", "italic", folder / str(font["italic"])))


def _folder(design: Design) -> Path:
    return design.root / "styles" / "fonts"


def repertoire(files: Sequence[Path], cache: Path) -> frozenset[int] | None:
    """Return the code points that all of these font files can show, kept by their digest; None where one is no font."""
    if not all(file.is_file() for file in files):  # who reads a pipe waits for ever
        return None
    keeps = cache / "repertoires" / f"{digest.of_data([digest.of_file(file) for file in files])}.json"
    shown = kept.read(keeps, lambda held: frozenset(json.loads(held)))
    if shown is None:
        try:
            shown = frozenset.intersection(*map(characters, files))
        except PermissionError:
            raise
        except Exception:
            return None
        with suppress(OSError):  # an environment that is not ours to write
            kept.write_data(keeps, sorted(shown))
    return shown


@lru_cache(maxsize=8)
def characters(file: Path) -> frozenset[int]:
    """Return the code points that a font file can show."""
    held = BytesIO(content(file))  # of a file that is no font, fontTools would leave the handle open
    from fontTools.ttLib import TTFont

    with TTFont(held, lazy=True) as font:
        return frozenset(font.getBestCmap())
