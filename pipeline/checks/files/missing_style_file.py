"""A channel's format reads a style sheet, a font or a colour profile that styles/ does not hold.

Sheets are those that the format names, fonts those of styles/tokens.yaml with their licence, the profile that of the
channel's `press`. Bring the file back from an earlier version, or correct the name.
"""

from typing import Any

from pipeline import formats
from pipeline.model.finding import Finding, Findings, Place, error
from pipeline.model.source_files import TOKENS
from pipeline.model.source_tree import SourceTree

_FACES = ("regular", "bold", "italic")


def check(tree: SourceTree) -> Findings:
    is_set = False
    for document in tree.documents_in("channels"):
        channel = document.data if isinstance(document.data, dict) else {}
        contract = formats.contract(str(channel.get("format")))
        if contract is None:
            continue
        is_set = is_set or bool(contract.sheets)
        for path in (f"styles/css/{sheet}.css" for sheet in contract.sheets):
            if path not in tree.files:
                yield _missing(document.place(("format",)), path)
        profile = _part(channel, "press").get("profile")
        if profile and profile not in tree.others:
            yield _missing(document.place(("press", "profile")), profile)
    tokens = tree.documents.get(TOKENS)
    if is_set and tokens and isinstance(tokens.data, dict):
        yield from _missing_fonts(tree, tokens.data)


def _missing_fonts(tree: SourceTree, tokens: dict[str, Any]) -> Findings:
    for family in ("font", "web-font"):
        for face in _FACES:
            path = f"styles/fonts/{_part(tokens, family).get(face)}"
            if path not in tree.others:
                yield _missing(tree.place(TOKENS, (family, face)), path)
        is_there = all(f"styles/fonts/{_part(tokens, family).get(face)}" in tree.others for face in _FACES)
        if is_there and family not in tree.repertoires:
            yield error(tree.place(TOKENS, (family,)), f"one of the files of “{family}” is no font",
                        why="no product that needs it can be made", fix="bring it back from an earlier version")
        licence = f"styles/fonts/{_part(_part(tokens, family), 'licence').get('file')}"
        if licence not in tree.others:
            yield _missing(tree.place(TOKENS, (family, "licence", "file")), licence)


def _part(data: dict[str, Any], key: str) -> dict[str, Any]:
    part = data.get(key)
    return part if isinstance(part, dict) else {}


def _missing(place: Place, path: str) -> Finding:
    return error(place, f"the file {path} is missing", why="no product that needs it can be made",
                 fix="bring it back from an earlier version, or correct the name; see styles/README.md")
