"""QR codes are worked out by tables; segno, which is slow and right, tells whether they are."""

import pytest
import segno

from pipeline.tools.pictures import qr_code

#: The most bytes that a code of each size holds at medium correction (ISO/IEC 18004, table 7).
FULL = {1: 14, 2: 26, 3: 42, 4: 62, 5: 84, 6: 106, 7: 122, 8: 152, 9: 180, 10: 213, 13: 331, 21: 711, 40: 2331}


def dark(code: qr_code.Squares) -> set[tuple[int, int]]:
    return {(left + step, top) for left, top, length in code.bars for step in range(length)}


@pytest.mark.parametrize(("version", "length"), FULL.items())
def test_a_full_code_of_each_size_is_the_one_that_segno_makes(version: int, length: int) -> None:
    address = ("https://www.clinic.example/" + "Ab-9_/é?" * 300).encode()[:length].decode(errors="ignore")
    address += "x" * (length - len(address.encode()))

    expected = segno.make_qr(address.encode(), error="m", mask=3, boost_error=False, mode="byte")

    assert expected.version == version
    assert dark(qr_code.squares(address)) == {
        (x, y) for y, row in enumerate(expected.matrix) for x, square in enumerate(row) if square}


def test_what_is_not_full_is_filled_as_the_standard_says() -> None:
    codewords = qr_code._codewords(b"a", qr_code._template(1))

    # byte mode, one byte, "a", the end, then 236 and 17 in turn (7.4.9, 7.4.10)
    assert codewords[:16] == bytes([0x40, 0x16, 0x10, *[0xEC, 0x11] * 6, 0xEC])


def test_a_size_serves_many_addresses() -> None:
    one, other = (qr_code.squares(f"https://www.clinic.example/{each}") for each in ("one", "two"))

    assert one.size == other.size
    assert dark(one) != dark(other)


def test_an_address_that_no_code_holds_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="QR Code"):
        qr_code.squares("a" * 3000)


def test_a_drawing_holds_each_bar_in_its_colour() -> None:
    code = qr_code.squares("https://www.clinic.example")
    drawing = qr_code.drawing(code, "#123456")

    assert drawing.count("M") == len(code.bars)
    assert 'fill="#123456"' in drawing
    assert f'viewBox="0 0 {code.size} {code.size}"' in drawing
