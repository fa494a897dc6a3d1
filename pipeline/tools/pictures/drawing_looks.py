"""Reads how the shapes of a drawing look, out of attributes, `style` and class rules (CSS), into plain values.

Every property is known: one that paints, one that changes nothing while it has a certain value, one that no shape
heeds. Any other is told.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.model.drawing_geometry import Undrawable, length, numbers, written
from pipeline.model.nearest import suggestion
from pipeline.tools.later import Later

tinycss2 = Later("tinycss2")
color3 = Later("tinycss2.color3")
#: Paints that shapes take from the groups around them -> their value where nothing is said.
DEFAULTS = {"stroke": "none", "stroke-width": "1", "stroke-linecap": "butt", "stroke-linejoin": "miter",
            "stroke-miterlimit": "4", "stroke-dasharray": "none", "stroke-dashoffset": "0", "fill-rule": "nonzero"}
INHERITED = DEFAULTS.keys() | {"fill", "fill-opacity", "stroke-opacity", "visibility"}
_WORDS = {"stroke-linecap": ("butt", "round", "square"), "stroke-linejoin": ("miter", "round", "bevel"),
          "fill-rule": ("nonzero", "evenodd"), "visibility": ("visible", "hidden", "collapse")}
#: Properties that change nothing while they have one of these values.
_WHILE = {"filter": ("none",), "mask": ("none",), "clip-path": ("none",), "clip": ("auto",), "marker": ("none",),
          "marker-start": ("none",), "marker-mid": ("none",), "marker-end": ("none",), "mix-blend-mode": ("normal",),
          "vector-effect": ("none",), "paint-order": ("normal", "fill", "fill stroke", "fill stroke markers",
                                                      "fill markers stroke", "markers fill stroke"),
          "transform-origin": ("0", "0 0", "0px 0px"), "transform-box": ("view-box",)}
#: Properties of words, pictures, hit tests and hints, which no flat shape heeds; and what programs keep for themselves.
_IDLE = re.compile(
    r"-.*|(?:font|text|stop|flood|lighting|solid|glyph|shape|image|color|inline|white|letter|word|line|baseline|"
    r"dominant|alignment|writing|unicode|block|mask|user)-.*|font|color|direction|kerning|isolation|overflow|cursor|"
    r"pointer-events|clip-rule|enable-background|display|will-change|background|background-color|margin|padding")
#: Far more than drawing programs write.
_LONGEST_STYLE, _LONGEST_SHEET, _LONGEST_COLOUR = 10_000, 100_000, 100
_TOKEN = re.compile(r"var\(\s*--([A-Za-z0-9-]+)\s*\)")
_CLASSES = re.compile(r"\s*\.[A-Za-z_][\w-]*\s*(?:,\s*\.[A-Za-z_][\w-]*\s*)*", re.ASCII)


class Fault(NamedTuple):
    """What is wrong with a look, and its mend."""

    message: str
    fix: str


class Palette(NamedTuple):
    """The names of colours (any, where there are none), and whether a drawing may bring colours of its own."""

    tokens: Collection[str]
    is_free: bool


def declarations(css: str) -> dict[str, str]:
    """Return the properties of a `style`; raises Undrawable where it is none."""
    unread = Undrawable(f"has a style that nobody can read: {css[:30]}")
    if len(css) > _LONGEST_STYLE:
        raise unread
    try:
        found = tinycss2.parse_declaration_list(css, skip_comments=True, skip_whitespace=True)
        if any(each.type != "declaration" for each in found):
            raise unread
        return {each.lower_name: tinycss2.serialize(each.value).strip() for each in found}
    except RecursionError:  # brackets inside brackets inside brackets
        raise unread from None


def classes(css: str) -> tuple[dict[str, dict[str, str]], list[tuple[int, str]]]:
    """Return class -> properties of a style sheet inside a drawing; and the line (from 0) and words of all else."""
    found, others = dict[str, dict[str, str]](), list[tuple[int, str]]()
    if len(css) > _LONGEST_SHEET:
        return {}, [(0, f"{css[:8]}…, {len(css)} characters")]
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        selector = _selector(rule)
        try:
            if not _CLASSES.fullmatch(selector):
                raise Undrawable
            said = declarations(tinycss2.serialize(rule.content))
        except (Undrawable, RecursionError):
            others.append((rule.source_line - 1, selector.strip() or f"@{getattr(rule, 'at_keyword', '')}"))
            continue
        for name in selector.replace(".", "").split(","):
            found.setdefault(name.strip(), {}).update(said)
    return found, others


def _selector(rule: Any) -> str:
    try:
        return str(tinycss2.serialize(rule.prelude)) if rule.type == "qualified-rule" else ""
    except RecursionError:
        return "((("


def looks(said: Mapping[str, str], palette: Palette) -> Iterator[tuple[str, str] | Fault]:
    """Yield what properties say of shapes as name and plain value, or what is wrong with one."""
    for name, value in said.items():
        plain = value.strip()
        if name in ("fill", "stroke"):
            found = _paint(name, plain, palette)
            yield from (found, (name, "none")) if isinstance(found, Fault) else (found,)
        elif name in INHERITED:
            yield from _inherited(name, plain)
        elif name == "opacity":
            yield from () if _share(plain) == 1 else (_transparent(name, plain),)
        elif name in _WHILE:
            yield from () if plain in _WHILE[name] else (Fault(f"{name} “{plain}” cannot be printed", _FLAT),)
        elif not _IDLE.fullmatch(name):
            yield Fault(f"{name} cannot be printed", _FLAT)


_FLAT = "use fill and stroke with tokens, and flat shapes"


def _inherited(name: str, value: str) -> Iterator[tuple[str, str] | Fault]:
    if value == "inherit":
        return
    try:
        if name.endswith("opacity"):
            share = _share(value)
            yield (name, f"{share:.0f}") if share in (0, 1) else _transparent(name, value)
        elif name in _WORDS:
            yield (name, value) if value in _WORDS[name] else Fault(f"{name} “{value}” is unknown",
                                                                     f"write one of: {', '.join(_WORDS[name])}")
        else:
            yield name, _measure(name, value)
    except Undrawable as fault:
        yield Fault(f"{name} {fault}", "write a number in units of the drawing")


def _measure(name: str, value: str) -> str:
    if name == "stroke-dasharray":
        dashes = () if value == "none" else tuple(map(length, re.split(r"[\s,]+", value)))
        if min(dashes, default=0) < 0:
            raise Undrawable("is less than 0")
        return " ".join(map(written, dashes * (1 + len(dashes) % 2))) if sum(dashes) else "none"
    measured = length(value)
    if measured < (1 if name == "stroke-miterlimit" else 0) and name != "stroke-dashoffset":
        raise Undrawable(f"is {written(measured)}, which is too small")
    return written(measured)


def _share(value: str) -> float:
    """Return an opacity from 0 to 1; -1 for what is none."""
    try:
        (found,) = numbers(value.removesuffix("%"))
    except ValueError:
        return -1
    return max(0, min(1, found / 100 if value.endswith("%") else found))


def _transparent(name: str, value: str) -> Fault:
    return Fault(f"{name} “{value}” makes it transparent in places",
                 f"give it the colour that is seen, and take {name} away")


def _paint(name: str, value: str, palette: Palette) -> tuple[str, str] | Fault:
    token = _TOKEN.fullmatch(value)
    if value == "none" or (token and (not palette.tokens or token[1] in palette.tokens)):
        return name, f"var(--{token[1]})" if token else value
    colour: Any = color3.parse_color(value) if palette.is_free and not token and len(
        value) <= _LONGEST_COLOUR else None
    if colour is not None and colour != "currentColor":
        if colour.alpha in (0, 1):
            parts = "".join(f"{round(part * 255):02x}" for part in colour[:3])
            return name, f"#{parts}" if colour.alpha else "none"
        return _transparent(name, value)
    if palette.is_free:
        return Fault(f"{name} “{value}” is no flat colour", f"write {name} as a colour: #1b4d3e")
    hint = suggestion(token[1], palette.tokens) if token else ""
    return Fault(f"{name} “{value}” is no token",
                 f'write {name}="var(--…)" with a colour of styles/tokens.yaml{hint}')
