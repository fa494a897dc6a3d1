"""Pictures: converted for a press with its profile, for screens to sRGB, measured at the size that a page shows."""

import struct
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from pipeline.checks.draft import image_too_coarse
from pipeline.formats import docx, epub
from pipeline.model.limits import PHOTO_MEMORY, Bounds
from pipeline.stages import stamp
from pipeline.tools.keeping import bounded
from pipeline.tools.pictures import images
from pipeline.tools.reading import pdf_file
from tests import pictures, press, real_source
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


def test_a_picture_in_srgb_keeps_its_pixels_for_screens_and_another_is_converted() -> None:
    plain = pictures.saved(pictures.colourful())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = pictures.saved(pictures.colourful(), icc_profile=profile)
    assert opened(images.for_screen(plain)).tobytes() == pictures.colourful().tobytes()
    converted = opened(images.for_screen(tagged))
    assert "icc_profile" not in converted.info
    assert distance(converted, pictures.colourful()) < 1


def sideways(form: str) -> bytes:
    """Return a photo as a phone writes it: lying, with a note of how to turn it, where it was taken, and a secret."""
    lying = Image.new("RGB", (30, 10), "white")
    lying.paste("red", (0, 0, 10, 10))
    exif = lying.getexif()
    exif[0x0112], exif[0x010E] = 6, "SECRET"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 8.0, 1.0)})
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET")
    more = {"pnginfo": notes} if form == "PNG" else {"comment": "SECRET", "xmp": b"<x>SECRET</x>", "quality": 95}
    return pictures.saved(lying, form, exif=exif, **more) + b"SECRET"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_turned_as_its_camera_says_and_only_its_pixels_are_written(form: str) -> None:
    assert images.fault(sideways(form)) is None
    for made in (images.for_press(sideways(form), PROFILE), images.for_screen(sideways(form))):
        turned = opened(made)
        assert turned.size == (10, 30)
        assert not turned.getexif()
        assert b"SECRET" not in made
        assert turned.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "adobe", "adobe_transform"}
    top, foot = (turned.convert("RGB").getpixel((5, height)) for height in (3, 26))
    assert top[1] < 9
    assert foot[1] > 246


def test_damaged_notes_of_a_camera_change_no_verdict_and_warn_nobody() -> None:
    whole = sideways("JPEG")
    count = whole.index(b"Exif\0\0") + 14  # how many notes there are
    damaged = whole[:count] + b"\x7f\x7f" + whole[count + 2:]
    with pytest.warns(UserWarning, match="EXIF|Tag data"):
        dict(opened(damaged).getexif())
    assert images.fault(damaged) is None
    assert opened(images.for_screen(damaged)).size in ((10, 30), (30, 10))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_sideways_photo_is_upright_in_word_and_in_the_ebook(form: str) -> None:
    design = replace(real_source.design(), pictures={pictures.PATH: sideways(form)})
    for make, channel in ((epub, "jmml-epub"), (docx, "jmml-handout-docx")):
        manuscript = pictures.with_picture(real_source.manuscript(channel))
        with ZipFile(BytesIO(make.render(manuscript, design).content)) as parts:
            shown = [opened(parts.read(each)) for each in parts.namelist() if each.endswith((".png", ".jpeg", ".jpg"))
                     and "cover" not in each]
        assert (10, 30) in [each.size for each in shown], make.__name__
        assert (30, 10) not in [each.size for each in shown]


@pytest.mark.parametrize("mode", ["L", "1", "LA", "P", "RGB"])
def test_a_picture_of_every_usable_kind_looks_the_same_written_anew(mode: str) -> None:
    plain = pictures.colourful().convert(mode)
    made = opened(images.for_screen(pictures.saved(plain)))
    assert distance(made.convert("RGB"), plain.convert("RGB")) == 0


def test_a_grey_picture_with_a_profile_stays_grey() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = opened(images.for_screen(pictures.saved(Image.new("L", (9, 9), 102), icc_profile=profile)))
    assert (made.mode, made.getpixel((4, 4))) == ("L", 102)


def test_colours_become_inks_and_grey_is_black_ink_alone() -> None:
    assert images.inks("#000000", PROFILE) == (0, 0, 0, 1)
    assert images.inks("#ffffff", PROFILE) == (0, 0, 0, 0)
    cyan, magenta, yellow, _ = images.inks("#d02010", PROFILE)
    assert cyan < 0.2
    assert min(magenta, yellow) > 0.8


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it is large."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8001, 8000), (60_000, 60_000), (1, 2**31 - 1), (12_000, 9_000)])
def test_a_picture_that_would_take_too_much_memory_is_told_before_it_is_read(size: tuple[int, int]) -> None:
    assert "of memory, 256 MB are the most" in (images.fault(bomb(*size)) or "")


def test_a_logo_takes_less_than_a_photo() -> None:
    assert "take 68 MB of memory, 64 MB are the most" in stamp.logo_fault(bomb(4200, 4050), real_source.design())
    assert "is broken" in stamp.logo_fault(bomb(4000, 4000), real_source.design())


def broken_profile() -> bytes:
    """Return a PNG whose profile cannot be unpacked."""
    whole = pictures.saved(pictures.colourful(), icc_profile=b"x" * 99)
    at = whole.index(b"iCCP")
    length = int.from_bytes(whole[at - 4:at], "big")
    data = b"iCCPa\0\0" + b"\xff" * (length - 3)
    return whole[:at] + data + struct.pack(">I", zlib.crc32(data)) + whole[at + 8 + length:]


def test_a_usable_picture_has_no_fault() -> None:
    assert images.fault(pictures.saved(pictures.colourful())) is None
    assert images.fault(pictures.saved(pictures.colourful(), "JPEG")) is None
    assert images.fault(pictures.saved(pictures.colourful(), "MPO", save_all=True,
                                       append_images=[pictures.colourful()])) is None


@pytest.mark.parametrize(("content", "words"), [
    (pictures.saved(pictures.colourful().convert("CMYK"), "TIFF"), "is a TIFF file"),
    (pictures.saved(pictures.colourful().convert("CMYK"), "JPEG"), "is in CMYK"),
    (pictures.saved(Image.new("RGBA", (4, 4), (9, 9, 9, 9))), "is transparent in places"),
    (pictures.saved(Image.new("I;16", (4, 4))), "16 bits"),
    (pictures.saved(pictures.colourful())[:90], "is broken"),
    (pictures.saved(pictures.colourful(), icc_profile=b"no profile"), "profile that cannot be read"),
    (pictures.saved(pictures.colourful(), "JPEG", icc_profile=b"no profile"), "profile that cannot be read"),
    (broken_profile(), "profile that cannot be read"),
    (pictures.saved(pictures.colourful(), icc_profile=PROFILE.read_bytes()), "profile for CMYK"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is a PostScript file"), (b"GIF89a", "is a GIF file"),
    (b"\0\0\0\x18ftypheic", "is a HEIC file"),
    (pictures.saved(Image.new("L", (9, 9)), save_all=True, append_images=[Image.new("L", (9, 9), 99)]), "holds 2 pict"),
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
    assert "figures/photo.png has 150 pixels to the inch on page 2" in finding.message
    assert "1.7 times as many pixels" in finding.fix


def test_the_ebook_carries_the_picture() -> None:
    manuscript = pictures.on_a_panel(pictures.saved(pictures.colourful())).manuscript
    _, design = press.brochure()
    content = pictures.saved(pictures.colourful())
    book = epub.render(manuscript, replace(design, pictures={pictures.PATH: content}))
    with ZipFile(BytesIO(book.content)) as parts:
        (name,) = (each for each in parts.namelist() if each.endswith("photo.png"))
        assert opened(parts.read(name)).tobytes() == pictures.colourful().tobytes()
        package = next(parts.read(each).decode() for each in parts.namelist() if each.endswith(".opf"))
    assert 'media-type="image/png"' in package


#: Reads a picture in a process of its own and says what that took; what a stranger may send, and what we make of it.
_AT_THE_LIMIT = """
import sys
from pathlib import Path
from pipeline.tools.pictures import images
content = Path(sys.argv[1]).read_bytes()
assert images.fault(content) is None, images.fault(content)
images.for_press(content, Path(sys.argv[3])) if sys.argv[2] == "press" else images.for_screen(content)
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) * 1024)  # not ru_maxrss, which a process takes over from the one that started it
"""


@pytest.mark.slow
@pytest.mark.parametrize("target", ["press", "screen"])
@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "L")])
def test_a_picture_at_the_limit_takes_four_times_its_pixels_at_most(
    form: str, mode: str, target: str, tmp_path: Path
) -> None:
    file, side = tmp_path / "picture", int((PHOTO_MEMORY / 4) ** 0.5)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    Image.new(mode, (side, side), (90,) * len(mode) if len(mode) < 4 else (90, 90, 80, 255)).save(file, form, exif=exif)
    command = [sys.executable, "-c", _AT_THE_LIMIT, str(file), target, str(PROFILE)]
    done = bounded.run(command, Bounds(120, 5 * PHOTO_MEMORY))
    assert done.returncode == 0, done.stderr.decode()
    assert int(done.stdout) < 4 * PHOTO_MEMORY


def test_a_picture_beyond_the_limit_is_refused_before_its_pixels_are_read() -> None:
    out = BytesIO()
    Image.new("1", (8001, 8000)).save(out, "PNG")
    assert images.fault(out.getvalue()) == (
        "is too large: 8,001 by 8,000 pixels take 256 MB of memory, 256 MB are the most")
