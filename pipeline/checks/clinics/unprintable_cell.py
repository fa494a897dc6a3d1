"""A cell of a list holds a character that may not stand there, as one that turns the order of letters.

It comes from a broken copy, or hides what a line really says. A line break may stand only where a cell holds several
things (address, phones, languages, products).
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        for column, cell in zip(clinics.columns, row.cells, strict=True):
            fault = "" if cell.is_formula else cell.unprintable(column)
            if fault:
                yield clinics.fault(row, cell, fault, why="a page would show something else than what stands here",
                                    fix="type the cell anew")
