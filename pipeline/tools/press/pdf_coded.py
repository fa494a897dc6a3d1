"""Knows how the samples of a picture are packed in a PDF: in which ways, its own format behind others, in a drawing."""

import zlib
from dataclasses import dataclass
from typing import Any

from pipeline.tools.later import Later

pikepdf = Later("pikepdf")
_MOST_BYTES = 40_000_000


def filters(image: Any) -> list[str]:
    """Return how a picture is packed, the last way first applied (7.4), whether the file names one way or several."""
    told = image.get("/Filter", ())
    named = told if isinstance(told, pikepdf.Array) else (told,) if isinstance(told, pikepdf.Name) else ()
    return [str(each).lstrip("/") for each in named]


def coded(image: Any) -> bytes:
    """Return a picture as its own format holds it; what was packed once more is unpacked.

    Raises ValueError where that is done in a way that nobody uses for pictures, or to more than a picture takes.
    """
    content: bytes = image.read_raw_bytes()
    for each in filters(image)[:-1]:
        how = {"/Filter": pikepdf.Name(f"/{each}")}
        content = _inflated(content) if each == "FlateDecode" else _unpacked(content, how)
        if not content:
            raise ValueError("it is packed in a way that is not read here")
    return content


def shared(image: Any) -> bytes:
    """Return what a picture by JBIG2 builds on, which several pictures may share; nothing where it stands alone."""
    told = image.get("/DecodeParms")
    last = (told[-1] if len(told) else None) if isinstance(told, pikepdf.Array) else told
    held = last.get("/JBIG2Globals") if isinstance(last, pikepdf.Dictionary) else None
    return held.read_bytes() if isinstance(held, pikepdf.Stream) else b""


def _inflated(content: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(content, _MOST_BYTES)
    return b"" if unpacker.unconsumed_tail else found


def _unpacked(content: bytes, how: dict[str, Any]) -> bytes:
    with pikepdf.Pdf.new() as around:
        return samples(pikepdf.Stream(around, content, how))


def samples(image: Any) -> bytes:
    """Return the samples of a picture, unpacked; one in a format of its own is left as it is."""
    if isinstance(image, Inline):
        return image.read_bytes()
    found: bytes = image.read_bytes(decode_level=pikepdf.StreamDecodeLevel.specialized)  # RunLengthDecode is not usual
    return found


@dataclass(frozen=True)
class Inline:
    """A picture that stands in a drawing itself (8.9.7), asked as one that has a place of its own in the file.

    What it says of itself is spelled out already; `held` are its bytes, with the blank that stands before EI.
    """

    said: Any
    held: bytes
    objgen: tuple[int, int] = (0, 0)

    def get(self, key: str, instead: Any = None) -> Any:
        """Return what it says of itself."""
        return self.said.get(key, instead)

    def __contains__(self, key: str) -> bool:
        """Tell whether it says something of itself."""
        return key in self.said

    def read_raw_bytes(self) -> bytes:
        """Return its samples as they are packed."""
        is_packed = bool(filters(self))  # what is not may end in a blank of its own, before an EI without one
        return self.held[:-1] if is_packed and self.held[-1:].isspace() else self.held

    def read_bytes(self) -> bytes:
        """Return its samples."""
        if not filters(self):
            return self.held
        return _unpacked(self.read_raw_bytes(), {
            key: self.said[key] for key in ("/Filter", "/DecodeParms") if key in self})


def inline(found: Any) -> Inline:
    """Return a picture that a drawing holds, as the library reads it."""
    return Inline(found.obj, found.read_raw_bytes())
