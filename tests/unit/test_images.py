"""Pictures: converted for a press with its profile, for screens to sRGB, measured at the size that a page shows."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms

from pipeline.checks.draft import image_too_coarse
from pipeline.formats import epub
from pipeline.tools.pictures import images
from pipeline.tools.reading import pdf_file
from tests import pictures, press
from tests.conftest import PROFILE


def opened(content: bytes) -> Any:
    return Image.open(BytesIO(content))


def distance(first: Any, second: Any) -> float:
    """Return how far two pictures are apart on average, in steps of 255."""
    histogram = ImageChops.difference(first, second).histogram()
    return sum((index % 256) * count for index, count in enumerate(histogram)) / sum(histogram)


def test_a_colour_picture_becomes_the_inks_of_the_profile() -> None:
    made = opened(images.for_press(pictures.saved(pictures.colourful()), PROFILE))
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), str(PROFILE), "RGB", "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.BLACKPOINTCOMPENSATION)
    assert (made.format, made.mode) == ("JPEG", "CMYK")
    assert distance(made, ImageCms.applyTransform(pictures.colourful(), transform)) < 1


def test_white_stays_paper_and_grey_is_black_ink_alone() -> None:
    white = opened(images.for_press(pictures.saved(Image.new("RGB", (8, 8), "white")), PROFILE))
    grey = opened(images.for_press(pictures.saved(Image.new("L", (8, 8), 102)), PROFILE))
    assert white.getpixel((4, 4)) == (0, 0, 0, 0)
    assert grey.getpixel((4, 4)) == (0, 0, 0, 153)


def test_a_picture_in_srgb_keeps_its_bytes_for_screens_and_another_is_converted() -> None:
    plain = pictures.saved(pictures.colourful())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = pictures.saved(pictures.colourful(), icc_profile=profile)
    assert images.for_screen(plain) == plain
    converted = opened(images.for_screen(tagged))
    assert "icc_profile" not in converted.info
    assert distance(converted, pictures.colourful()) < 1


def test_a_picture_is_turned_as_its_camera_says() -> None:
    lying = Image.new("RGB", (30, 10))
    exif = lying.getexif()
    exif[0x0112] = 6
    turned = opened(images.for_press(pictures.saved(lying, "JPEG", exif=exif), PROFILE))
    assert turned.size == (10, 30)


def test_a_usable_picture_has_no_fault() -> None:
    assert images.fault(pictures.saved(pictures.colourful())) is None
    assert images.fault(pictures.saved(pictures.colourful(), "JPEG")) is None


@pytest.mark.parametrize(("content", "words"), [
    (pictures.saved(pictures.colourful().convert("CMYK"), "TIFF"), "is a TIFF file"),
    (pictures.saved(pictures.colourful().convert("CMYK"), "JPEG"), "is in CMYK"),
    (pictures.saved(Image.new("RGBA", (4, 4), (9, 9, 9, 9))), "is transparent in places"),
    (pictures.saved(Image.new("I;16", (4, 4))), "16 bits"),
    (pictures.saved(pictures.colourful())[:90], "is broken"),
    (b"", "is broken"),
])
def test_a_picture_that_cannot_be_used_is_told_apart(content: bytes, words: str) -> None:
    assert words in (images.fault(content) or "")


def test_a_fine_picture_reaches_the_press_file_in_its_inks() -> None:
    draft = pictures.on_a_panel(pictures.saved(pictures.colourful(236, 236)))
    assert list(image_too_coarse.check(draft)) == []
    content = draft.rendering.content
    assert {paint.space for paint in pdf_file.read(content).paints if paint.kind == "image"} == {"DeviceCMYK"}
    with pikepdf.open(BytesIO(content)) as pdf:
        (image,) = (each for each in pdf.objects
                    if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image)
        inks = pikepdf.PdfImage(image).as_pil_image()
    wanted = opened(images.for_press(pictures.saved(pictures.colourful(236, 236)), PROFILE))
    assert distance(inks, wanted) < 1


def test_a_picture_too_coarse_for_the_press_is_told_at_its_place() -> None:
    (finding,) = image_too_coarse.check(pictures.on_a_panel(pictures.saved(pictures.colourful(118, 118))))
    assert str(finding.place) == pictures.AT
    assert "figures/photo.png has 150 pixels to the inch on page 1" in finding.message
    assert "1.7 times as many pixels" in finding.fix


def test_the_ebook_carries_the_picture() -> None:
    manuscript = pictures.on_a_panel(pictures.saved(pictures.colourful())).manuscript
    _, design = press.brochure()
    content = pictures.saved(pictures.colourful())
    book = epub.render(manuscript, replace(design, pictures={pictures.PATH: content}))
    with ZipFile(BytesIO(book.content)) as parts:
        (name,) = (each for each in parts.namelist() if each.endswith("photo.png"))
        assert parts.read(name) == content
        package = next(parts.read(each).decode() for each in parts.namelist() if each.endswith(".opf"))
    assert 'media-type="image/png"' in package
