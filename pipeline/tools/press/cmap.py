"""Reads a table of codes (CMap) of a composite font: which bytes show which character of the font, by its number."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: Where Debian keeps the tables that a PDF can name (ISO 32000-1, table 118): in its package poppler-data.
_PLACES = ("/usr/share/poppler/cMap/*", "/usr/share/ghostscript/*/Resource/CMap")
#: A code in hexadecimal digits, or a word: a number, a name, an operator.
_WORD = re.compile(rb"<[^<>]*+>|/?[\w-]++")
_LISTS = (b"codespacerange", b"cidrange", b"cidchar")
#: Tables use others; what goes on longer uses itself. No code is longer, no table larger.
_DEEPEST, _LONGEST, _LARGEST = 6, 4, 4_000_000
#: A list of letters, and what stands in it; how long a run is, how many count, the last code, and where letters end
#: that one code writes.
_LETTERS = re.compile(rb"begin(bfchar|bfrange)([^e]*+(?:e(?!ndbf)[^e]*+)*+)endbf")
_HEX = re.compile(rb"<([0-9A-Fa-f]++)>")
_MOST_OF_A_RUN, _MOST_RUNS, _LAST, _SURROGATES = 255, 10_000, 0xFFFF, 0xD800
#: Shown by two bytes that are the number itself.
IDENTITY = frozenset({"Identity-H", "Identity-V"})


@dataclass(frozen=True)
class CMap:
    """Codes by lowest and highest bytes, and by the length of a code its runs: first, last, number of the first."""

    spaces: tuple[tuple[bytes, bytes], ...]
    runs: dict[int, tuple[tuple[int, int, int], ...]]

    def numbers(self, string: bytes) -> Iterator[int]:
        """Yield the number of each character that a string shows; 0 where the table has none."""
        place = 0
        while place < len(string):
            length = self._length(string, place)
            yield self._number(string[place:place + length])
            place += length

    def _length(self, string: bytes, place: int) -> int:
        """Return how many bytes make the next code; of none that is known, the shortest."""
        for low, high in self.spaces:
            piece = string[place:place + len(low)]
            if len(piece) == len(low) and all(a <= each <= b for a, each, b in zip(low, piece, high, strict=True)):
                return len(low)
        return min((len(low) for low, _ in self.spaces), default=1)

    def _number(self, code: bytes) -> int:
        runs, value = self.runs.get(len(code), ()), int.from_bytes(code)
        at = bisect_right(runs, value, key=lambda run: run[0]) - 1
        first, last, number = runs[at] if at >= 0 else (1, 0, 0)
        return number + value - first if first <= value <= last else 0


def read(content: bytes, find: Callable[[str], bytes | None], depth: int = 0) -> CMap | None:
    """Return a table with all that it takes from others, which `find` gives by name; None where one is not there.

    Where a table and another that it uses both know a code, its own word counts.
    """
    if depth > _DEEPEST or len(content) > _LARGEST:
        return None
    spaces: list[tuple[bytes, bytes]] = []
    runs: dict[int, list[tuple[int, int, int]]] = {}
    for kind, words in _parts(content):
        if kind == b"usecmap":
            other = find(words[-1].decode("latin-1").lstrip("/"))
            base = read(other, find, depth + 1) if other is not None else None
            if base is None:
                return None
            spaces += base.spaces
            runs = {length: list(each) for length, each in base.runs.items()}
        elif kind == b"codespacerange":
            spaces += [(_bytes(low), _bytes(high)) for low, high in _grouped(words, 2)]
        else:
            singles = ((code, code, number) for code, number in _grouped(words, 2))
            for low, high, number in _grouped(words, 3) if kind == b"cidrange" else singles:
                first = _bytes(low)
                run = int.from_bytes(first), int.from_bytes(_bytes(high)), int(number)
                runs.setdefault(len(first), []).append(run)
    fit = sorted({each for each in spaces if 0 < len(each[0]) == len(each[1]) <= _LONGEST},
                 key=lambda each: (len(each[0]), each))
    return CMap(tuple(fit), {length: _parted(each) for length, each in runs.items()})


@lru_cache(maxsize=16)
def letters(content: bytes) -> dict[int, str]:
    """Return what codes stand for by a table of letters (ToUnicode, 9.10.3); runs are read as far as they count up."""
    found: dict[int, str] = {}
    runs = 0
    for kind, part in _LETTERS.findall(content[:_LARGEST]):
        codes = _HEX.findall(part)
        if kind == b"bfchar":
            found |= {int(code, 16): _text(said) for code, said in _grouped(codes, 2)}
        elif b"[" not in part:
            for low, high, said in _grouped(codes, 3):
                first, text = int(low, 16), _text(said)
                runs += 1
                last = min(int(high, 16), first + _MOST_OF_A_RUN, _LAST) if runs <= _MOST_RUNS and text else -1
                found |= {code: text[:-1] + chr(ord(text[-1]) + code - first) for code in range(first, last + 1)
                          if ord(text[-1]) + code - first < _SURROGATES}
    return found


def _text(said: bytes) -> str:
    return bytes.fromhex(said.decode() + "0" * (len(said) % 2)).decode("utf-16-be", "ignore")


def named(name: str) -> bytes | None:
    """Return the table that a PDF names; None where this machine has none of that name."""
    if not re.fullmatch(r"[\w-]+", name):
        return None
    for place in _PLACES:
        for file in sorted(Path("/").glob(f"{place[1:]}/{name}")):
            return file.read_bytes()
    return None


def _parts(content: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each list of a table with its words, and the table that it uses, in their order."""
    words: list[bytes] = []
    for word in _WORD.findall(content):
        if word.startswith(b"begin") and word.removeprefix(b"begin") in _LISTS:
            words = []
        elif (word.startswith(b"end") and word.removeprefix(b"end") in _LISTS) or (word == b"usecmap" and words):
            yield word.removeprefix(b"end"), words
            words = []
        else:
            words.append(word)


def _bytes(said: bytes) -> bytes:
    return bytes.fromhex(said.strip(b"<>").decode("latin-1"))


def _grouped(words: list[bytes], count: int) -> Iterator[tuple[bytes, ...]]:
    """Yield words in groups of so many; what is left over is no group."""
    return zip(*[iter(words)] * count, strict=False)


def _parted(runs: list[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Return runs in order without overlaps: what was said later goes before what was said first."""
    kept: list[tuple[int, int, int]] = []
    for first, last, number in sorted(runs, key=lambda run: run[0]):
        if kept and kept[-1][1] >= first:
            before = kept.pop()
            kept += [(before[0], first - 1, before[2])] if before[0] < first else []
            kept.append((first, last, number))
            if before[1] > last:
                kept.append((last + 1, before[1], before[2] + last + 1 - before[0]))
        else:
            kept.append((first, last, number))
    return tuple(kept)
