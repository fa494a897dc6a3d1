"""Workbooks for tests, written by hand as the standards have them: what a cell holds, and of which type."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
#: What XLSX calls a type, and the style of a date there.
_TYPES = {"number": "", "date": ' s="1"', "error": ' t="e"', "yes or no": ' t="b"'}
#: A cell: its words, and what they are where they are no text.
Value = str | tuple[str, str]


def zipped(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for path, text in parts.items():  # the first part of an OpenDocument tells its kind to whoever looks
            book.writestr(path, text, zipfile.ZIP_STORED if path == "mimetype" else None)
    return held.getvalue()


def xlsx(*sheets: Sequence[Sequence[Value]], hidden: Sequence[int] = (), above: int = 0) -> bytes:
    """Return a workbook of sheets of rows; the first row stands below `above` empty ones."""
    listed = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="r{number}"'
                     f'{" state=" + chr(34) + "hidden" + chr(34) if number in hidden else ""}/>'
                     for number, _ in enumerate(sheets, 1))
    related = "".join(f'<Relationship Id="r{number}" Type="{_OFFICE}/worksheet" Target="worksheets/s{number}.xml"/>'
                      for number, _ in enumerate(sheets, 1))
    parts = {"[Content_Types].xml": "<Types/>",
             "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>name</t></si></sst>',
             "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
             "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
             "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
                              "</styleSheet>"}
    for number, rows in enumerate(sheets, 1):
        data = "".join(f'<row r="{row}">{"".join(_xlsx_cell(row, *each) for each in enumerate(cells))}</row>'
                       for row, cells in enumerate(rows, 1 + above))
        parts[f"xl/worksheets/s{number}.xml"] = f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
    return zipped(parts)


def _xlsx_cell(row: int, index: int, value: Value) -> str:
    ref = f"{chr(65 + index)}{row}"
    if value == "name":
        return f'<c r="{ref}" t="s"><v>0</v></c>'
    if isinstance(value, str):
        return f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{ref}"{_TYPES[value[1]]}><f>1/0</f><v>{escape(value[0])}</v></c>'


def ods(rows: Sequence[Sequence[Value]], more: str = "") -> bytes:
    """Return an OpenDocument workbook of one sheet, `more` behind its rows."""
    data = "".join(f'<table:table-row>{"".join(map(_ods_cell, cells))}</table:table-row>' for cells in rows)
    content = (f'<office:document-content xmlns:office="{_OPEN}office:1.0" xmlns:table="{_OPEN}table:1.0"'
               f' xmlns:text="{_OPEN}text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:'
               f'xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table table:name="S1">{data}{more}'
               "</table:table></office:spreadsheet></office:body></office:document-content>")
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _ods_cell(value: Value) -> str:
    text, kind = (value, "") if isinstance(value, str) else value
    said = {"": ' office:value-type="string"', "number": f' office:value-type="float" office:value="{text}"',
            "date": f' office:value-type="date" office:date-value="{text}"',
            "error": ' office:value-type="string" calcext:value-type="error"',
            "yes or no": ' office:value-type="boolean" office:boolean-value="true"'}[kind]
    return f"<table:table-cell{said}><text:p>{escape(text)}</text:p></table:table-cell>"
