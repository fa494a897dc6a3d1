"""Lists as people write them: their names of columns, numbers and languages parted as they part them, no ids."""

import io
import zipfile

import pytest

from pipeline.model.clinic_cells import languages, phones
from pipeline.model.clinic_columns import COLUMNS, LONGEST, column_of
from pipeline.model.clinic_ids import made_ids
from pipeline.model.clinic_list import imprint_of
from pipeline.model.imprint import Phone
from tests.checks.test_clinic_checks import listed, rules


def told(content: str | bytes, tmp_path) -> list[tuple[str, str, str]]:
    return [(each.check, each.severity.value, each.message) for each in listed(content, tmp_path)[1]]


# --- columns ---


@pytest.mark.parametrize(("written", "column"), [
    ("ID", "id"), ("Hospital name", "name"), ("CLINIC", "name"), ("Website", "web"), ("Web-Site", "web"),
    ("Telephone", "phones"), ("Phone numbers", "phones"), (" phone_number ", "phones"), ("Street address", "address"),
    ("Logo file", "logo"), ("Alt text", "logo_text"), ("QR code", "qr"), ("Languages spoken", "languages"),
    ("Téléphone", "phones"), ("E-mail", None), ("Fax", None), ("", None), ("name2", None)])
def test_a_column_is_known_by_its_usual_names_in_any_case(written, column):
    assert column_of(written) == column


def test_each_column_is_known_by_its_own_name():
    assert {column_of(each) for each in COLUMNS} == set(COLUMNS)


def test_a_list_with_usual_names_says_what_one_with_ours_says(tmp_path):
    usual, findings = listed("ID;Hospital Name;Telephone;Website\na;Clinic A;617-555-0100;example.org\n", tmp_path)
    assert findings == []
    ours, _ = listed("id,name,phones,web\na,Clinic A,617-555-0100,example.org\n", tmp_path)
    assert imprint_of(usual, usual.rows[0]) == imprint_of(ours, ours.rows[0])


def test_a_fault_names_the_column_as_the_header_does(tmp_path):
    [found] = listed("Hospital,ID,Telephone\nA,a,call us\n", tmp_path)[1]
    assert found.message.startswith("row 2, column Telephone: ")
    assert found.field == "phones"


@pytest.mark.parametrize(("column", "fix"), [
    ("City", "column “address”"), ("Phone 2", "column “phones”"), ("Address line 2", "column “address”"),
    ("ZIP code", "column “address”"), ("E-mail", "known are"), ("adress", "write “address”"), ("LOGOS", "“logo”")])
def test_a_column_that_nobody_knows_is_told_with_what_to_do(column, fix, tmp_path):
    [found] = listed(f"id,name,{column}\na,A,x\n", tmp_path)[1]
    assert (found.check, fix in found.fix, found.message.startswith("row 1: ")) == ("wrong-column", True, True)


# --- ids ---


def test_ids_are_made_from_names_and_told(tmp_path):
    found, findings = listed("name\nHôpital Sainte-Anne\nŁódź Children’s\nHôpital Sainte Anne\nCON\n", tmp_path)
    assert [found.id(row) for row in found.rows] == [
        "hopital-sainte-anne", "lodz-childrens", "hopital-sainte-anne-2", "con-clinic"]
    assert [(each.check, each.severity) for each in findings] == [("id-made", "note"), ("id-made", "note")]
    assert "row 4 “hopital-sainte-anne-2”" in findings[0].message + findings[1].message


def test_a_made_id_is_never_one_that_is_given(tmp_path):
    found, findings = listed("id,name\n,Valley\nvalley,Hill\nvalley-2,Lake\n,valley!\n", tmp_path)
    assert [found.id(row) for row in found.rows] == ["valley-3", "valley", "valley-2", "valley-4"]
    assert {each.check for each in findings} == {"id-made"}
    assert all(made.startswith("a" * 50) and len(made) <= 60 for made in made_ids(
        [(2, "a" * 5000), (3, "a" * 5000)], ()).values())


def test_a_name_that_gives_no_id_is_asked_about_and_one_with_an_id_is_not(tmp_path):
    assert rules("name\n東京病院\n", tmp_path) == [":2:1 bad-clinic-id"]
    assert rules("id,name\n,東京病院\ntokyo,東京病院\n", tmp_path) == [":2:1 bad-clinic-id"]


# --- several things in one cell ---


@pytest.mark.parametrize(("cell", "numbers"), [
    ("617-555-0100, 617-555-0101", ["617-555-0100", "617-555-0101"]),
    ("617-555-0100; (617) 555-0101/+1 617 555 0102", ["617-555-0100", "(617) 555-0101", "+1 617 555 0102"]),
    ("617-555-0100, ext. 12, 617-555-0101", ["617-555-0100, ext. 12", "617-555-0101"]),
    ("617-555-0100,12", ["617-555-0100,12"]), ("617-555-0100,5550101", ["617-555-0100", "5550101"]),
    ("617/555 0100", ["617/555 0100"]), ("030/1234567", ["030/1234567"]), ("06221/56-0", ["06221/56-0"]),
    ("617-555-0100 x12; 617-555-0101 #13", ["617-555-0100 x12", "617-555-0101 #13"]),
    ("617-555-0100 (Monday, Tuesday; 8/17), 617-555-0101", ["617-555-0100", "617-555-0101"])])
def test_numbers_parted_in_any_usual_way_are_all_kept(cell, numbers, tmp_path):
    assert [each.number for each in phones(cell)] == numbers
    assert rules(f'id,name,phones\na,A,"{cell}"\n', tmp_path) == []


def test_labels_and_hours_stay_with_their_numbers():
    assert phones("Day: 617 555 0100 (8 to 17, not on Sunday); Night/weekend: 617 555 0101") == (
        Phone(number="617 555 0100", label="Day", hours="8 to 17, not on Sunday"),
        Phone(number="617 555 0101", label="Night/weekend"))
    assert phones("24/7: 617 555 0100") == (Phone(number="617 555 0100", label="24/7"),)


@pytest.mark.parametrize("cell", [
    "617-555-0100/0101", "617-555-0100, 0101", "617-555-0100, 617-555-01O1", "617-555-0100 or 617-555-0101",
    "911, 112", "911,112", "5550, Night: 617-555-0101", "617-555-0100, call us", "617-555-0100 617-555-0101"])
def test_numbers_that_may_be_read_in_two_ways_are_asked_about(cell, tmp_path):
    [found] = listed(f'id,name,phones\na,A,"{cell}"\n', tmp_path)[1]
    assert (found.check, "| between two numbers" in found.fix) == ("bad-phone", True)


@pytest.mark.parametrize(("number", "target"), [
    ("+1 617 555 0100 ext. 12", "tel:+16175550100;ext=12"), ("+1 617 555 0100x12", "tel:+16175550100;ext=12"),
    ("+1 617 555 0100,12", "tel:+16175550100;ext=12"), ("+1 617 555 0100 #12", "tel:+16175550100;ext=12"),
    ("+1 617 555 0100, Ext 12", "tel:+16175550100;ext=12"), ("+1 617 555 0100", "tel:+16175550100")])
def test_an_extension_is_part_of_a_number(number, target, tmp_path):
    assert [each.target for each in phones(number)] == [target]
    assert rules(f'id,name,phones\na,A,"{number}"\n', tmp_path) == []


@pytest.mark.parametrize(("number", "is_told"), [
    ("+1 900 555 0100", True), ("1-900-555-0100", True), ("+1 617 976 0100", True), ("+44 909 879 0100", True),
    ("+49 900 1 234567", True), ("+49 (0)900 1 234567", True), ("+1 617 900 0100", False), ("+44 20 7946 0900", False),
    ("+49 30 900 1234", False), ("0900 123", False), ("911", False)])
def test_a_premium_rate_number_is_asked_about_by_a_warning(number, is_told, tmp_path):
    found = told(f"id,name,phones\na,A,{number}\n", tmp_path)
    assert [each[:2] for each in found if each[0] == "premium-phone"] == [("premium-phone", "warning")] * is_told


@pytest.mark.parametrize(("cell", "names"), [
    ("English, Español", ["English", "Español"]), ("English; Tiếng Việt/한국어", ["English", "Tiếng Việt", "한국어"]),
    ("中文 (粤语, 普通话), English", ["中文 (粤语, 普通话)", "English"]), ("American Sign Language, English",
                                                              ["American Sign Language", "English"]),
    ("English|Español", ["English", "Español"])])
def test_languages_parted_in_any_usual_way_are_all_kept(cell, names, tmp_path):
    assert list(languages(cell)) == names
    assert rules(f'id,name,languages\na,A,"{cell}"\n', tmp_path) == []


@pytest.mark.parametrize("cell", ["English, interpreter on request", "English, and Español", "English, 24 more",
                                  "en, es", "English, es"])
def test_languages_that_may_be_none_are_asked_about(cell, tmp_path):
    assert set(rules(f'id,name,languages\na,A,"{cell}"\n', tmp_path)) == {":2:5 language-by-tag"}


# --- workbooks ---


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 5000)
    return file.getvalue()


@pytest.mark.parametrize(("content", "said"), [
    (packed("word/document.xml"), ".docx"),
    (packed("Index/Tables.iwa"), ".numbers"), (packed("a.csv"), ".zip"), (b"%PDF-1.7\n", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"), (b"<html><table><tr><td>id</table>", "HTML")])
def test_a_workbook_is_called_a_workbook_whatever_its_name(content, said, tmp_path):
    [found] = listed(content, tmp_path)[1]
    assert (found.check, said in found.message, "CSV UTF-8" in found.fix) == ("workbook-as-list", True, True)


# --- one stranger's row ---


@pytest.mark.parametrize("row", [
    b"b,B\xff\xfe,,", b"b,B\0,,", b'b,"B,,', b'b,"B"x,,', b"b,B", b"b,=cmd(),,", b"b,\xe2\x80\xaeB,,", b"b,B,call,",
    b"b,B,," + b"a/" * 300 + b".png", b"b,B,,a\0b.png", b"b,B,,../../../etc/passwd", b"b,B,,.", b"b,B,,/dev/zero",
    b"b,,,", b"\xf0\x9f\x98\x80,\xf0\x9f\x98\x80,,", b"b," + b"(" * 5000 + b",," , b'b,"' + b'""' * 5000 + b'",,',
    b"b,B," + b"6," * 9, b'b,B,"' + b"617-555-0100, " * 500 + b'x",', b'b,B,"' + b"(" * 9000 + b'",'])
def test_a_row_of_anything_keeps_no_other_from_being_made(row, tmp_path):
    text = b"id,name,phones,logo\n" + "a,Ä,617-555-0100,\n".encode() + row + b"\nc,C,617-555-0101,\n"
    found, findings = listed(text, tmp_path)
    assert found.is_trusted
    wrong = {each.place.line for each in findings if each.severity == "error"}
    assert wrong == {3}
    assert [found.said(each, "name") for each in found.rows if each.cells[0].line != 3] == ["Ä", "C"]


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path):
    found, findings = listed('id,name,address\na,A,"1 Street\nTown"\n\nb,B,x,y\nc,,\n', tmp_path)
    assert [row.number for row in found.rows] == [2, 4, 5]
    assert [each.message[:5] for each in findings] == ["row 4", "row 5"]


@pytest.mark.parametrize("column", [each for each in COLUMNS if each not in ("id", "name")])
def test_a_cell_longer_than_anybody_writes_is_told_once_and_quoted_by_its_beginning(column, tmp_path):
    most = LONGEST[column]
    (found,) = listed(f"id,name,{column}\na,A,{'x' * (most + 1)}\n", tmp_path)[1]
    assert (found.check, found.field, len(found.message + found.fix) < 200) == ("cell-too-long", column, True)
    assert "cell-too-long" not in " ".join(rules(f"id,name,{column}\na,A,{'x' * most}\n", tmp_path))


def test_a_name_and_an_id_have_an_end_too(tmp_path):
    assert rules(f"id,name\n{'a' * 201},A\n", tmp_path) == [":2:1 cell-too-long"]
    assert rules(f"id,name\na,{'A' * 201}\n", tmp_path) == [":2:3 cell-too-long"]
