"""A quotation mark opens a cell of a list and none closes it.

Everything below, clinic after clinic, would be read as that one cell; so it is read to the end of its line, and its row
gets nothing. Close the quotation, or delete the mark; inside a quoted cell, a quotation mark is written twice.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in (clinics.header, *clinics.rows):
        for cell in row.cells:
            if cell.is_unclosed:
                yield clinics.fault(row, cell, "a quotation mark opens here and none closes it",
                                    why="all that follows would be read as one cell",
                                    fix="close it, or delete the mark")
