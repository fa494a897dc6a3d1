"""Reads pictures made of pixels with Pillow, and converts their colours: for a press through its ICC profile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.tools.later import Later

Image = Later("PIL.Image")
ImageCms = Later("PIL.ImageCms")
ImageOps = Later("PIL.ImageOps")
#: Pillow's name of a file format -> media type; what else may stand in a folder is refused.
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_QUALITY = 95
#: Pillow's modes for grey alone, and those with more than 8 bits a colour.
_GREY, _DEEP = frozenset({"1", "L", "LA"}), frozenset({"I", "F", "I;16", "I;16B", "I;16L"})


def media_type(content: bytes) -> str:
    """Return the media type of a usable picture."""
    return MEDIA_TYPES[str(_opened(content).format)]


def extension(content: bytes) -> str:
    """Return what the name of a usable picture ends with: png, jpeg."""
    return media_type(content).rpartition("/")[2]


def fault(content: bytes) -> str | None:
    """Return why a picture cannot be used, None where it can."""
    try:
        with _strictly():
            picture = _opened(content)
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        return f"is broken or no picture ({str(problem).split(' <')[0]})"
    if picture.format not in MEDIA_TYPES:
        return f"is a {picture.format} file"
    if picture.mode == "CMYK":
        return "is in CMYK, and does not say for which press and paper"
    if picture.mode in _DEEP:
        return "has 16 bits a colour"
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if has_alpha and picture.convert("RGBA").getchannel("A").getextrema()[0] < 255:
        return "is transparent in places"
    return None


@lru_cache(maxsize=32)
def for_press(content: bytes, profile: Path) -> bytes:
    """Return a usable picture as a CMYK JPEG for a press profile.

    A grey picture is printed in black ink alone, as text is.
    """
    picture = ImageOps.exif_transpose(_opened(content))
    if picture.mode in _GREY:
        black = ImageOps.invert(picture.convert("L"))
        return _jpeg(Image.merge("CMYK", (*[Image.new("L", black.size)] * 3, black)))
    return _jpeg(_transform(_own_profile(picture), str(profile), "RGB", "CMYK")(picture.convert("RGB")))


@lru_cache(maxsize=32)
def for_screen(content: bytes) -> bytes:
    """Return a usable picture in sRGB: the same bytes, or converted where it brings another profile."""
    picture = _opened(content)
    if not picture.info.get("icc_profile"):
        return content
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    seen = _transform(_own_profile(picture), ImageCms.createProfile("sRGB"), "RGB", "RGB")(upright)
    seen.info.clear()
    return _jpeg(seen) if picture.format == "JPEG" else _saved(seen, "PNG")


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
def _strictly() -> Iterator[None]:
    """Have Pillow refuse a picture that ends too early: WeasyPrint, once imported, lets it fill up with grey."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _opened(content: bytes) -> Any:
    return Image.open(BytesIO(content))


def _own_profile(picture: Any) -> Any:
    """Return the profile a picture brings; one without is taken for sRGB, as browsers do.

    A grey picture, and one whose profile is not for its kind of pixels, is read as sRGB too.
    """
    embedded = picture.info.get("icc_profile")
    if embedded and picture.mode in ("RGB", "RGBA"):
        own = ImageCms.ImageCmsProfile(BytesIO(embedded))
        if own.profile.xcolor_space.strip() == "RGB":
            return own
    return ImageCms.createProfile("sRGB")


def _jpeg(picture: Any) -> bytes:
    return _saved(picture, "JPEG", quality=_QUALITY, subsampling=0)


def _saved(picture: Any, form: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()
