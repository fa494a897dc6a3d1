"""A Word file is asked to which side its columns stand by its paragraphs that hold words, as a reader sees them."""

import io
import zipfile

from pipeline.readback.readers import word
from pipeline.tools.reading.docx_reader import DOCUMENT, W


def cell(*paragraphs: tuple[str, str]) -> str:
    """Return a cell of paragraphs, each with its side and its words."""
    justified = [(f"<w:jc w:val='{side}'/>" if side else "", said) for side, said in paragraphs]
    return "<w:tc>" + "".join(
        f"<w:p><w:pPr>{side}</w:pPr>{f'<w:r><w:t>{said}</w:t></w:r>' if said else ''}</w:p>"
        for side, said in justified) + "</w:tc>"


def sides(*rows: str) -> list[tuple[str, ...]]:
    """Return the sides of a Word file whose one table has these rows."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        body = f"<w:body><w:tbl>{table}</w:tbl></w:body>"
        package.writestr(DOCUMENT, f'<w:document xmlns:w="{W[1:-1]}">{body}</w:document>')
    return list(word.sides(held.getvalue()))


def test_an_empty_cell_stands_to_no_side_whatever_its_paragraph_says() -> None:
    assert sides(cell(("end", "12")) + cell(("", "a")), cell(("", "")) + cell(("center", ""))) == [("right", "left")]
    assert sides(cell(("end", ""), ("end", "9"))) == [("right",)]
    assert sides(cell(("", ""))) == [("",)]


def test_cells_with_words_on_two_sides_are_told() -> None:
    assert sides(cell(("end", "12")), cell(("", "9"))) == [("mixed",)]
    assert sides(cell(("end", "12"), ("center", "9"))) == [("mixed",)]


def test_words_behind_a_link_are_words_of_their_paragraph() -> None:
    row = f"<w:tc><w:p xmlns:w='{W[1:-1]}'><w:hyperlink><w:r><w:t>12</w:t></w:r></w:hyperlink></w:p></w:tc>"
    assert sides(row, cell(("end", "9"))) == [("mixed",)]
