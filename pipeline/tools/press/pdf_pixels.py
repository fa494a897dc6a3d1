"""Looks up the inks of a picture at a place of the page, so that what stands on it can be held against them."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.model.printed import Spot
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_coded
from pipeline.tools.press.pdf_state import Matrix

pikepdf = Later("pikepdf")
Image = Later("PIL.Image")
#: A picture is looked at in so many squares a side; one of more pixels is left alone.
_SQUARES, _MOST_PIXELS, _BITS = 96, 40_000_000, 8
_MODES = {"DeviceCMYK": "CMYK", "ICCBased 4": "CMYK", "DeviceGray": "L", "ICCBased 1": "L", "CalGray": "L"}


@dataclass(frozen=True)
class Pixels:
    """A picture, the family of its space, the matrix that puts its unit square on the page, what is known of others.

    A picture that stands on many pages is read once: `read` holds each in few pixels, by its place in the file.
    """

    image: Any
    space: str
    matrix: Matrix
    read: dict[Any, Any]

    def inks(self, spot: Spot) -> tuple[float, ...] | None:
        """Return the inks around a place, and none of its own; None for a picture that nobody here can read."""
        a, b, c, d, e, f = self.matrix
        turned = a * d - b * c
        key = self.image.objgen if self.image.objgen != (0, 0) else id(self)
        squares = self.read[key] if key in self.read else self.read.setdefault(key, self._squares())
        if squares is None or not turned:
            return None
        x, y = spot[0] - e, spot[1] - f
        across, up = (d * x - c * y) / turned, (a * y - b * x) / turned
        column, row = (min(max(int(share * _SQUARES), 0), _SQUARES - 1) for share in (across, 1 - up))
        found = squares.getpixel((column, row))
        inks = (0, 0, 0, 255 - found) if isinstance(found, int) else found
        return (*(round(ink / 255, 2) for ink in inks), 0.0)

    def _squares(self) -> Any:
        """Return the picture in few pixels, as its space counts them; None where they cannot be read."""
        image, mode = self.image, _MODES.get(self.space)
        size = int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0)))
        bits = int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
        if mode is None or bits not in (_BITS, 2 * _BITS) or not 0 < size[0] * size[1] <= _MOST_PIXELS:
            return None
        try:
            shown = _jpeg(image) if pdf_coded.filters(image)[-1:] == ["DCTDecode"] else Image.frombytes(
                mode, size, image.read_bytes()[::bits // _BITS])  # of two bytes a sample, the first is enough
            small = shown.resize((_SQUARES, _SQUARES), Image.Resampling.BOX)
        except (OSError, ValueError, SyntaxError, zlib.error, pikepdf.PdfError):
            return None
        decode = [float(each) for each in image.get("/Decode", ())]
        return small.point(lambda value: 255 - value) if decode and decode[0] > decode[1] else small


def _jpeg(image: Any) -> Any:
    """Return a JPEG with its values as they stand in the file: Pillow turns those of four inks over."""
    shown = Image.open(BytesIO(pdf_coded.coded(image)))
    shown.draft(None, (2 * _SQUARES, 2 * _SQUARES))  # a decoder reads it small in a fraction of the time
    shown.load()
    return shown.point(lambda value: 255 - value) if shown.mode == "CMYK" else shown
