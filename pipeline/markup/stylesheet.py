"""Writes the tokens as CSS custom properties and joins them with the sheets of styles/css."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from pipeline.model.artifact import Design, FontFaces
from pipeline.model.tokens import FAMILY_KEYS
from pipeline.tools.typesetting import fonts

ColourSpace = Literal["srgb", "cmyk"]
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_VAR = re.compile(r"var\(--([\w-]+)\)")
_RULE = re.compile(r"([^{}]++)\{([^{}]*+)\}")
_COLOURED = re.compile(r"(?<![\w-])(?:color|background|border[\w-]*+|text-decoration-color): ?+[^;{}]++")
#: A declaration that sets a property of a sheet's own.
_OWN = re.compile(r"--([\w-]+): ([^;{}]+); ")
#: calibre 6 takes a question for the scheme alone as true, and would give every reader the dark colours; one for a
#: width it takes as false.
_IN_THE_DARK = "@media (prefers-color-scheme: dark) and (min-width: 1px)"
_CALC = re.compile(r"calc\(([\d.]+)(em|rem|%) ([*/]) ([\d.]+)\)")


def stylesheet(design: Design, space: ColourSpace, scale: str, *sheets: str) -> str:
    """Return one CSS text: colours in `space`, sizes of `scale`, then the named sheets with the families of fonts.

    The files of the fonts are the caller's.
    """
    return _joined(design, space, scale, [design.css[name] for name in sheets])


def _joined(design: Design, space: ColourSpace, scale: str, sheets: list[str]) -> str:
    named = "\n".join(sheets)
    for key in FAMILY_KEYS:
        named = named.replace(f"var(--{key})", family(design, key))
    return f"{_root(_properties(design, space, scale))}\n{named}"


def family(design: Design, key: str = "font") -> str:
    """Return the name of a family of fonts as CSS has it, in quotation marks where it is more than one word.

    A family that the language's script has of its own goes before it.
    """
    names = filter(None, (own_family(design), str(design.tokens[key]["family"])))
    return ", ".join(name if re.fullmatch(r"[A-Za-z][\w-]*", name) else quoted(name) for name in names)


def own_family(design: Design) -> str:
    """Return the family that the language's script has of its own, empty where it has none."""
    return next((name for name, *_ in fonts.of_script(design)), "")


def print_stylesheet(design: Design, space: ColourSpace, scale: str, *sheets: str) -> str:
    """Return the same with each token's value in its place: WeasyPrint works `var()` out anew for every element.

    That spares a handout 0.04 of its CPU. A name that is no token is left for the page's own properties. A remark
    before each sheet names its file, for whoever complains about a line (`tools/typesetting/complaints.py`).
    """
    properties = _properties(design, space, scale)
    text = _joined(design, space, scale, [f"/* styles/css/{name}.css */\n{design.css[name]}" for name in sheets])
    return re.sub(r"var\(--([\w-]+)\)", lambda name: properties.get(name[1], name[0]), text)


def book_stylesheet(design: Design, scale: str, *sheets: str) -> str:
    """Return one CSS text for readers of e-books, old ones too: no custom properties, no sums, nothing they refuse.

    What carries a colour comes again, in the same order, for readers who prefer a dark page. Lengths are in em: `rem`
    does not follow the size that an app gives to body.
    """
    text = _REMARK.sub("", _joined(design, "srgb", scale, [design.css[name] for name in sheets]))
    light = {**_properties(design, "srgb", scale), **dict(_OWN.findall(text))}
    dark = light | colours(design, "srgb", "meaning-dark")
    _, rules = text.split("}", 1)  # behind the root, which holds all tokens
    rules = _RULE.sub(lambda each: "" if "::marker" in each[1] else each[0], _OWN.sub("", rules))  # as its item

    def with_values(values: Mapping[str, str]) -> str:
        return _CALC.sub(_worked_out, _VAR.sub(lambda each: values[each[1]], rules)).replace("rem", "em")

    coloured = "".join(f"{selector.strip()} {{ {'; '.join(map(str.strip, said))} }}\n"
                       for selector, body in _RULE.findall(with_values(dark)) if (said := _COLOURED.findall(body)))
    return f"{with_values(light)}\n{_IN_THE_DARK} {{\n{coloured}}}"


def _worked_out(found: re.Match[str]) -> str:
    """Return the length that a product or a part of a length is."""
    length = float(found[1]) * float(found[4]) if found[3] == "*" else float(found[1]) / float(found[4])
    return f"{length:.4f}".rstrip("0").rstrip(".") + found[2]


def _properties(design: Design, space: ColourSpace, scale: str) -> dict[str, str]:
    return {**colours(design, space), **{name: str(value) for name, value in design.tokens[scale].items()}}


def around_page(labels: Mapping[str, str], where: str = ":root") -> str:
    """Return the rule that tells pages.css what stands around the page number behind the title of another topic.

    `where` selects the words of that language.
    """
    before, after = (quoted(each) for each in labels["on-page"].split("{page}"))
    return f"{where} {{ --before-page: '\\a0' {before}; --after-page: {after} }}"


def quoted(words: str) -> str:
    """Return words as a string in CSS."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ") + '"'


def font_faces(faces: FontFaces, address: Callable[[Path], str]) -> str:
    """Return the rules that name fonts; `address` tells where a font's file is found from the style sheet."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{address(path)}") format("woff2") }}' for family, weight, style, path in faces)


def dark_colours(design: Design, medium: str = "") -> str:
    """Return the custom properties that take over where the reader prefers a dark page; `medium`: `screen and `."""
    return f"@media {medium}(prefers-color-scheme: dark) {{ {_root(colours(design, 'srgb', 'meaning-dark'))} }}"


def colours(design: Design, space: ColourSpace, meaning: str = "meaning") -> dict[str, str]:
    """Return each meaning of colour and its value in CSS, in one colour space."""
    raw: dict[str, Any] = design.tokens["color"]
    return {name: _css_colour(raw[str(colour)], space) for name, colour in design.tokens[meaning].items()}


def ink(design: Design, space: ColourSpace) -> bytes:
    """Return the operator of a PDF that fills in the colour of text."""
    pair: Any = design.tokens["color"][str(design.tokens["meaning"]["text"])]
    if space == "cmyk":
        return " ".join(f"{part / 100:g}" for part in pair["cmyk"]).encode() + b" k\n"
    return " ".join(f"{part / 255:g}" for part in bytes.fromhex(pair["srgb"][1:])).encode() + b" rg\n"


def twins(design: Design) -> dict[tuple[float, ...], tuple[float, ...]]:
    """Return the sRGB twin of each token's inks; inks and light run from 0 to 1."""
    raw: dict[str, Any] = design.tokens["color"]
    return {tuple(ink / 100 for ink in pair["cmyk"]): tuple(part / 255 for part in bytes.fromhex(pair["srgb"][1:]))
            for pair in raw.values()}


def paint(design: Design, drawing: str, space: ColourSpace) -> str:
    """Return a drawing with each `var(--name)` replaced by the colour of that token."""
    raw: dict[str, Any] = design.tokens["color"]
    for name, pair in raw.items():
        drawing = drawing.replace(f"var(--{name})", _css_colour(pair, space))
    return drawing


def _css_colour(pair: Any, space: ColourSpace) -> str:
    if space == "srgb":
        return str(pair["srgb"])
    inks = " ".join(f"{ink / 100:g}" for ink in pair["cmyk"])
    return f"device-cmyk({inks})"


def _root(properties: dict[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in properties.items()) + " }"
