"""The proof: what will be printed, trimmed and in RGB, and the panels in the order in which they are read."""


from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from pipeline.tools.press import pdf_proof
from pipeline.tools.reading import pdf_file
from tests import pictures, press
from tests.conftest import PROFILE

LETTER, A4 = "jmml-brochure-letter-press", "jmml-brochure-a4-press"
SMALL_ENOUGH_TO_MAIL = 500_000


def proof(channel: str = LETTER) -> bytes:
    return press.companions(channel)["-proof.pdf"].content


@lru_cache(maxsize=8)
def seen(content: bytes, page: int) -> Any:
    """Return a page as a screen shows it, 72 pixels to the inch."""
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[page].render(scale=1).to_pil().convert("RGB")


def text_of(content: bytes, page: int, part: tuple[float, float, float, float] | None = None) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        left, bottom, right, top = part or (None, None, None, None)
        return str(pdf[page].get_textpage().get_text_bounded(left, bottom, right, top))


def test_nothing_in_it_is_for_a_press() -> None:
    printed = pdf_file.read(proof())
    assert {paint.space for paint in printed.paints} <= {"DeviceRGB", "DeviceGray"}
    assert printed.intents == ()
    assert "Trapped" not in printed.info
    assert b"GTS_PDFX" not in proof()


@pytest.mark.parametrize(("channel", "size"), [(LETTER, (279.4, 215.9)), (A4, (297, 210))])
def test_its_pages_are_the_trim_and_small_enough_to_mail(channel: str, size: tuple[float, float]) -> None:
    outside, inside, _ = pdf_file.read(proof(channel)).pages
    for page in (outside, inside):
        width, height = ((page.media[edge + 2] - page.media[edge]) * 25.4 / 72 for edge in (0, 1))
        assert (width, height) == pytest.approx(size, abs=0.1)
    assert len(proof(channel)) < SMALL_ENOUGH_TO_MAIL


def test_no_mark_and_no_word_of_the_slug_is_left() -> None:
    whole = pikepdf.open(BytesIO(proof()))
    for page in whole.pages:
        page.MediaBox = pikepdf.Array([-100, -100, 2000, 2000])
    out = BytesIO()
    whole.save(out)
    words = text_of(out.getvalue(), 0) + text_of(out.getvalue(), 1)
    assert "Treating" in words
    assert "trim" not in words
    assert "FOGRA" not in words


def test_it_says_every_word_that_the_press_file_says() -> None:
    for page in (0, 1):
        with pypdfium2.PdfDocument(press.rendering().content) as pdf:
            pdf[page].set_mediabox(*pdf[page].get_trimbox())
            printed = pdf[page].get_textpage().get_text_bounded()
        assert text_of(proof(), page).split() == printed.split()


@pytest.mark.parametrize("channel", [LETTER, A4])
def test_the_last_page_shows_the_panels_in_reading_order(channel: str) -> None:
    width, height = (edge * 72 / 25.4 for edge in {"letter": (93.6625, 215.9), "a4": (100, 210)}[
        channel.split("-")[2]])
    firsts = ["A guide for families", "Side effects", "The path ahead", "Stem cell transplant", "Watch and wait",
              "After treatment"]
    for index, first in enumerate(firsts):
        row, column = divmod(index, 3)
        left, bottom = 14 + column * (width + 14), 14 + (1 - row) * (height + 14)
        panel = text_of(proof(channel), 2, (left, bottom, left + width, bottom + height))
        assert first in panel
        assert not any(other in panel for other in firsts if other != first)
    assert text_of(proof(channel), 2).count("Drug therapy") == 1


def test_colours_look_as_the_profile_says_and_paper_is_white() -> None:
    outside = seen(proof(), 0)
    assert outside.getpixel((outside.width // 2, 20)) == (255, 255, 255)
    red, green, blue = outside.getpixel((outside.width - 10, 20))
    assert (red, green, blue) == pytest.approx((13, 86, 98), abs=6)


def test_a_picture_is_shown_in_rgb_as_it_was() -> None:
    draft = pictures.on_a_panel(pictures.saved(pictures.colourful(236, 236)))
    made = pdf_proof.make(draft.rendering.content, PROFILE)
    assert {paint.space for paint in pdf_file.read(made).paints if paint.kind == "image"} == {"DeviceRGB"}
    with pikepdf.open(BytesIO(made)) as pdf:
        (image,) = (each for each in pdf.objects
                    if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image)
        shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    apart = ImageChops.difference(shown, pictures.colourful(236, 236)).resize((1, 1)).getpixel((0, 0))
    assert max(apart) < 40  # paper and inks hold fewer colours than a screen


def test_a_booklet_gets_no_board_of_panels() -> None:
    made = pdf_proof.make(press.rendering().content, PROFILE, None)
    assert len(pdf_file.read(made).pages) == 2


def test_a_panel_that_is_moved_in_the_channel_moves_on_the_board() -> None:
    from pipeline.markup import press_companions

    fold = press.brochure()[0].edition.channel.fold
    assert fold is not None
    board = press_companions._board(fold, fold.sheet)
    turned = press_companions._board(replace_panels(fold), fold.sheet)
    assert [tile.part for tile in turned.tiles] == [tile.part for tile in reversed(board.tiles)]


def replace_panels(fold: Any) -> Any:
    return fold.model_copy(update={"panels": tuple(reversed(fold.panels))})
