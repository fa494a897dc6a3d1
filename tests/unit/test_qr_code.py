"""QR codes are segno's, drawn as bars; a small reader of our own finds the address in them again."""

import pytest
import segno

from pipeline.tools.pictures import qr_code

#: The most bytes that a code of each size holds at medium correction (ISO/IEC 18004, table 7).
FULL = {1: 14, 2: 26, 3: 42, 7: 122, 9: 180, 10: 213, 21: 711, 40: 2331}


def dark(code: qr_code.Squares) -> set[tuple[int, int]]:
    return {(left + step, top) for left, top, length in code.bars for step in range(length)}


def read(code: qr_code.Squares) -> str:
    """Return what a code of the second size says (25 modules, one block), after ISO/IEC 18004, 7.7 and 7.8."""
    assert code.size == 25
    shown, bits, is_upwards = dark(code), "", True
    patterns = {(x, y) for x in range(25) for y in range(25)  # corners with the format, the rulers, the small target
                if (min(x, 24 - x) < 9 - (x > 12) and y < 9) or (x < 9 and y > 16) or 6 in (x, y)
                or (16 <= x <= 20 and 16 <= y <= 20)}
    for right in (*range(24, 6, -2), 5, 3, 1):
        for y in (range(24, -1, -1) if is_upwards else range(25)):
            for x in (right, right - 1):
                if (x, y) not in patterns:
                    bits += str(int(((x, y) in shown) != ((x + y) % 3 == 0)))  # mask 3
        is_upwards = not is_upwards
    assert bits[:4] == "0100", "content in bytes"
    return bytes(int(bits[at:at + 8], 2) for at in range(12, 12 + 8 * int(bits[4:12], 2), 8)).decode()


@pytest.mark.parametrize("address", ["https://clinic.example/a", "https://é.example", "https://clinic.example/wxyz"[:26]])
def test_an_address_can_be_read_again(address: str) -> None:
    assert read(qr_code.squares(address)) == address


def test_a_square_turned_over_is_read_otherwise() -> None:
    code = qr_code.squares("https://clinic.example/a")
    (left, top, length), *rest = (bar for bar in code.bars if bar[0] + bar[2] == 25 and bar[1] > 12)
    others = tuple(bar for bar in code.bars if bar != (left, top, length))
    assert rest
    assert read(qr_code.Squares(25, (*others, (left, top, length - 1)))) != "https://clinic.example/a"


@pytest.mark.parametrize(("version", "length"), FULL.items())
def test_bars_cover_what_is_dark_once_and_never_touch_side_by_side(version: int, length: int) -> None:
    address = ("https://www.clinic.example/" + "Ab-9_/é?" * 300).encode()[:length].decode(errors="ignore")
    address += "x" * (length - len(address.encode()))
    expected = segno.make_qr(address.encode(), error="m", mask=3, boost_error=False, mode="byte")
    code = qr_code.squares(address)

    assert expected.version == version
    assert dark(code) == {(x, y) for y, row in enumerate(expected.matrix) for x, square in enumerate(row) if square}
    assert len(dark(code)) == sum(bar[2] for bar in code.bars)
    assert not {(left + length, top) for left, top, length in code.bars} & dark(code)


def test_an_address_that_no_code_holds_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="QR Code"):
        qr_code.squares("a" * 3000)


def test_a_drawing_holds_each_bar_in_its_colour() -> None:
    code = qr_code.squares("https://www.clinic.example")
    drawing = qr_code.drawing(code, "#123456")

    assert drawing.count("M") == len(code.bars)
    assert 'fill="#123456"' in drawing
    assert f'viewBox="0 0 {code.size} {code.size}"' in drawing
