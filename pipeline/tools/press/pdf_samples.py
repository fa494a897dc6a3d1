"""Tries whether the samples of a picture are there: all that its size asks for, in a format that opens."""

import zlib
from io import BytesIO
from typing import Any

from pipeline.tools.later import Later
from pipeline.tools.pictures import images, whole_picture
from pipeline.tools.press import jbig2, jpeg2000, pdf_coded

pikepdf = Later("pikepdf")
Image = Later("PIL.Image")
#: Pictures in formats of their own.
_FORMATS = {"DCTDecode": "JPEG", "JPXDecode": "JPEG 2000"}
#: How much of a picture is read at most.
_MOST_BYTES = 256_000_000


def fault(image: Any, components: int, *, is_decoded: bool) -> str:
    """Return why a picture cannot be shown as the file says, with so many values a pixel (0: it says so itself).

    Where it is not decoded, only what is said of it is held together.
    """
    size = tuple(int(image.get(f"/{side}", 0)) for side in ("Width", "Height"))
    if min(size) <= 0:
        return "it has no pixels"
    ways = pdf_coded.filters(image)
    try:
        if ways[-1:] and ways[-1] in _FORMATS:
            return _of_format(_FORMATS[ways[-1]], pdf_coded.coded(image), size, components, is_decoded=is_decoded)
        if ways[-1:] == ["CCITTFaxDecode"]:  # nobody here decodes a fax
            return "" if image.read_raw_bytes() else "it breaks off: 0 bytes"
        if ways[-1:] == ["JBIG2Decode"]:
            return jbig2.fault(pdf_coded.coded(image), pdf_coded.shared(image), size)
        return _of_samples(image, size, components) if is_decoded else ""
    except (OSError, ValueError, SyntaxError, zlib.error, pikepdf.PdfError):
        return "its content is damaged"


def _of_format(name: str, content: bytes, size: tuple[int, ...], components: int, *, is_decoded: bool) -> str:
    with images.of_any_size():  # a poster's may have more pixels than Pillow opens without a word
        with Image.open(BytesIO(content)) as shown:
            bands = len(shown.getbands())
            if shown.size != size:
                return f"its {name} has {shown.width} × {shown.height} pixels, the file says {size[0]} × {size[1]}"
            if name == "JPEG" and components and bands != components:
                return f"its {name} has {bands} values a pixel, its colour space {components}"
        is_jpeg_cut = name == "JPEG" and is_decoded and not whole_picture.is_whole(content)
        is_cut = is_jpeg_cut or (name != "JPEG" and jpeg2000.breaks_off(content))
    return "its content is damaged" if is_cut else ""


def _of_samples(image: Any, size: tuple[int, ...], components: int) -> str:
    bits = 1 if image.get("/ImageMask", False) else int(image.get("/BitsPerComponent", 8))
    wanted = (size[0] * components * bits + 7) // 8 * size[1]
    if not components or wanted > _MOST_BYTES:
        return ""
    if pdf_coded.filters(image) == ["FlateDecode"]:  # its sum tells whether these are the samples that were packed
        zlib.decompressobj().decompress(image.read_raw_bytes(), _MOST_BYTES)
    held = len(pdf_coded.samples(image))
    return f"it breaks off: {held:,} bytes of {wanted:,}" if held < wanted else ""
