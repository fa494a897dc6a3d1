"""Wounds to bytes, lines and YAML: what people, programs, merges and disks do. A die decides, so a seed repeats."""

import datetime
import random
from collections.abc import Callable, Iterator
from typing import Any

import yaml

#: What authors, editors, merges and strangers leave behind.
SCRAPS = (
    b"", b"\n", b"\n\n", b" ", b"\t", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\x1b", "é—“".encode(), b"'",
    b'"', b"{", b"}", b"[", b"]", b"[]", b"{}", b"(", b")", b"<", b">", b"|", b"#", b"-", b"*", b"_", b"`",
    b"~~~", b"```", b":", b"::::", b":::\n", b"\n::: box\n", b"\n::: table\n", b"\n::: {.only channel=x}\n",
    b"{fact=only-cure}", b"{term=x}", b"&a ", b"*a", b"!!int ", b"!!timestamp x", b"!!bool x", b"<<: ", b"? ",
    b"---\n", b"%", b"null", b"true", b"2026-13-45", b"1e999", b"0x", b"1_000", b"99999999999999999999",
    b"id: x\n", b"@x", b"$x$", b"\\", b"<b>", b"[^1]", b"[^1]: x\n", b"[x]: y\n", b"![x](y)",
    b"![x](figures/cover.svg)", b"[x](#waiting)", b"> ", b"1. ", b"- ", b"# ", b"## ", b"===\n",
    b"| a | b |\n|--|--|\n| c |\n", b"half", b"50", b"{x}", b"{0}", b"{page!r}", b"en", b"topic:x", b"null\n",
    b"~", b"<<<<<<< HEAD\n", b"&amp;&#0;&bogus;", b"<script>alert(1)</script>", b"../../x", b"=1+1", b"\\frac{1}{0}",
    b"[^a]: see [^a]\n[^a]", b"!!python/object/apply:os.system [x]", b"&a [*a, *a]", b"50 - 60 %", b"2026-11-22",
)
#: Characters that deceive, do not show, or that no program expects, some as bytes that are no character at all.
HOSTILE = (*(each.encode() for each in (
    "\u202e50\u202c", "\u2066", "\u200b", "\u200d", "\u00ad", "\ufffe", "\ue000", "\U000e0041", "\U0010ffff", "\ufeff",
    "\x1b[31m", "\x85", "\u2028", "\x0b", "\x0c", "\r", "e" + "\u0301" * 200, "⁵⁰", "㊿", "𝟓𝟎", "５０", "٥٠", "½", "ﬁ",
    "👩\u200d👩\u200d👧", "遺伝子", "שלום", "مرحبا", "ß", "İ", "\u0130\u0307", "\u034f", "\u115f", "\u2800", "\u180e",
    "аpple", "\u3000")), b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"\x80", b"\xfe\xff")
#: What is small to write and may be dear to read.
DEEP = (b"[" * 3000, b"(" * 3000, b"*" * 5000, b"> " * 400, b"- " * 400, b"_a_ " * 3000, b"`" * 5001, b"{a: " * 300,
        b"[a](" * 2000, b"![" * 2000, b"<a " * 2000, b"::: box\n" * 300, b"a" * 70_000, b"x " * 40_000, b"|" * 5000,
        b"[^a]" * 2000, b"&a" * 2000, b"#" * 3000, b"\n" * 20_000, b"9" * 5000, b"~" * 5000, b"^a" * 3000)
#: What stands in YAML where something else belongs.
VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1e308, float("nan"), float("inf"), "", " ", "../../x", "/etc/passwd", "a\u202eb", "{",
    "{x}", "{language}", "{topic.id}", "%s", "x" * 3000, [], {}, [[]], {"a": {}}, ["a"] * 500, datetime.date(1, 1, 1),
    datetime.date(9999, 12, 31), "en", "-1", "50", "１", "con", "a/b", "a\nb", "*", "**a**", "<b>", "\u0000", "é" * 200,
    [None], {"": ""}, "#", "url(x)", "0mm", "1e9mm", "-3pt", b"\x00\xff")

Wound = Callable[[random.Random, bytes], bytes]


def wounded(die: random.Random, content: bytes) -> tuple[bytes, str]:
    """Return bytes with one wound, and which."""
    name = die.choice(tuple(WOUNDS))
    return WOUNDS[name](die, content), name


def _span(die: random.Random, content: bytes, most: int = 200) -> tuple[int, int]:
    begin = die.randrange(len(content) + 1)
    return begin, min(len(content), begin + die.randint(1, most))


def _bit_flipped(die: random.Random, content: bytes) -> bytes:
    if not content:
        return b"\x01"
    spot = die.randrange(len(content))
    return content[:spot] + bytes([content[spot] ^ 1 << die.randrange(8)]) + content[spot + 1:]


def _cut_off(die: random.Random, content: bytes) -> bytes:
    return content[:die.randrange(len(content) + 1)]


def _head_lost(die: random.Random, content: bytes) -> bytes:
    return content[die.randrange(len(content) + 1):]


def _piece_lost(die: random.Random, content: bytes) -> bytes:
    begin, end = _span(die, content)
    return content[:begin] + content[end:]


def _piece_doubled(die: random.Random, content: bytes) -> bytes:
    begin, end = _span(die, content)
    return content[:end] + content[begin:end] * die.choice((1, 1, 2, 50)) + content[end:]


def _piece_moved(die: random.Random, content: bytes) -> bytes:
    begin, end = _span(die, content)
    piece, rest = content[begin:end], content[:begin] + content[end:]
    spot = die.randrange(len(rest) + 1)
    return rest[:spot] + piece + rest[spot:]


def _put(scraps: tuple[bytes, ...], *, over: bool = False) -> Wound:
    def wound(die: random.Random, content: bytes) -> bytes:
        scrap, spot = die.choice(scraps), die.randrange(len(content) + 1)
        return content[:spot] + scrap + content[spot + (max(1, len(scrap)) if over else 0):]

    return wound


def _noise(die: random.Random, content: bytes) -> bytes:
    begin, end = _span(die, content, 8)
    return content[:begin] + die.randbytes(end - begin) + content[end:]


def _line(change: Callable[[random.Random, list[bytes], int], list[bytes]]) -> Wound:
    def wound(die: random.Random, content: bytes) -> bytes:
        lines = content.splitlines(keepends=True) or [b""]
        return b"".join(change(die, lines, die.randrange(len(lines))))

    return wound


def _swapped(die: random.Random, lines: list[bytes], at: int) -> list[bytes]:
    other = die.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return lines


def _word_replaced(die: random.Random, content: bytes) -> bytes:
    """Put one word of the text in place of another: the change that is hardest to see."""
    words = content.split(b" ")
    words[die.randrange(len(words))] = die.choice(words)
    return b" ".join(words)


WOUNDS: dict[str, Wound] = {
    "a bit flipped": _bit_flipped, "cut off": _cut_off, "its head lost": _head_lost, "a piece lost": _piece_lost,
    "a piece doubled": _piece_doubled, "a piece moved": _piece_moved, "a scrap put in": _put(SCRAPS),
    "a scrap put over": _put(SCRAPS, over=True), "a hostile character": _put(HOSTILE), "something deep": _put(DEEP),
    "noise": _noise, "a word replaced": _word_replaced,
    "a line lost": _line(lambda _, lines, at: lines[:at] + lines[at + 1:]),
    "a line doubled": _line(lambda _, lines, at: lines[:at + 1] + lines[at:]),
    "lines moved": _line(lambda _, lines, at: lines[at:] + lines[:at]),
    "lines swapped": _line(_swapped),
    "a line instead": _line(lambda die, lines, at: [*lines[:at], die.choice(SCRAPS) + b"\n", *lines[at + 1:]]),
    "a line a thousand times": _line(lambda _, lines, at: [*lines[:at], *[lines[at]] * 1000, *lines[at:]]),
}


def wounded_yaml(die: random.Random, content: bytes) -> tuple[bytes, str]:
    """Return a YAML file with one key or value of another kind, and which; what cannot be parsed is left as it is."""
    try:
        data = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return wounded(die, content)
    spots = list(_spots(data, ()))
    if not spots:
        return wounded(die, content)
    path = die.choice(spots)
    owner, key = data, path[-1]
    for step in path[:-1]:
        owner = owner[step]
    how = die.choice(("gone", "another value", "a value from elsewhere", "a key renamed", "wrapped", "said twice"))
    if how == "gone":
        del owner[key]
    elif how == "a key renamed" and isinstance(owner, dict):
        owner[str(die.choice(VALUES))] = owner.pop(key)
    elif how == "said twice" and isinstance(owner, list):
        owner.append(owner[key])
    elif how == "wrapped":
        owner[key] = die.choice(([owner[key]], {"x": owner[key]}))
    else:
        owner[key] = _elsewhere(die, data, spots) if how == "a value from elsewhere" else die.choice(VALUES)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode("utf-8", "surrogatepass"), f"{how} at {'/'.join(map(str, path))[:80]}"


def _spots(data: Any, above: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*above, key)
        yield from _spots(value, (*above, key))


def _elsewhere(die: random.Random, data: Any, spots: list[tuple[Any, ...]]) -> Any:
    for step in die.choice(spots):
        data = data[step]
    return data
