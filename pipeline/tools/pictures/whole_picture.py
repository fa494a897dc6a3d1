"""Knows whether a picture made of pixels is there to its end, in each format that e-books show (EPUB 3.3, 3.2)."""

import hashlib
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import inf
from typing import Any, NamedTuple

from pipeline.tools.later import Later
from pipeline.tools.pictures import images

Image = Later("PIL.Image")
#: The first bytes of each format; those of WebP stand before and behind a length.
_BEGINS, _WEBP = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"), (b"RIFF", b"WEBP")
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
#: How small a JPEG may be drawn to see whether it is whole.
_SMALL_PX = 64
#: What ends a JPEG, and noise that may stand before it: one that is whole looks the same whichever it is.
_END = b"\xff\xd9"
_NOISE = tuple(hashlib.shake_128(seed).digest(65_536).replace(b"\xff", b"") for seed in (b"one", b"other"))
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


class Size(NamedTuple):
    """How many pixels a picture says that it has (infinite: far too many), and how often, where it moves."""

    pixels: float
    frames: int = 1


def is_one(content: bytes) -> bool:
    """Tell whether a file begins as a picture of these formats does."""
    return content.startswith(_BEGINS) or (content[:4], content[8:12]) == _WEBP


def size(content: bytes) -> Size | None:
    """Return how large a picture says that it is, None where that cannot be read."""
    try:
        with _strictly(), _opened(content) as picture:
            return Size(picture.width * picture.height, _frames(picture))
    except Image.DecompressionBombError:
        return Size(inf)
    except _UNREADABLE:
        return None


def is_whole(content: bytes) -> bool:
    """Tell whether all pixels of a picture are there, in each of its frames; it has to be of a bearable size."""
    try:
        _load(content)
    except _UNREADABLE:
        return content.startswith(_BEGINS[0]) and lacks_its_end_alone(content)
    return True


def lacks_its_end_alone(jpeg: bytes) -> bool:
    """Tell whether a JPEG that breaks off has all of its pixels all the same: every program shows it as it is.

    What is put behind them changes nothing then. Of a progressive one whole layers may be gone, which nobody can tell.
    """
    try:
        one, other = (_drawn(jpeg.rstrip(b"\xff") + noise + _END) for noise in _NOISE)
    except _UNREADABLE:
        return False
    return one is not None and one == other


def _load(content: bytes) -> None:
    with _strictly(), _opened(content) as picture:
        if picture.format == "JPEG":
            picture.draft(None, (_SMALL_PX, _SMALL_PX))
        for frame in range(_frames(picture)):
            picture.seek(frame)
            picture.load()


def _frames(picture: Any) -> int:
    """Return how many pictures are shown, one after the other; of those in a phone's JPEG one is."""
    return 1 if picture.format in ("JPEG", "MPO") else int(getattr(picture, "n_frames", 1))


def _drawn(jpeg: bytes) -> bytes | None:
    with _strictly(), Image.open(BytesIO(jpeg), formats=_FORMATS[:1]) as picture:
        picture.load()
        return None if "progressive" in picture.info else hashlib.sha256(picture.tobytes()).digest()


def _opened(content: bytes) -> Any:
    return Image.open(BytesIO(content), formats=_FORMATS)


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow refuse what ends too early, and say nothing of what else it leaves out, or finds large."""
    with images.whole_alone(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
