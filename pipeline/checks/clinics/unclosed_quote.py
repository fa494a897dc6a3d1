"""A quotation mark opens a cell of a list and none closes it.

Everything below, clinic after clinic, would be read as that one cell. Close the quotation, or delete the mark;
inside a quoted cell, a quotation mark is written twice.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error

IS_GATE = True


def check(clinics: ClinicList) -> Findings:
    if clinics.unclosed:
        yield error(Place(clinics.path, clinics.unclosed.line, clinics.unclosed.column),
                    "a quotation mark opens here and none closes it",
                    why="all that follows would be read as one cell", fix="close it, or delete the mark")
