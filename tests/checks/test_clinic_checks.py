"""Each fault of a list of clinics is told once, at its row and column, and good rows pass."""

import csv
import io
import re
from pathlib import Path

import pytest

from pipeline import checks
from pipeline.model.clinic_list import COLUMNS, ClinicList, Known, imprint_of
from pipeline.model.finding import Finding
from pipeline.stages import clinics as stage
from tests import clinic_lists
from tests.clinic_lists import as_csv, clinic

KNOWN = Known(("jmml-handout-letter", "jmml-handout-text"), ("en",))
HEADER = ",".join(COLUMNS)


def listed(content: str | bytes, tmp_path: Path) -> tuple[ClinicList, list[Finding]]:
    path = clinic_lists.write(tmp_path / "list", [])
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = stage.read(path, KNOWN, lambda logo: "is broken" if len(logo) == 200 else "")
    return found, checks.examine("clinics", found)


def rules(content: str | bytes, tmp_path: Path) -> list[str]:
    name = str(tmp_path / "list" / "clinics.csv")
    return [f"{each.place}".removeprefix(name) + f" {each.check}" for each in listed(content, tmp_path)[1]]


def test_of_a_thousand_clinics_with_fifty_faults_each_fault_is_told_once_at_its_row_and_column(tmp_path):
    clinics, expected = clinic_lists.planted(1000)
    text = as_csv(clinics)
    found, findings = listed(text, tmp_path)

    assert len(found.rows) == 1000
    assert len(findings) == 50
    told = {}
    for each in findings:
        row, column = re.match(r"row (\d+), column (\w+): ", each.message).groups()
        told[int(row)] = (column, each.check)
        assert each.why
        assert each.fix
        assert written_at(text, each.place.line, each.place.column) == clinics[int(row) - 2][column]
    assert told == expected


def written_at(text: str, line: int, column: int) -> str:
    """Return the cell that begins at a place of the file, read by Python's own reader."""
    lines = re.split(r"(?<=\n)", text.replace("\r\n", "\n"))
    if re.search("\r", text.replace("\r\n", "")):
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)
    rest = "".join(lines[line - 1:])[column - 1:]
    return next(csv.reader(io.StringIO(rest, newline="")))[0]


def test_the_faults_planted_are_of_every_kind_that_a_cell_can_have():
    elsewhere = {"clinics-not-utf8", "unclosed-quote", "wrong-column", "cell-count", "misplaced-quote", "no-clinic",
                 "workbook-as-list", "workbook-unreadable", "cell-not-text", "id-made", "premium-phone",
                 "cell-too-long"}
    assert {rule for _, _, rule in clinic_lists.FAULTS} | elsewhere == {
        check.rule for check in checks.checks_of("clinics")}
    assert len(clinic_lists.FAULTS) == 50


@pytest.mark.parametrize(("content", "told"), [
    (HEADER.encode("utf-16"), [" clinics-not-utf8"]),
    ((HEADER + "\nx,Peñ").encode("latin-1"), [" clinics-not-utf8"]),
    ("id,name,fonts\n", [":1:9 wrong-column"]), ("name" + ",x" * 50_000 + "\n", [":1:204 wrong-column"]),
    ("id,name,id\n", [":1:9 wrong-column"]),
    ("id,web\n", [":1:1 wrong-column"]),
    (HEADER + "\n", [":1 no-clinic"]),
    (f"sep=,\n{HEADER}\n,,,\n", [":2 no-clinic"]),
    ("sep=;\nid;web\n", [":2:1 wrong-column"]),
    ("sep=;\nid;name\na;\n", [":3:3 clinic-without-name"]),
    ("", [":1:1 wrong-column"]),
    ('id,name\na,A\nb,"B\nc,C\n', [":3:3 unclosed-quote"]),
    ('id,name\na,A\nb,"B\nc,"C"c\nd,"D"\n', [":3:3 misplaced-quote", ":4:3 misplaced-quote"]),
    ("id,name,phone,Telephone\n", [":1:15 wrong-column"]), ("id,name,\na,A,x\n", [":1:9 wrong-column"]),
    ('id,name\na,A"A\nb,"B"b\n', [":2:3 misplaced-quote", ":3:3 misplaced-quote"]),
    ("id,name\na\nb,B,C\n", [":2:1 cell-count", ":3:5 cell-count"]),
    ('id,name\na,"A\nA"\n\n,\nb,\n', [":2:3 unprintable-cell", ":6:3 clinic-without-name"]),
])
def test_a_fault_of_the_form_is_told_where_it_stands(content, told, tmp_path):
    assert rules(content, tmp_path) == told


@pytest.mark.parametrize("text", [HEADER, as_csv([clinic(1)]), "名称,网址\n儿童医院,https://example.org\n", "a"])
@pytest.mark.parametrize(("code", "said"), [
    ("utf-16", "is UTF-16"), ("utf-32", "is UTF-32"), ("utf-32-le", "is UTF-32"), ("utf-32-be", "is UTF-32")])
def test_a_list_in_a_wide_encoding_is_called_by_its_name(text, code, said, tmp_path):
    found = listed(text.encode(code), tmp_path)[1]
    assert [(each.check, each.message) for each in found] == [("clinics-not-utf8", f"the list {said}")]


@pytest.mark.parametrize("content", [
    as_csv([clinic(1), clinic(7)], delimiter) .replace("\r\n", newline).encode(encoding)
    for delimiter, newline, encoding in [
        (",", "\r\n", "utf-8-sig"), (";", "\n", "utf-8"), ("\t", "\r\n", "utf-8"), (",", "\n", "utf-8-sig")]
])
def test_what_spreadsheets_write_is_read(content, tmp_path):
    found, findings = listed(content, tmp_path)
    assert findings == []
    first, second = (imprint_of(found, row) for row in found.rows)
    assert first.name == "Clinic 1, “Children’s”"
    assert first.department == 'Pediatric "Oncology"'
    assert second.address == ("7 Example Street", "Springfield")
    assert [(each.label, each.number, each.hours) for each in first.phones] == [
        ("Day", "+1 617 555 0101", "8:00 to 17:00"), ("", "(617) 555-0199 ext. 1", "")]


@pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n', "\ufeffsep=;\n"])
def test_a_first_line_that_states_the_separator_is_no_row(first, tmp_path):
    found, findings = listed(first + as_csv([clinic(1)], ";"), tmp_path)
    assert findings == []
    assert [(row.number, row.cells[0].line) for row in (found.header, *found.rows)] == [(1, 2), (2, 3)]
    assert imprint_of(found, found.rows[0]).name == "Clinic 1, “Children’s”"


def test_a_stated_separator_parts_cells_whatever_the_header_looks_like(tmp_path):
    found, findings = listed("sep=^\nid^name\na^Clinic, A\n", tmp_path)
    assert (findings, found.said(found.rows[0], "name")) == ([], "Clinic, A")


@pytest.mark.parametrize("phones", [
    "911", "+1 617 555 0100", "(617) 555-0100", "Ward 5: 617.555.0100 (day and night)", "+1 (617) 555-0100 x12",
    "617/555 0100", "Nights: +1 617 555 0100, ext. 7 (20:00 to 8:00) | 617-555-0101",
])
def test_what_can_be_dialled_passes(phones, tmp_path):
    assert rules(as_csv([clinic(1) | {"phones": phones}]), tmp_path) == []


@pytest.mark.parametrize("web", [
    "https://example.org", "http://example.org/a?b=c#d", "example.org:8080/x", "kinderklinik-köln.example",
    "EXAMPLE.ORG/",
])
def test_what_opens_a_page_passes(web, tmp_path):
    assert rules(as_csv([clinic(1) | {"web": web}]), tmp_path) == []


def test_a_logo_may_lie_in_a_folder_below_and_windows_may_write_its_path(tmp_path):
    folder = clinic_lists.write(tmp_path / "list", []).parent
    (folder / "signs").mkdir()
    (folder / "signs" / "logo.png").write_bytes((folder / "logo.png").read_bytes())
    assert rules(as_csv([clinic(1) | {"logo": "signs\\logo.png"}]), tmp_path) == []


def test_a_logo_behind_a_link_that_leads_out_of_the_folder_is_not_read(tmp_path):
    folder = clinic_lists.write(tmp_path / "list", []).parent
    (folder / "signs.png").symlink_to(tmp_path / "outside.png")
    (folder / "ring.png").symlink_to(folder / "ring.png")
    (folder / "shelf").symlink_to(tmp_path)
    (tmp_path / "outside.png").write_bytes((folder / "logo.png").read_bytes())
    for name in ("signs.png", "ring.png", "shelf/outside.png"):
        assert [each.split()[1] for each in rules(as_csv([clinic(1) | {"logo": name}]), tmp_path)] == ["unusable-logo"]


@pytest.mark.parametrize(("column", "words", "rule"), [
    ("name", "—", "clinic-without-name"), ("name", "\u3164", "unprintable-cell"), ("name", "12", "clinic-without-name"),
    ("name", "Clinic \ue000", "unprintable-cell"), ("name", "Clinic\u200f", "unprintable-cell"),
    ("address", "5\u200b0 Example Street", "unprintable-cell"), ("name", "A\U000e0041", "unprintable-cell"),
    ("phones", "\u202a+1 617 555 0100\u202c", "unprintable-cell"), ("department", "a\tb", "unprintable-cell"),
    ("web", "https://ex\u0430mple.org", "bad-link"), ("qr", "xn--80ak6aa92e.example.org", "bad-link"),
])
def test_what_a_reader_would_not_see_as_it_stands_is_told(column, words, rule, tmp_path):
    _, findings = listed(as_csv([{**clinic(1), column: words}]), tmp_path)

    assert [each.check for each in findings] == [rule]


@pytest.mark.parametrize(("column", "words"), [
    ("name", "مستشفى (A+)\u200f الأطفال"), ("name", "می\u200cخواهم"), ("department", "Kinder\u00adklinik"),
    ("address", "ถนน\u200bใหญ่ 5"), ("web", "https://больница.example.org"), ("name", "小児科"),
])
def test_what_a_script_needs_passes(column, words, tmp_path):
    assert listed(as_csv([{**clinic(1), column: words}]), tmp_path)[1] == []
