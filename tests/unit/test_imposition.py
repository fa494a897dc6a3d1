"""Sheets printed on both sides, folded and nested read in order: first the arithmetic, then a printed file."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from pipeline.model.imposition import SheetSide, office_sheet_mm, saddle_stitch
from pipeline.tools.press import imposition

PAGES = range(4, 52, 4)
FLIPS = ["short-edge", "long-edge"]
#: Of the booklets: the text's distance from the fold, and the press's safe margin.
INNER_MM, SAFE_MM = 18.0, 5.0


def sides_of(pages: int, flip: str = "short-edge", paper_mm: float = 0.1) -> list[SheetSide]:
    return list(saddle_stitch(pages, paper_mm=paper_mm, room_mm=INNER_MM - SAFE_MM, flip=flip))  # type: ignore[arg-type]


def on_paper(side: SheetSide, *, is_back: bool, flip: str) -> dict[str, tuple[int, int]]:
    """Return what lies on each half of the sheet, seen through the paper from its front: the page, and which way is up.

    A printer that flips over the short edge mirrors the back from left to right, over the long edge from top to bottom.
    """
    seen = {"left": (side.left, 1), "right": (side.right, 1)}
    if side.rotation_degrees == 180:
        seen = {"left": (side.right, -1), "right": (side.left, -1)}
    if not is_back:
        return seen
    if flip == "short-edge":
        return {"left": seen["right"], "right": seen["left"]}
    return {half: (page, -up) for half, (page, up) in seen.items()}


def fold(sides: list[SheetSide], flip: str) -> list[tuple[int, int]]:
    """Return the pages as a reader turns them: the right halves from the outermost sheet in, then the left ones out."""
    sheets = [(on_paper(front, is_back=False, flip=flip), on_paper(back, is_back=True, flip=flip))
              for front, back in zip(sides[::2], sides[1::2], strict=True)]
    going_in = [each["right"] for front, back in sheets for each in (front, back)]
    coming_out = [each["left"] for front, back in reversed(sheets) for each in (back, front)]
    return going_in + coming_out


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("pages", PAGES)
def test_a_folded_booklet_reads_in_order_and_every_page_stands_upright(pages: int, flip: str) -> None:
    assert fold(sides_of(pages, flip), flip) == [(page, 1) for page in range(1, pages + 1)]


@pytest.mark.parametrize("flip", FLIPS)
def test_a_booklet_that_is_bound_on_the_right_reads_in_order_seen_in_a_mirror(flip: str) -> None:
    sides = list(saddle_stitch(16, paper_mm=0.1, room_mm=5, flip=flip, is_right_to_left=True))  # type: ignore[arg-type]
    assert (sides[0].left, sides[0].right) == (1, 16)
    assert fold([replace(side, left=side.right, right=side.left) for side in sides], flip) == [
        (page, 1) for page in range(1, 17)]


def test_a_printer_set_to_the_other_edge_would_turn_pages_upside_down() -> None:
    assert fold(sides_of(8, "short-edge"), "long-edge") != [(page, 1) for page in range(1, 9)]


@pytest.mark.parametrize("pages", PAGES)
@pytest.mark.parametrize("paper_mm", [0.0, 0.1, 0.5])
def test_creep_grows_inwards_by_the_paper_and_leaves_text_clear_of_the_fold(pages: int, paper_mm: float) -> None:
    creeps = [side.creep_mm for side in sides_of(pages, paper_mm=paper_mm)]
    assert creeps[:2] == [0, 0]
    assert creeps[::2] == creeps[1::2] == pytest.approx([paper_mm * sheet for sheet in range(pages // 4)])
    assert all(INNER_MM - creep >= SAFE_MM for creep in creeps)


def test_creep_stops_at_the_safe_margin() -> None:
    assert max(side.creep_mm for side in saddle_stitch(48, paper_mm=0.5, room_mm=2.0, flip="short-edge")) == 2.0


@pytest.mark.parametrize("pages", [1, 2, 3, 5, 30])
def test_pages_that_leave_a_sheet_half_empty_are_refused(pages: int) -> None:
    with pytest.raises(ValueError, match="do not fill sheets"):
        sides_of(pages)


def numbered(pages: int) -> bytes:
    """Return A5 pages with 3 mm bleed in a wide slug; each prints its number 20 mm from the lower left of the trim."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
        for number in range(1, pages + 1):
            pdf.add_blank_page(page_size=(491.53, 667.28))
            page = pdf.pages[-1]
            page.obj.TrimBox = pikepdf.Array([36, 36, 455.53, 631.28])
            page.obj.BleedBox = pikepdf.Array([27.5, 27.5, 464.03, 639.78])
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(
                b"q\n/DeviceCMYK cs\n0 0 0 1 scn\nBT /F 40 Tf 92.69 92.69 Td (%d) Tj ET\nQ" % number)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def impose(content: bytes, pages: int, flip: str = "short-edge") -> bytes:
    return imposition.impose(content, sides_of(pages, flip), (297.0, 210.0), flip=flip,  # type: ignore[arg-type]
                             twins={(0, 0, 0, 1): (0, 0, 0)})


def halves(content: bytes) -> list[tuple[str, str]]:
    """Return the words on the left and right half of each page, as they are drawn before the page is turned."""
    found = []
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            page.set_rotation(0)
            width, height = page.get_size()
            text = page.get_textpage()
            found.append((text.get_text_bounded(0, 0, width / 2, height).strip(),
                          text.get_text_bounded(width / 2, 0, width, height).strip()))
    return found


@pytest.mark.parametrize("flip", FLIPS)
def test_the_file_shows_on_each_half_the_page_that_belongs_there(flip: str) -> None:
    sides = sides_of(12, flip)
    imposed = impose(numbered(12), 12, flip)
    assert halves(imposed) == [(str(side.left), str(side.right)) for side in sides]
    with pikepdf.open(io.BytesIO(imposed)) as pdf:
        assert [int(page.obj.Rotate) for page in pdf.pages] == [side.rotation_degrees for side in sides]
        assert [round(float(edge) * 25.4 / 72) for edge in pdf.pages[0].mediabox] == [0, 0, 297, 210]
        assert str(pdf.Root.ViewerPreferences.Duplex) == ("/DuplexFlipShortEdge" if flip == "short-edge"
                                                          else "/DuplexFlipLongEdge")
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"


def test_pages_stand_at_true_size_beside_the_fold_and_move_by_the_creep() -> None:
    with pypdfium2.PdfDocument(impose(numbered(12), 12)) as pdf:
        for index, page in enumerate(pdf):
            text = page.get_textpage()
            lefts = sorted(text.get_charbox(each, loose=True)[0] * 25.4 / 72 for each in range(text.count_chars()))
            fold_mm, creep = 297 / 2, 0.1 * (index // 2)
            assert lefts[0] == pytest.approx(fold_mm - 148 + 20 + creep, abs=0.02)
            assert any(left == pytest.approx(fold_mm + 20 - creep, abs=0.02) for left in lefts)


def test_the_same_pages_give_the_same_bytes_and_no_ink_of_the_press() -> None:
    content = numbered(8)
    assert impose(content, 8) == impose(content, 8)
    with pikepdf.open(io.BytesIO(impose(content, 8))) as pdf:
        streams = b"".join(thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
    assert b"0 0 0 rg" in streams
    assert not re.search(rb"DeviceCMYK|scn", streams)


def test_an_office_sheet_takes_two_pages_of_any_size_or_there_is_none() -> None:
    assert [office_sheet_mm(page) for page in ((148, 210), (139.7, 215.9), (210, 297), (215.9, 279.4), (100, 100))] == [
        (297.0, 210.0), (279.4, 215.9), (420.0, 297.0), (431.8, 279.4), (279.4, 215.9)]
    assert office_sheet_mm((300, 300)) is None


def test_whole_pages_stand_in_the_middle_of_a_sheet_and_the_file_says_that_it_has_no_tags() -> None:
    placed = imposition.place(numbered(2), (297.0, 210.0), flip="short-edge", twins={})
    with pypdfium2.PdfDocument(placed) as pdf:
        assert [page.get_textpage().get_text_bounded().strip() for page in pdf] == ["1", "2"]
        left = pdf[0].get_textpage().get_charbox(0, loose=True)[0] * 25.4 / 72
    assert left == pytest.approx((297 - 148) / 2 + 20, abs=0.02)
    with pikepdf.open(io.BytesIO(placed)) as pdf:
        assert not pdf.Root.MarkInfo.Marked
        assert "not tagged" in str(pdf.docinfo["/Keywords"])
