"""A cell of a workbook holds a number, a date, yes or no, or the error of a formula, where a list holds words.

A spreadsheet drops the zeros before a number and makes dates of what looks like one, and nobody can tell afterwards
what somebody typed: 02079460000 is kept as 2079460000. An id may be a number.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings

_WHY = {
    "number": "a spreadsheet drops the zeros before a number, and nobody can tell whether there were any",
    "date": "a spreadsheet makes dates of what looks like one, and nobody can tell what was typed",
    "yes or no": "a spreadsheet makes this of a word, and nobody can tell which one was typed",
    "error": "a formula could not be worked out, so that nobody knows what belongs here",
}
_AS_TEXT = "format the column as text, and type it again as it is to be printed"
_NAMES = {"number": "a number", "date": "a date", "error": "the error of a formula"}


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        for column, cell in zip(clinics.columns, row.cells, strict=True):
            if not cell.is_text(column):
                yield clinics.fault(row, cell, f"the cell holds {_NAMES.get(cell.kind, cell.kind)}: {cell.text}",
                                    why=_WHY[cell.kind],
                                    fix="type the words themselves" if cell.kind == "error" else _AS_TEXT)
