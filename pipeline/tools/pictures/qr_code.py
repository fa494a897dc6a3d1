"""Makes QR codes (ISO/IEC 18004) as squares to fill in one ink: segno draws what all codes of a size have in common.

A code of a size differs from another in its codewords alone. Their places and the pattern around them are taken from
one code that segno made; ours are then worked out by tables, in a fifth of the time that segno takes for each anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

#: One of the eight patterns that keep dark and light apart. Every reader undoes any of them; to weigh all eight for the
#: fairest mix, as the standard asks, costs five times as long.
_MASK = 3
#: A code that a crease or a stain has damaged by 15 % can still be read.
_ERROR_CORRECTION = "m"
#: What fills the codewords behind the content (7.4.10); the mark of content in bytes (7.4.2).
_FILLING, _BYTES = (0xEC, 0x11), 0b0100
#: The first size that counts its bytes in 16 bits instead of 8 (7.4.1).
_LONGER_COUNT = 10
#: The field of Reed-Solomon's arithmetic (7.5.2): x^8 + x^4 + x^3 + x^2 + 1.
_FIELD = 0x11D


@dataclass(frozen=True)
class Squares:
    """A code of `size` by `size` modules; each bar is (left, top, length) of dark modules side by side."""

    size: int
    bars: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=64)
def squares(address: str) -> Squares:
    """Return the code that opens an address, without the quiet zone of four modules that has to surround it.

    Raises ValueError where the address is longer than any code can hold.
    """
    content = address.encode()
    template = _template(_version(len(content)))
    symbol = bytearray(template.empty)
    for place, bit in zip(template.places, _bits(_codewords(content, template)), strict=False):
        if bit == "1":
            symbol[place] ^= 1
    size = template.size
    return Squares(size, tuple(bar for top in range(size) for bar in _bars(symbol[top * size:(top + 1) * size], top)))


def _bars(row: bytearray, top: int) -> Iterator[tuple[int, int, int]]:
    left = row.find(1)
    while left >= 0:
        end = row.find(0, left)
        end = len(row) if end < 0 else end
        yield left, top, end - left
        left = row.find(1, end)


def drawing(code: Squares, colour: str) -> str:
    """Return a code as an SVG of flat bars, one unit a module."""
    bars = "".join(f"M{left} {top}h{length}v1h-{length}z" for left, top, length in code.bars)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}">'
            f'<path d="{bars}" fill="{colour}"/></svg>')


# --- what all codes of a size have in common ---


@dataclass(frozen=True)
class _Template:
    """A size: its blocks as (codewords of data, of correction), the symbol without content, the place of each bit."""

    version: int
    size: int
    blocks: tuple[tuple[int, int], ...]
    empty: bytes
    places: tuple[int, ...]


@lru_cache(maxsize=64)
def _version(length: int) -> int:
    """Return the smallest size that holds so many bytes."""
    return int(_by_segno(b"a" * length).version)


@lru_cache(maxsize=40)
def _template(version: int) -> _Template:
    from segno import consts

    levels: Any = consts.ECC[version]
    blocks = tuple((each.num_data, each.num_total - each.num_data)
                   for each in levels[consts.ERROR_LEVEL_M] for _ in range(each.num_blocks))
    # full to the last codeword, since segno 1.6.6 fills the rest otherwise than the standard says
    content = b"a" * (sum(data for data, _ in blocks) - (2 if version < _LONGER_COUNT else 3))
    code = _by_segno(content, version)
    size = len(code.matrix)
    kinds: Any = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    kinds[8][size - 9] = consts.TYPE_DATA_DARK  # segno 1.6.6 counts it among the modules that tell the format
    held = {consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT}
    places = tuple(row * size + column for row, column in _path(size) if kinds[row][column] in held)
    template = _Template(version, size, blocks, b"".join(map(bytes, code.matrix)), places)
    symbol = bytearray(template.empty)
    for place, bit in zip(places, _bits(_codewords(content, template)), strict=False):
        symbol[place] ^= bit == "1"
    return _Template(version, size, blocks, bytes(symbol), places)


def _by_segno(content: bytes, version: int | None = None) -> Any:
    import segno

    return segno.make_qr(content, version=version, error=_ERROR_CORRECTION, mode="byte", mask=_MASK, boost_error=False)


def _path(size: int) -> Iterator[tuple[int, int]]:
    """Yield row and column as bits are placed (7.7.3): pairs of columns from the right, up and down in turn."""
    is_upwards = True
    rights = [*range(size - 1, 6, -2), *range(5, 0, -2)]  # column 6 holds a pattern of its own
    for right in rights:
        for step in range(size):
            row = size - 1 - step if is_upwards else step
            yield row, right
            yield row, right - 1
        is_upwards = not is_upwards


# --- codewords ---


def _codewords(content: bytes, template: _Template) -> bytes:
    """Return the content with its corrections (7.4 to 7.6), the blocks' codewords in turn."""
    room = sum(data for data, _ in template.blocks)
    counted = 8 if template.version < _LONGER_COUNT else 16
    bits = f"{_BYTES:04b}{len(content):0{counted}b}" + "".join(map("{:08b}".format, content)) + "0000"
    bits = bits[:room * 8].ljust(-(-min(len(bits), room * 8) // 8) * 8, "0")
    data = int(bits, 2).to_bytes(len(bits) // 8, "big")
    data += bytes(_FILLING[index % 2] for index in range(room - len(data)))
    blocks, at = [], 0
    for length, _ in template.blocks:
        blocks.append(data[at:at + length])
        at += length
    corrections = [_correction(block, count) for block, (_, count) in zip(blocks, template.blocks, strict=True)]
    return b"".join(bytes(each for each in column if each is not None)
                    for part in (blocks, corrections) for column in zip_longest(*part))


def _bits(codewords: bytes) -> str:
    return f"{int.from_bytes(codewords, 'big'):0{len(codewords) * 8}b}"


def _correction(block: bytes, count: int) -> bytes:
    """Return the remainder of a block by the generator polynomial of that degree."""
    table, top, kept = _remainders(count), 8 * (count - 1), (1 << 8 * count) - 1
    remainder = 0
    for codeword in block:
        remainder = (remainder << 8 & kept) ^ table[remainder >> top ^ codeword]
    return remainder.to_bytes(count, "big")


@lru_cache(maxsize=32)
def _remainders(count: int) -> tuple[int, ...]:
    """Return what each leading codeword leaves of the generator polynomial of that degree."""
    generator, root = [1], 1
    for _ in range(count):
        generator = [generator[0], *(each ^ _times(before, root) for before, each in zip(
            generator, [*generator[1:], 0], strict=True))]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(leading, each) for each in generator[1:]), "big")
                 for leading in range(256))


def _times(one: int, other: int) -> int:
    """Return a product in the field."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (_FIELD if one & 0x80 else 0)
        other >>= 1
    return product
