"""Makes QR codes (ISO/IEC 18004) as squares to fill in one ink; segno draws them."""

import re
from dataclasses import dataclass
from functools import lru_cache

#: One of the eight patterns that keep dark and light apart. Every reader undoes any of them; to weigh all eight for the
#: fairest mix, as the standard asks, costs five times as long.
_MASK = 3
#: A code that a crease or a stain has damaged by 15 % can still be read.
_ERROR_CORRECTION = "m"
_DARK = re.compile(b"\x01+")


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
    import segno

    code = segno.make_qr(address.encode(), error=_ERROR_CORRECTION, mode="byte", mask=_MASK, boost_error=False)
    return Squares(len(code.matrix), tuple((bar.start(), top, len(bar[0])) for top, row in enumerate(code.matrix)
                                           for bar in _DARK.finditer(row)))


def drawing(code: Squares, colour: str) -> str:
    """Return a code as an SVG of flat bars, one unit a module."""
    bars = "".join(f"M{left} {top}h{length}v1h-{length}z" for left, top, length in code.bars)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}">'
            f'<path d="{bars}" fill="{colour}"/></svg>')
