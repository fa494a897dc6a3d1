"""Tells what a PDF asks of a press machine beside ink: halftones, transfer functions, PostScript, placeholders."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.printed import OddityKind
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_state

pikepdf = Later("pikepdf")
#: Settings of screens and of where they begin (10.6, and ISO 32000-2, 8.4.5).
_SCREENS = ("/HT", "/HTO", "/HTP")
_Found = tuple[OddityKind, str]
#: Settings that change how much of an ink is printed (ISO 32000-1, 10.5), and the names that change nothing.
_CURVES, _UNCHANGED = ("/TR2", "/TR", "/BG2", "/BG", "/UCR2", "/UCR"), ("/Default", "/Identity")


def of_settings(settings: Any) -> Iterator[_Found]:
    """Yield what a dictionary of settings asks for."""
    for key in _CURVES:
        if key in settings and not _changes_nothing(settings[key]):
            yield "transfer function", key.lstrip("/")
    for key in _SCREENS:
        if key in settings and _word(settings[key]) != "/Default":
            yield "halftone", key.lstrip("/")
    if pdf_state.is_transparent(settings):
        yield "transparency", ""


def of_drawing(thing: Any) -> Iterator[_Found]:
    """Yield what a form or a picture asks for."""
    if "/OPI" in thing:
        yield "placeholder", ""
    if "/Ref" in thing:
        yield "another file", ""
    if thing.get("/Subtype") == "/PS" or thing.get("/Subtype2") == "/PS" or "/PS" in thing:
        yield "PostScript", ""
    if "/Alternates" in thing:
        yield "alternate picture", ""
    if "/SMask" in thing or thing.get("/Group", {}).get("/S") == "/Transparency":
        yield "transparency", ""


def of_resources(resources: Any) -> Iterator[_Found]:
    """Yield the spaces that would take the place of the inks that a drawing names (8.6.5.6)."""
    named = resources.get("/ColorSpace", {})
    yield from (("default space", name) for name in ("DefaultCMYK", "DefaultGray", "DefaultRGB") if f"/{name}" in named)


def _changes_nothing(value: Any) -> bool:
    """Tell whether a curve, or each of four, is one that leaves inks as they are."""
    curves = list(value) if isinstance(value, pikepdf.Array) else [value]
    return all(_word(each) in _UNCHANGED for each in curves)


def _word(value: Any) -> str:
    """Return a name as it is written, nothing for what is none."""
    return str(value) if isinstance(value, pikepdf.Name) else ""
