"""A stamped product is the product that a full render would have made, for the price of its block."""

import zipfile
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from pipeline import checks
from pipeline.checks.artifact import (
    epubcheck,
    parity_extra,
    parity_number,
    parity_sentence,
    verapdf,
)
from pipeline.formats import epub
from pipeline.model.artifact import Artifact
from pipeline.model.imprint import Imprint, Logo, Phone
from pipeline.model.slot import Box, Line, LineForm, Rule, Run, Slot, unfits
from pipeline.stages import stamp
from pipeline.tools.packaging import epub_patch
from pipeline.tools.reading import pdf_file
from tests import clinics
from tests.clinics import ASCII_TEXT, BOOKLET, BROCHURE, EPUB, FULL, HANDOUT, LARGE_PRINT, LONG, MINIMAL, TEXT
from tests.conftest import ROOT
from tests.drawings import INKSCAPE
from tests.golden import pdf_dump

PDFS = (BROCHURE, BOOKLET, HANDOUT, LARGE_PRINT)
#: Logo and QR code stand under other matrices than in a full render, so that a last digit of their edges may round to
#: the next shade of grey; words come out the same to the last bit.
SHADES = 8

slow = pytest.mark.slow


def looks(content: bytes, slot: int) -> list[Image.Image]:
    """Return the pages of a document, the one with the slot at 110 dots to the inch, the others coarser."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.render(scale=(110 if number == slot else 30) / 72).to_pil().convert("L")
                for number, page in enumerate(pdf)]


def difference(one: bytes, other: bytes, channel: str) -> int:
    """Return the most that any pixel of two documents differs, of 255."""
    slot = clinics.base(channel).prepared.slot.page
    pairs = zip(looks(one, slot), looks(other, slot), strict=True)
    return max(ImageChops.difference(*pair).getextrema()[1] for pair in pairs)


@slow
@pytest.mark.parametrize("channel", [BROCHURE, HANDOUT, EPUB])
def test_a_logo_of_a_drawing_program_keeps_its_colours_on_screens_and_is_ink_at_the_press(channel: str) -> None:
    logo = stamp.usable(INKSCAPE.encode(), clinics.design())
    made = stamp.stamp(clinics.base(channel), FULL, clinics.PLACE, logo)
    assert isinstance(made, bytes)
    if channel == EPUB:
        with zipfile.ZipFile(BytesIO(made)) as book:
            (name,) = (each for each in book.namelist() if "logo" in each)
            assert book.read(name) == logo
    else:
        spaces = {paint.space for paint in pdf_file.read(made).paints}
        assert ("DeviceRGB" in spaces) == (channel == HANDOUT)


@slow
@pytest.mark.parametrize("channel", PDFS)
@pytest.mark.parametrize("imprint", [FULL, LONG, MINIMAL], ids=lambda each: each.id)
def test_a_stamped_pdf_looks_like_a_full_render(channel: str, imprint: Imprint) -> None:
    assert difference(clinics.stamped(channel, imprint), clinics.rendered(channel, imprint), channel) <= SHADES


@slow
def test_one_other_digit_is_seen() -> None:
    other = LONG.model_copy(update={"phones": (Phone(number="+49 (0)89 000 00-1", hours="24 hours"),)})

    assert difference(clinics.stamped(HANDOUT, other), clinics.rendered(HANDOUT, LONG), HANDOUT) > 10 * SHADES


@slow
@pytest.mark.parametrize("imprint", [FULL, LONG, MINIMAL], ids=lambda each: each.id)
def test_a_stamped_handout_is_tagged_like_a_full_render(imprint: Imprint) -> None:
    stamped, rendered = clinics.stamped(HANDOUT, imprint), clinics.rendered(HANDOUT, imprint)

    assert pdf_dump.tag_tree(stamped) == pdf_dump.tag_tree(rendered)
    assert pdf_dump.outline_and_metadata(stamped) == pdf_dump.outline_and_metadata(rendered)


@slow
@pytest.mark.parametrize("channel", [*PDFS, EPUB, TEXT])
@pytest.mark.parametrize("imprint", [FULL, LONG, MINIMAL], ids=lambda each: each.id)
def test_stamped_products_pass_what_all_products_pass(channel: str, imprint: Imprint) -> None:
    assert [str(each) for each in checks.examine("artifact", clinics.artifact(channel, imprint))] == []


@slow
@pytest.mark.xdist_group("verapdf")
@pytest.mark.parametrize(("channel", "validator"), [(HANDOUT, verapdf), (LARGE_PRINT, verapdf), (EPUB, epubcheck)])
@pytest.mark.parametrize("imprint", [FULL, LONG, MINIMAL], ids=lambda each: each.id)
def test_stamped_products_pass_the_validators(channel: str, validator: Any, imprint: Imprint) -> None:
    assert list(validator.check(clinics.artifact(channel, imprint))) == []


@slow
@pytest.mark.parametrize("channel", [*PDFS, EPUB, TEXT])
def test_stamped_products_say_all_that_their_edition_says(channel: str) -> None:
    for parity in (parity_sentence, parity_number, parity_extra):
        assert [str(each) for each in parity.check(clinics.artifact(channel, FULL))] == []


@slow
@pytest.mark.parametrize("channel", [BROCHURE, HANDOUT])
def test_what_was_not_stamped_lacks_words(channel: str) -> None:
    whole = clinics.artifact(channel, FULL)
    empty = Artifact(whole.path, whole.name, whole.media_type, clinics.base(channel).prepared.pdf.content,
                     whole.manuscript)

    assert list(parity_sentence.check(empty))


@slow
def test_a_link_says_where_it_leads() -> None:
    with pikepdf.open(BytesIO(clinics.stamped(HANDOUT, FULL))) as pdf:
        page = pdf.pages[clinics.base(HANDOUT).prepared.slot.page].obj
        led = {str(each.A.URI): str(each.Contents) for each in page.Annots}

    assert led == {"tel:+15550100100": "+1 555 010 0100",
                   "https://www.clinic.example/jmml": "https://www.clinic.example/jmml"}


@slow
def test_words_are_in_black_ink_alone() -> None:
    with pikepdf.open(BytesIO(clinics.stamped(BROCHURE, LONG))) as pdf:
        drawn = pdf.pages[0].obj.Contents[3].read_bytes()

    assert drawn.count(b"0 0 0 1 k") == drawn.count(b"BT") > 0
    assert b"rg" not in drawn


@slow
@pytest.mark.parametrize("channel", [BROCHURE, HANDOUT, EPUB, TEXT])
def test_the_same_clinic_gives_the_same_bytes_whatever_came_before(channel: str) -> None:
    first = clinics.stamped(channel, FULL)
    elsewhere = stamp.from_json(clinics.base(channel).as_json(), ROOT)
    assert elsewhere == clinics.base(channel)
    stamp.stamp(elsewhere, LONG, clinics.PLACE)

    assert stamp.stamp(elsewhere, FULL, clinics.PLACE, clinics.LOGO) == first
    again = stamp.prepare(clinics.manuscript(channel), clinics.design())
    assert stamp.stamp(again, FULL, clinics.PLACE, clinics.LOGO) == first


@slow
@pytest.mark.parametrize("channel", PDFS)
def test_each_clinic_has_an_identifier_of_its_own(channel: str) -> None:
    ids, names = [], []
    for imprint in (FULL, LONG):
        with pikepdf.open(BytesIO(clinics.stamped(channel, imprint))) as pdf:
            ids.append([bytes(each) for each in pdf.trailer.ID])
            names.append(pdf.Root.Metadata.read_bytes())

    assert ids[0][0] == ids[1][0]
    assert ids[0][1] != ids[1][1]
    assert names[0] != names[1] or b"DocumentID" not in names[0]


# --- e-book and text ---


@slow
@pytest.mark.parametrize("imprint", [FULL, LONG, MINIMAL], ids=lambda each: each.id)
def test_a_stamped_e_book_holds_what_a_full_render_holds(imprint: Imprint) -> None:
    stamped, rendered = (zipfile.ZipFile(BytesIO(book)) for book in (
        clinics.stamped(EPUB, imprint), clinics.rendered(EPUB, imprint)))

    assert stamped.testzip() is None
    assert stamped.namelist()[0] == "mimetype"
    assert {name: stamped.read(name) for name in stamped.namelist()} == {
        name: rendered.read(name) for name in rendered.namelist()}


@slow
def test_each_clinic_s_e_book_has_a_name_of_its_own() -> None:
    names = {epub.identifier(clinics.manuscript(EPUB, each).edition) for each in (FULL, LONG, None)}

    assert len(names) == 3


@pytest.mark.parametrize("imprint", [FULL, LONG, MINIMAL], ids=lambda each: each.id)
def test_a_stamped_text_is_the_text_of_a_full_render(imprint: Imprint) -> None:
    assert clinics.stamped(TEXT, imprint) == clinics.rendered(TEXT, imprint)


def test_files_that_stay_are_taken_over_packed_as_they_are() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("a.txt", "a" * 500)
        book.writestr("b.txt", "b" * 500)
        book.writestr("c.txt", "c" * 500)

    kept, taken_out = epub_patch.base(packed.getvalue(), frozenset({"b.txt"}))
    patched = epub_patch.patch(kept, {"b.txt": b"new", "łogo.svg": b"<svg/>"})

    assert taken_out == {"b.txt": b"b" * 500}
    with zipfile.ZipFile(BytesIO(patched)) as book:
        assert book.testzip() is None
        assert {name: book.read(name) for name in book.namelist()} == {
            "mimetype": b"application/epub+zip", "a.txt": b"a" * 500, "c.txt": b"c" * 500, "b.txt": b"new",
            "łogo.svg": b"<svg/>"}
    assert patched.startswith(kept.packed)


# --- what is refused ---


@slow
@pytest.mark.parametrize("channel", PDFS)
def test_a_name_is_refused_as_soon_as_it_is_wider_than_its_place(channel: str) -> None:
    slot = clinics.base(channel).prepared.slot
    lengths = range(10, 120)
    for length in lengths:
        imprint = Imprint(id="x", name="n" * length)
        made = stamp.stamp(clinics.base(channel), imprint, clinics.PLACE)
        if not isinstance(made, bytes):
            break

    (found,) = made
    assert (found.field, found.about) == ("name", "n" * length)
    assert "mm too wide" in found.message
    with pypdfium2.PdfDocument(clinics.stamped(channel, Imprint(id="x", name="n" * (length - 1)))) as pdf:
        text = pdf[slot.page].get_textpage()
        where = text.search("n" * 10).get_next()
        edges = [text.get_charbox(index, loose=True) for index in range(where[0], where[0] + length - 1)]
    width = max(edge[2] for edge in edges) - min(edge[0] for edge in edges)
    assert slot.frame.width * (1 - 2 / length) < width <= slot.frame.width + 0.1


@slow
def test_words_that_run_into_the_qr_code_are_refused() -> None:
    wide = FULL.model_copy(update={"logo": None, "languages": ("Deutsch",) * 4})

    assert any("mm too wide beside the QR code" in each for each in clinics.refusals(BROCHURE, wide))
    without = wide.model_copy(update={"qr": None})
    assert clinics.stamped(BROCHURE, without)


def test_words_that_run_into_a_logo_beside_them_are_refused() -> None:
    form = LineForm(10, 8)
    slot = Slot(0, Box(0, 0, 300, 50), 10, form, form, Rule(10, 1, 5, 40), Box(200, 20, 60, 30), Box(270, 20, 30, 30))
    lines = [Line("name", (Run("a"),)), Line("address", (Run("b"),)), Line("phones", (Run("c"),))]

    assert list(unfits(slot, lines, [300, 195, 195], logo=slot.logo, qr=slot.qr)) == []
    assert [(each.field, each.message) for each in unfits(slot, lines, [300, 195, 204.5], logo=slot.logo, qr=None)] == [
        ("phones", "“c” is 3.0 mm too wide beside the logo")]
    assert list(unfits(slot, lines, [300, 300, 300], logo=None, qr=None)) == []
    assert [each.field for each in unfits(slot, lines, [301, 300, 300], logo=None, qr=None)] == ["name"]


@slow
def test_lines_that_run_out_of_the_place_or_into_the_logo_are_refused() -> None:
    tall = LONG.model_copy(update={"address": ("a line",) * 9})
    high = FULL.model_copy(update={"address": ("a line",) * 3})

    assert [each for each in clinics.refusals(BROCHURE, tall) if "lines are" in each and "mm too high" in each]
    assert [each for each in clinics.refusals(BROCHURE, high) if "too high above the logo" in each]


@slow
def test_letters_that_the_typeface_lacks_are_named() -> None:
    strange = LONG.model_copy(update={"name": "北京 Clinic", "department": "Κλινική"})

    found = clinics.refusals(HANDOUT, strange)
    assert found[0].startswith("name: “北京 Clinic” has “北” (U+5317)")
    assert any(each.startswith("department: ") for each in found)


def test_letters_that_ascii_lacks_are_named() -> None:
    strange = MINIMAL.model_copy(update={"department": "Ward Ə"})

    assert clinics.refusals(ASCII_TEXT, strange) == [
        "department: “Ə” (U+018F) has no form in ASCII"]
    assert clinics.stamped(ASCII_TEXT, MINIMAL).isascii()


@slow
def test_an_address_too_long_for_a_qr_code_is_refused() -> None:
    fine = MINIMAL.model_copy(update={"qr": "https://www.clinic.example/" + "a" * 180})
    endless = MINIMAL.model_copy(update={"qr": "https://www.clinic.example/" + "a" * 4000})

    assert "too fine to read" in clinics.refusals(BROCHURE, fine)[0]
    for channel in (BROCHURE, EPUB):
        assert clinics.refusals(channel, endless)[0].startswith("qr: the address is too long for any QR code")


def test_a_clinic_without_a_name_is_refused() -> None:
    assert clinics.refusals(TEXT, Imprint(id="nobody")) == ["name: a clinic has no name"]


def test_a_logo_that_no_press_can_print_is_refused() -> None:
    transparent = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(transparent, "PNG")
    gradient = b'<svg xmlns="http://www.w3.org/2000/svg"><linearGradient/></svg>'

    for logo in (transparent.getvalue(), gradient, b"no picture"):
        assert stamp.logo_fault(logo, clinics.design())
    assert stamp.logo_fault(clinics.LOGO, clinics.design()) == ""


@slow
def test_a_logo_of_pixels_is_printed_in_the_inks_of_the_press() -> None:
    picture = BytesIO()
    Image.new("RGB", (400, 100), (200, 40, 40)).save(picture, "PNG")
    imprint = MINIMAL.model_copy(update={"logo": Logo(file="imprints/red.png", text="A red field")})

    made = stamp.stamp(clinics.base(BROCHURE), imprint, clinics.PLACE, picture.getvalue())

    assert isinstance(made, bytes)
    with pikepdf.open(BytesIO(made)) as pdf:
        logo = pdf.pages[0].obj.Resources.XObject.ClinicLogo
        spaces = {str(each.ColorSpace) for each in logo.Resources.XObject.values()}
    assert spaces == {"/DeviceCMYK"}
