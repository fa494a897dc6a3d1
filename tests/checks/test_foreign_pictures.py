"""Pictures of other programs' e-books: one that breaks off is told, one that is whole is not, whatever its format."""

import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from pipeline.checks.artifact import epub_picture_unreadable
from pipeline.model.artifact import Artifact
from tests import foreign_books
from tests.checks.test_foreign_books import foreign
from tests.foreign_books import SVG, File, book

_FRAMES = [Image.effect_noise((60, 40), spread).convert("RGB") for spread in (60, 80, 100)]
JPEG, PNG, GIF, WEBP = "JPEG", "PNG", "GIF", "WEBP"


def drawn(form: str, *, moves: bool = False, **options: object) -> bytes:
    """Return a picture of noise."""
    out = BytesIO()
    more = {"save_all": True, "append_images": _FRAMES[1:]} if moves else {}
    _FRAMES[0].save(out, form, **more, **options)  # type: ignore[arg-type]
    return out.getvalue()


PICTURES = {"JPEG": drawn(JPEG), "JPEG in layers": drawn(JPEG, progressive=True), "PNG": drawn(PNG), "GIF": drawn(GIF),
            "WebP": drawn(WEBP), "WebP without loss": drawn(WEBP, lossless=True), "moving GIF": drawn(GIF, moves=True),
            "moving WebP": drawn(WEBP, moves=True), "moving PNG": drawn(PNG, moves=True)}


def holding(content: bytes, *more: File, body: str = '<p><img src="a%20picture.bin" alt="a"/></p>') -> Artifact:
    """Return a book that holds a picture, and shows it unless the text is another."""
    held = File("a%20picture.bin", "image/x", content, path="E/a picture.bin")
    return foreign(book(body, held, *more).packed())


def told(artifact: Artifact) -> list[tuple[str, str, str]]:
    found = epub_picture_unreadable.check(artifact)
    return [(str(each.severity), each.place.detail, each.message) for each in found]


@pytest.mark.parametrize("part", [0.3, 0.9])
@pytest.mark.parametrize("content", PICTURES.values(), ids=PICTURES)
def test_a_picture_that_breaks_off_is_told(content: bytes, part: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    ((severity, where, words),) = told(holding(content[:int(len(content) * part)]))
    assert (severity, where) == ("error", "E/a picture.bin")
    assert words == "this picture breaks off, or is damaged"


@pytest.mark.parametrize("content", [*PICTURES.values(), PICTURES["JPEG"] + b"\0" * 99], ids=[*PICTURES, "and more"])
def test_a_whole_picture_is_not_told(content: bytes) -> None:
    assert told(holding(content)) == []
    assert told(holding(content, body="<p>a</p>")) == []  # whether it is shown or not


@pytest.mark.parametrize(("form", "missing"), [("JPEG", 2), ("JPEG", 1), ("PNG", 12), ("GIF", 1), ("moving GIF", 1)])
def test_a_picture_that_lacks_the_sign_of_its_end_alone_is_not_told(form: str, missing: int) -> None:
    """Every program shows it as it is: all pixels are there."""
    assert told(holding(PICTURES[form][:-missing])) == []


@pytest.mark.parametrize("missing", range(3, 60))
def test_a_jpeg_that_lacks_little_is_told(missing: int) -> None:
    assert told(holding(PICTURES["JPEG"][:-missing])) != []


@pytest.mark.parametrize("content", [
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>a</title></svg>', b"", b"no picture", b"RIFF"])
def test_what_is_no_picture_of_pixels_is_left_to_others(content: bytes) -> None:
    assert told(holding(content, File("s.svg", SVG, content))) == []


BROKEN = PICTURES["PNG"][:900]
SHOWN: dict[str, Artifact] = {
    "in a style sheet": holding(BROKEN, File("s.css", "text/css", b"p{background:url('a%20picture.bin')}"), body=""),
    "for the shelf": foreign(book("", File("c.png", "image/png", BROKEN, "cover-image")).packed()),
    "for the shelf of 2009": foreign(book("", File("c.png", "image/png", BROKEN), metadata=(
        '<meta name="cover" content="i3"/>')).packed()),
    "by a name with signs": foreign(book('<p><img src="a&amp;b.png" alt="a"/></p>', File(
        "a&amp;b.png", "image/png", BROKEN, path="E/a&b.png")).packed()),
}


@pytest.mark.parametrize("artifact", SHOWN.values(), ids=SHOWN)
def test_a_broken_picture_is_told_wherever_it_is_shown(artifact: Artifact) -> None:
    assert [each[0] for each in told(artifact)] == ["error"]


def test_a_broken_picture_that_nothing_shows_is_a_remark() -> None:
    assert [each[0] for each in told(holding(BROKEN, body="<p>a</p>"))] == ["note"]


def test_an_encrypted_picture_is_passed_over() -> None:
    said = foreign_books.ENCRYPTION.replace(b"f.woff2", b"a%20picture.bin")
    hidden = book("", File("a%20picture.bin", "image/x", BROKEN, path="E/a picture.bin"))
    assert told(foreign(replace(hidden, unlisted={"META-INF/encryption.xml": said}).packed())) == []


def a_sheet(side: int) -> bytes:
    """Return the first bytes of a PNG that says it has so many pixels a side."""
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + zlib.crc32(head).to_bytes(4, "big") + BROKEN[33:]


@pytest.mark.parametrize("side", [9_000, 14_000])
def test_a_picture_without_bounds_is_told_and_not_opened(side: int) -> None:
    ((severity, _, words),) = told(holding(a_sheet(side)))
    assert (severity, "no memory" in words) == ("warning", True)


def test_of_pictures_without_end_the_rest_is_not_opened_which_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub_picture_unreadable, "PICTURE_PIXELS", 2 * 60 * 40)
    more = [File(f"{number}.gif", "image/gif", PICTURES["moving GIF"]) for number in range(3)]
    assert told(holding(PICTURES["PNG"], *more)) == [
        ("note", "E/0.gif", "nobody has looked whether this picture is whole, and 2 more")]
