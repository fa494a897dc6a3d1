"""A workbook is a list as a CSV is: the same rules at the same rows, and what a spreadsheet did to a cell is told."""

from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model import limits
from pipeline.model.clinic_list import ClinicList, Known, imprint_of
from pipeline.model.failure import OverLimit, ToolFailed
from pipeline.model.finding import Finding
from pipeline.stages import clinics as stage
from pipeline.tools.reading import workbook_reader
from tests import workbooks
from tests.workbooks import Value, ods, xlsx

KNOWN = Known(("jmml-handout-text",), ("en",))
HEADER = ("name", "phones", "web")
GOOD = ("Peña & Łódź", "Day: +1 617 555 0100 (8 to 17)|617-555-0101", "https://clinic.example.org")
KINDS = [xlsx, lambda *rows: ods(*rows)]


def listed(content: bytes, tmp_path: Path) -> tuple[ClinicList, list[Finding]]:
    path = tmp_path / "clinics.xlsx"
    path.write_bytes(content)
    found = stage.read(path, KNOWN, lambda _: "")
    return found, checks.examine("clinics", found)


@pytest.mark.parametrize("write", KINDS, ids=["xlsx", "ods"])
def test_a_workbook_says_of_a_clinic_what_a_csv_says(write, tmp_path):
    found, faults = listed(write([HEADER, GOOD, (), ("Hill", "", "")]), tmp_path)
    text = "name,phones,web\n" + ",".join(GOOD) + "\n\nHill,,\n"
    other, same = listed(text.encode(), tmp_path)

    assert [imprint_of(found, row) for row in found.rows] == [imprint_of(other, row) for row in other.rows]
    assert [each.check for each in faults] == [each.check for each in same] == ["id-made"]
    assert [row.number for row in found.rows] == [2, 4]


@pytest.mark.parametrize("write", KINDS, ids=["xlsx", "ods"])
@pytest.mark.parametrize(("cell", "said"), [
    (("5551234567.0", "number"), "a number: 5551234567"), (("45000", "date"), "a date"),
    (("#DIV/0!", "error"), "the error of a formula: #DIV/0!"), (("1", "yes or no"), "yes or no")])
def test_a_cell_that_is_no_text_is_told_at_its_row_and_column(write, cell: Value, said, tmp_path):
    found, faults = listed(write([HEADER, GOOD, ("Hill", cell, "")]), tmp_path)
    [told] = [each for each in faults if each.check != "id-made"]

    assert (told.check, told.place.line, told.place.column) == ("cell-not-text", 3, 2)
    assert told.message.startswith(f"row 3, column phones: the cell holds {said}")
    assert told.why
    assert told.fix
    assert len(found.rows) == 2


def test_a_date_is_told_as_the_day_and_an_id_may_be_a_number(tmp_path):
    _, faults = listed(xlsx([("id", "name", "department"), (("101", "number"), "A", ("45000", "date"))]), tmp_path)
    assert [(each.place.line, each.message) for each in faults] == [
        (2, "row 2, column department: the cell holds a date: 2023-03-15 00:00:00")]
    found, _ = listed(xlsx([("id", "name"), (("101.0", "number"), "A")]), tmp_path)
    assert found.id(found.rows[0]) == "101"


@pytest.mark.parametrize("write", KINDS, ids=["xlsx", "ods"])
def test_the_rules_of_lists_hold(write, tmp_path):
    def rules(*rows):
        return [(each.check, each.place.line, each.place.column)
                for each in listed(write(rows), tmp_path)[1] if each.check != "id-made"]

    assert rules(HEADER, ("A", "call us", "")) == [("bad-phone", 2, 2)]
    assert rules(HEADER, ("A", "=cmd()", "")) == [("formula-cell", 2, 2)]
    assert rules(HEADER, ("A", "", "", "more")) == [("cell-count", 2, 4)]
    assert rules(("name", "fonts"), ("A", "")) == [("wrong-column", 1, 2)]
    assert rules(HEADER, ("x" * 9000, "", "")) == [("cell-too-long", 2, 1)]


def test_the_sheet_with_the_clinics_is_found_and_two_are_asked_about(tmp_path):
    notes, clinics = [("Notes",), ("Call Ann",)], [("name",), ("A",)]
    assert [row.number for row in listed(xlsx(notes, clinics), tmp_path)[0].rows] == [2]
    assert [row.number for row in listed(xlsx(clinics, [("name",), ("Old",)], hidden=[2]), tmp_path)[0].rows] == [2]
    assert [row.number for row in listed(xlsx(clinics, above=3), tmp_path)[0].rows] == [5]
    [told] = listed(xlsx(clinics, [("name",), ("B",)]), tmp_path)[1]
    assert (told.check, "“S1”, “S2”" in told.message) == ("workbook-unreadable", True)
    [told] = listed(xlsx([]), tmp_path)[1]
    assert told.check == "workbook-unreadable"


ROWS = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"'
EMPTY, FULL = f"{ROWS}/>", f'{ROWS} office:value-type="string"><text:p>x</text:p></table:table-cell>'


def test_a_sheet_of_empty_cells_is_nothing_and_one_without_end_is_refused(tmp_path):
    found, _ = listed(ods([("name",), ("A",)], f"{EMPTY}</table:table-row>"), tmp_path)
    assert len(found.rows) == 1
    [told] = listed(ods([("name",), ("A",)], f"{FULL}</table:table-row>"), tmp_path)[1]
    assert (told.check, "2,000,000 cells" in told.message) == ("workbook-unreadable", True)


def test_a_workbook_that_unpacks_without_end_or_is_damaged_is_refused(tmp_path, monkeypatch):
    whole = xlsx([HEADER, GOOD])
    for content in (whole[:-30], whole.replace(b"xl/worksheets/s1.xml", b"xl/worksheets/s2.xml"),
                    workbooks.zipped({"xl/workbook.xml": "<a", "xl/_rels/workbook.xml.rels": "<a/>"})):
        with pytest.raises(ToolFailed, match="damaged"):
            workbook_reader.sheets(content)
    monkeypatch.setattr(workbook_reader, "LIST_UNPACKED", 1000)
    with pytest.raises(OverLimit, match="unpacked"):
        workbook_reader.sheets(whole)
    monkeypatch.setattr(workbook_reader, "LIST_BYTES", 100)
    with pytest.raises(OverLimit, match="MB"):
        workbook_reader.sheets(whole)


def test_a_bomb_ends_its_own_process_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "LISTING", limits.Bounds(5, 200 << 20))
    entity = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 60}">' for number in range(1, 9))
    strings = f'<!DOCTYPE sst [<!ENTITY a0 "xxxxxxxxxx">{entity}]><sst><si><t>&a8;</t></si></sst>'
    related = '<a><b Id="r1" Target="worksheets/s1.xml"/></a>'
    book = workbooks.zipped({"xl/workbook.xml": '<w><sheet name="S" id="r1"/></w>', "xl/sharedStrings.xml": strings,
                             "xl/_rels/workbook.xml.rels": related, "xl/worksheets/s1.xml": "<w/>"})
    [told] = listed(book, tmp_path)[1]
    assert told.check == "workbook-unreadable"
    assert "cannot be read" in told.message
