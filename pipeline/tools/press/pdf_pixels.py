"""Looks up the inks of a picture at a place of the page, so that what stands on it can be held against them."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.model.printed import Spot
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_coded, pdf_ground, pdf_space, pdf_state
from pipeline.tools.press.pdf_state import Matrix

pikepdf = Later("pikepdf")
Image = Later("PIL.Image")
ImageChops = Later("PIL.ImageChops")
#: A picture is looked at in so many squares a side; one of more pixels is left alone.
_SQUARES, _MOST_PIXELS = 96, 40_000_000
#: Pillow's names for pictures of so many values a pixel; for those of less than a byte a value.
_MODES, _PACKED = {1: "L", 2: "LA", 3: "RGB", 4: "CMYK"}, {1: "P;1", 2: "P;2", 4: "P;4"}
#: What a picture that is damaged, or odd, makes the libraries say.
_FAULTS = (LookupError, OSError, SyntaxError, TypeError, ValueError, zlib.error)
#: Neighbours in a mask that differ by more than this are an edge; what is blurred goes from one to the other in steps.
_EDGE = 127
_OF_PRESS = ("DeviceCMYK", "ICCBased 4")


@dataclass(frozen=True)
class Pixels:
    """A picture, what its drawing calls by names, the matrix that puts its unit square on the page.

    A picture that stands on many pages is read once: `read` holds each in few pixels, by its place in the file.
    """

    image: Any
    resources: Any
    matrix: Matrix
    read: dict[Any, Any]

    def inks(self, spot: Spot) -> tuple[float, ...] | None:
        """Return the inks around a place, the strongest of its own last; None for what nobody here can read."""
        a, b, c, d, e, f = self.matrix
        turned = a * d - b * c
        key = self.image.objgen if self.image.objgen != (0, 0) else id(self)
        plates = self.read[key] if key in self.read else self.read.setdefault(key, self._plates())
        if plates is None or not turned:
            return None
        x, y = spot[0] - e, spot[1] - f
        across, up = (d * x - c * y) / turned, (a * y - b * x) / turned
        column, row = (min(max(int(share * _SQUARES), 0), _SQUARES - 1) for share in (across, 1 - up))
        return tuple(round(plate.getpixel((column, row)) / 255, 2) for plate in plates)

    def _plates(self) -> tuple[Any, ...] | None:
        """Return the picture in few pixels, as each ink is printed; None where it cannot be read."""
        image, space = self.image, self.image.get("/ColorSpace")
        width, height = (int(image.get(f"/{side}", 0)) for side in ("Width", "Height"))
        if space is None or not 0 < width * height <= _MOST_PIXELS:
            return None
        try:
            count = pdf_space.of_samples(image, self.resources)
            shown = _samples(image, count, (width, height))
            bands = list(self._by_table(shown) if count == 1 else self._by_names(shown))
        except (*_FAULTS, pikepdf.PdfError):
            return None
        small = (_SQUARES, _SQUARES)
        return tuple(band.resize(small, Image.Resampling.BOX) for band in bands) or None

    def _by_table(self, shown: Any) -> Iterator[Any]:
        """Yield the plates of a picture of one value a pixel: what its space says of each."""
        image, space = self.image, self.image.get("/ColorSpace")
        highest = 2 ** min(int(image.get("/BitsPerComponent", 8)), 8) - 1
        is_table = pdf_space.is_table(space, self.resources)
        low, high = [float(each) for each in image.get("/Decode", ())] or (0.0, highest if is_table else 1.0)
        values = [low + min(step, highest) * (high - low) / highest for step in range(256)]
        inks = [pdf_ground.inks_of(pdf_state.colour_in(space, (each,), self.resources)) for each in values]
        if None not in inks:
            for plate in zip(*inks, strict=True):
                yield shown.point([round(ink * 255) for ink in plate])

    def _by_names(self, shown: Any) -> Iterator[Any]:
        """Yield the plates of a picture that has a value for each ink."""
        image, space = self.image, self.image.get("/ColorSpace")
        is_of_press = pdf_space.of_image(image, self.resources) in _OF_PRESS
        names = pdf_space.PROCESS_INKS if is_of_press else pdf_space.all_names(space, self.resources)
        decode = [float(each) for each in image.get("/Decode", ())]
        turned = shown.point(lambda value: 255 - value) if decode and decode[0] > decode[1] else shown
        none = Image.new("L", shown.size)
        if names:
            bands = dict(zip(names, turned.split(), strict=True))
            yield from (bands.pop(name, none) for name in pdf_space.PROCESS_INKS)
            for name, band in bands.items():
                none = ImageChops.lighter(none, band) if name != "None" else none
            yield none


def has_hard_edges(mask: Any, resources: Any) -> bool:
    """Tell whether a mask goes from all to nothing at once somewhere, so that its pixels can be seen."""
    width, height = (int(mask.get(f"/{side}", 0)) for side in ("Width", "Height"))
    is_stencil = bool(mask.get("/ImageMask", False))
    if not 0 < width * height <= _MOST_PIXELS or pdf_space.of_samples(mask, resources) != 1:
        return False
    try:
        shown = _samples(mask, 1, (width, height))
    except (*_FAULTS, pikepdf.PdfError):
        return False
    steps = 1 if is_stencil else 2 ** min(int(mask.get("/BitsPerComponent", 8)), 8) - 1
    grey = shown.point([min(value * 255 // steps, 255) for value in range(256)])
    beside = (((1, 0, width, height), (0, 0, width - 1, height)), ((0, 1, width, height), (0, 0, width, height - 1)))
    return any(ImageChops.difference(grey.crop(one), grey.crop(other)).getextrema()[1] > _EDGE
               for one, other in beside if min(other[2:]) > 0)


def _samples(image: Any, count: int, size: tuple[int, int]) -> Any:
    """Return the values of a picture as they stand in the file; of two bytes a value, the first is enough."""
    bits = 1 if image.get("/ImageMask", False) else int(image.get("/BitsPerComponent", 8))
    if pdf_coded.filters(image)[-1:] == ["DCTDecode"]:
        return _jpeg(image, count)
    if bits in _PACKED and count == 1:
        packed = Image.frombytes("P", size, pdf_coded.samples(image), "raw", _PACKED[bits])
        return Image.frombytes("L", size, packed.tobytes())
    if bits not in (8, 16):
        raise ValueError("its values are packed in a way that is not read here")
    return Image.frombytes(_MODES[count], size, pdf_coded.samples(image)[::bits // 8])


def _jpeg(image: Any, count: int) -> Any:
    """Return a JPEG with its values as they stand in the file: Pillow turns those of four inks over."""
    shown = Image.open(BytesIO(pdf_coded.coded(image)))
    if count not in (1, 4) or shown.mode != _MODES[count]:
        raise ValueError("its colours are mixed in a way that is not read here")
    shown.draft(None, (2 * _SQUARES, 2 * _SQUARES))  # a decoder reads it small in a fraction of the time
    shown.load()
    return shown.point(lambda value: 255 - value) if count == 4 else shown
