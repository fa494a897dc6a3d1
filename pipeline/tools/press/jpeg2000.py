"""Tells whether a picture by JPEG 2000 (ISO 15444-1) is all there, without drawing it: its tiles and their parts."""

from math import ceil
from struct import error, unpack_from

#: Signs of the format (annex A): a picture begins, a tile begins, a picture ends; the box that holds it (annex I).
_BEGIN, _SIGN, _TILE, _END, _BOX = b"\xff\x4f\xff\x51", 0xFF, 0xFF90, 0xFFD9, b"jp2c"


def breaks_off(content: bytes) -> bool:
    """Tell whether a part of a picture is missing; its last sign, which says that it ends, may be."""
    begin = content.find(_BEGIN, max(content.find(_BOX), 0))
    try:
        return begin < 0 or not _has_all_tiles(content[begin:])
    except (error, ZeroDivisionError):  # it ends within a number, or has no size
        return True


def _has_all_tiles(stream: bytes) -> bool:
    wide, high, _, _, tile_wide, tile_high, tile_left, tile_top = unpack_from(">8I", stream, 8)
    count = ceil((wide - tile_left) / tile_wide) * ceil((high - tile_top) / tile_high)
    parts, promised = dict[int, int](), dict[int, int]()
    at = 2
    while at + 2 <= len(stream):
        sign, length = unpack_from(">HH", stream.ljust(at + 4, b"\0"), at)
        if sign == _END:
            break
        if sign != _TILE:
            at += 2 + length if sign >> 8 == _SIGN else len(stream)  # anything else belongs to no part
            continue
        tile, told, _, of = unpack_from(">HIBB", stream, at + 4)
        parts[tile], promised[tile] = parts.get(tile, 0) + 1, max(promised.get(tile, 0), of)
        at += told or len(stream) - at
    return at <= len(stream) and len(parts) >= count and all(parts[tile] >= promised[tile] for tile in parts)
