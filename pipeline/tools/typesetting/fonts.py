"""Knows the font files: which faces a product may use, and which characters they can show."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.model.artifact import Design, FontFaces
from pipeline.tools.keeping import digest, kept
from pipeline.tools.typesetting import web_fonts

#: The scripts that the font of e-books holds.
IN_WEB_FONT = ("Latn", "Grek")


def faces(design: Design) -> FontFaces:
    """Return the faces of styles/tokens.yaml: exactly one file for each family, weight and style.

    Those of the language's script follow, where it has a family of its own.
    """
    return _faces(design, "font") + of_script(design)


def of_script(design: Design) -> FontFaces:
    """Return the faces of a family that a language's script alone is set in, as far as they are installed."""
    family, files = script_files(design.root, design.tokens, design.writing.script)
    if not family or not all(file.is_file() for file in files):
        return ()
    regular, bold = files
    return (family, "400", "normal", regular), (family, "700", "normal", bold)


def script_files(root: Path, tokens: Mapping[str, Any], script: str) -> tuple[str, tuple[Path, ...]]:
    """Return the family that a script is set in, and its files, regular and bold; neither where it has none."""
    named = (tokens.get("scripts") or {}).get(script) or {}
    if not named.get("family"):
        return "", ()
    return str(named["family"]), tuple(root / "styles" / "fonts" / str(named[each]) for each in ("regular", "bold"))


def web_faces(design: Design) -> FontFaces:
    """Return the faces that e-books carry: fewer characters, and smaller files.

    For other scripts they are made of those of print, with the letters that a product shows. Of a family that a package
    brings there are none: devices have one of theirs for its script.
    """
    if design.writing.script in IN_WEB_FONT:
        return _faces(design, "web-font")
    return () if of_script(design) else web_fonts.of_letters(design.letters, _faces(design, "font"),
                                                             str(design.tokens["web-font"]["family"]), design.cache)


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

    with TTFont(held, lazy=True, fontNumber=0) as font:  # of a collection, all faces show the same
        return frozenset(font.getBestCmap())
