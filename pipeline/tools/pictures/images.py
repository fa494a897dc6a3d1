"""Reads pictures made of pixels with Pillow, and converts their colours: for a press through its ICC profile."""

import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.model.limits import PHOTO_MEMORY
from pipeline.tools.later import Later

Image = Later("PIL.Image")
ImageCms = Later("PIL.ImageCms")
ImageOps = Later("PIL.ImageOps")
#: Pillow's name of a file format -> media type; what else may stand in a folder is refused.
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
#: Other files that people take for pictures, by their first bytes.
_OTHERS = {b"II*\0": "TIFF", b"MM\0*": "TIFF", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WebP",
           b"\0\0\0\x0cjP": "JPEG 2000", b"8BPS": "Photoshop", b"%!PS": "PostScript", b"%PDF": "PDF",
           **{b"\0\0\0" + bytes([size]) + b"ftyp": "HEIC" for size in range(20, 48, 4)}}
#: What a pixel takes in memory.
BYTES_A_PIXEL = 4
_QUALITY = 95
#: Pillow's modes for grey alone, and those with more than 8 bits a colour.
_GREY, _DEEP = frozenset({"1", "L", "LA"}), frozenset({"I", "F", "I;16", "I;16B", "I;16L"})


def media_type(content: bytes) -> str:
    """Return the media type of a usable picture."""
    return MEDIA_TYPES[str(_opened(content).format)]


def extension(content: bytes) -> str:
    """Return what the name of a usable picture ends with: png, jpeg."""
    return media_type(content).rpartition("/")[2]


def fault(content: bytes, memory: int = PHOTO_MEMORY) -> str | None:
    """Return why a picture cannot be used, None where it can; its pixels may take so many bytes."""
    try:
        with _strictly():
            picture = _opened(content)
            needed = picture.width * picture.height * BYTES_A_PIXEL
            if needed > memory:
                said = f"{picture.width:,} by {picture.height:,} pixels take {needed / 1e6:.0f} MB"
                return _too_large(said, memory)
            if picture.format == "PNG" and picture.n_frames > 1:  # a phone's JPEG may hold more of the same
                return f"holds {picture.n_frames:,} pictures, of which paper can show one"
            picture.load()
            dict(picture.getexif())
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_large("its pixels take far more", memory)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as problem:
        other = next((name for sign, name in _OTHERS.items() if content.startswith(sign)), "")
        return f"is a {other} file" if other else f"is broken or no picture ({str(problem).split(' <')[0]})"
    return _fault_of_colours(picture) or _fault_of_profile(picture)


def _too_large(said: str, memory: int) -> str:
    return f"is too large: {said} of memory, {memory / 1e6:.0f} MB are the most"


def _fault_of_colours(picture: Any) -> str | None:
    if picture.mode == "CMYK":
        return "is in CMYK, and does not say for which press and paper"
    if picture.mode in _DEEP:
        return "has 16 bits a colour"
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if has_alpha and picture.convert("RGBA").getchannel("A").getextrema()[0] < 255:
        return "is transparent in places"
    return None


def _fault_of_profile(picture: Any) -> str | None:
    if "icc_profile" not in picture.info:
        return None
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"] or b""))
        space = own.profile.xcolor_space.strip()
        if space == "GRAY" and picture.mode in _GREY:
            _transform(own, ImageCms.createProfile("sRGB"), "L", "RGB")
        elif space == "RGB":
            _transform(own, ImageCms.createProfile("sRGB"), "RGB", "RGB")
        else:
            return f"has a colour profile for {space}, which is not for its pixels"
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # Pillow gives None for one that it cannot unpack
        return "has a colour profile that cannot be read"
    return None


@lru_cache(maxsize=32)
def for_press(content: bytes, profile: Path) -> bytes:
    """Return a usable picture, upright, as a CMYK JPEG for a press profile.

    A grey picture is printed in black ink alone, as text is.
    """
    picture, _ = _upright(content)
    if picture.mode in _GREY:
        black = ImageOps.invert(_in_srgb(picture))
        return _jpeg(Image.merge("CMYK", (*[Image.new("L", black.size)] * 3, black)))
    return _jpeg(_transform(_own_profile(picture), str(profile), "RGB", "CMYK")(picture.convert("RGB")))


@lru_cache(maxsize=32)
def for_screen(content: bytes) -> bytes:
    """Return a usable picture, upright and in sRGB, written anew: nothing of the file but its pixels."""
    picture, form = _upright(content)
    seen = _in_srgb(picture)
    seen.info.clear()
    return _jpeg(seen) if form == "JPEG" else _saved(seen, "PNG")


@lru_cache(maxsize=64)
def inks(colour: str, profile: Path) -> tuple[float, ...]:
    """Return a colour of a screen (#1b4d3e) in the inks of a press profile, from 0 to 1; grey is black ink alone."""
    pixel = Image.new("RGB", (1, 1), colour)
    red, green, blue = pixel.getpixel((0, 0))
    if red == green == blue:
        return 0, 0, 0, round(1 - red / 255, 3)
    mixed = _transform(ImageCms.createProfile("sRGB"), str(profile), "RGB", "CMYK")(pixel).getpixel((0, 0))
    return tuple(round(each / 255, 3) for each in mixed)


def _in_srgb(picture: Any) -> Any:
    """Return a picture in sRGB: grey stays grey, a palette that is sRGB stays one."""
    embedded = picture.info.get("icc_profile")
    if picture.mode in _GREY:
        if not embedded:
            return picture.convert("L")
        own = ImageCms.ImageCmsProfile(BytesIO(embedded))
        mode = "L" if own.profile.xcolor_space.strip() == "GRAY" else "RGB"
        return _transform(own, ImageCms.createProfile("sRGB"), mode, "RGB")(
            picture.convert("L").convert(mode)).convert("L")
    if not embedded:
        return picture if picture.mode == "P" and "transparency" not in picture.info else picture.convert("RGB")
    return _transform(_own_profile(picture), ImageCms.createProfile("sRGB"), "RGB", "RGB")(picture.convert("RGB"))


@lru_cache(maxsize=4)
def to_srgb(profile: Path) -> Callable[[Any], Any]:
    """Return the function that shows a CMYK picture of Pillow as it will look when printed under a profile."""
    return _transform(str(profile), ImageCms.createProfile("sRGB"), "CMYK", "RGB")


def _transform(own: Any, other: Any, mode: str, other_mode: str) -> Callable[[Any], Any]:
    """Return what takes pictures from one profile to another: relative colorimetric, black point compensated."""
    made = ImageCms.buildTransform(own, other, mode, other_mode, ImageCms.Intent.RELATIVE_COLORIMETRIC,
                                   ImageCms.Flags.BLACKPOINTCOMPENSATION)
    return lambda picture: ImageCms.applyTransform(picture, made)


@contextmanager
def whole_alone() -> Iterator[None]:
    """Have Pillow refuse a picture that ends too early: WeasyPrint, once imported, lets it fill up with grey."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


@contextmanager
def of_any_size() -> Iterator[None]:
    """Have Pillow open a picture of any size; who asks counts its pixels."""
    from PIL import Image as Pillow

    most, Pillow.MAX_IMAGE_PIXELS = Pillow.MAX_IMAGE_PIXELS, None
    try:
        yield
    finally:
        Pillow.MAX_IMAGE_PIXELS = most


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow refuse what ends too early or takes far too much memory, and say nothing of what is left out."""
    with whole_alone(), warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)  # notes of a camera that are damaged: they are left out anyway
        yield


def _opened(content: bytes) -> Any:
    """Return a picture whose pixels wait to be read; no reader of another format is asked."""
    return Image.open(BytesIO(content), formats=tuple(MEDIA_TYPES))


def _upright(content: bytes) -> tuple[Any, str]:
    """Return a usable picture, read and turned as its camera says, and Pillow's name of its format."""
    with _strictly():
        picture = _opened(content)
        return ImageOps.exif_transpose(picture), str(picture.format)


def _own_profile(picture: Any) -> Any:
    """Return the profile a picture in colours brings; one without is taken for sRGB, as browsers do."""
    embedded = picture.info.get("icc_profile")
    return ImageCms.ImageCmsProfile(BytesIO(embedded)) if embedded else ImageCms.createProfile("sRGB")


def _jpeg(picture: Any) -> bytes:
    return _saved(picture, "JPEG", quality=_QUALITY, subsampling=0)


def _saved(picture: Any, form: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


#: How a picture in memory stores its pixels -> the space of a PDF that means the same.
_SPACES = {"1": "DeviceGray", "L": "DeviceGray", "LA": "DeviceGray", "I;16": "DeviceGray", "RGB": "DeviceRGB",
           "RGBA": "DeviceRGB", "CMYK": "DeviceCMYK"}


def mode_space(content: bytes) -> str:
    """Return the colour space of a picture that says it itself, by its name in a PDF; `unknown` for others."""
    try:
        with Image.open(BytesIO(content)) as picture:
            return _SPACES.get(picture.mode, "unknown")
    except (OSError, ValueError, SyntaxError):
        return "unknown"
