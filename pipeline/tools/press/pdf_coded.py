"""Knows how the samples of a picture are packed in a PDF: in which ways, and its own format behind others."""

import zlib
from typing import Any

from pipeline.tools.later import Later

pikepdf = Later("pikepdf")
#: Short names of a picture in a drawing (ISO 32000-1, table 94).
_SHORT = {"Fl": "FlateDecode", "DCT": "DCTDecode"}
_MOST_BYTES = 40_000_000


def filters(image: Any) -> list[str]:
    """Return how a picture is packed, the last way first applied (7.4), whether the file names one way or several."""
    told = image.get("/Filter", image.get("/F", ()))
    named = told if isinstance(told, pikepdf.Array) else (told,) if isinstance(told, pikepdf.Name) else ()
    return [_SHORT.get(str(each).lstrip("/"), str(each).lstrip("/")) for each in named]


def coded(image: Any) -> bytes:
    """Return a picture as its own format holds it; what was packed once more is unpacked.

    Raises ValueError where that is done in a way that nobody uses for pictures, or to more than a picture takes.
    """
    content: bytes = image.read_raw_bytes()
    for each in filters(image)[:-1]:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(content, _MOST_BYTES) if each == "FlateDecode" else b""
        if not content or unpacker.unconsumed_tail:
            raise ValueError("it is packed in a way that is not read here")
    return content
