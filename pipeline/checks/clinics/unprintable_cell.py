"""A cell of a list holds a character that no page shows: a control character, a mark that turns the order of letters.

It comes from a broken copy, or hides what a line really says. A line break may stand only where a cell holds several
things (address, phones, languages, products).
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        for column, cell in zip(clinics.columns, row.cells, strict=True):
            found = cell.unprintable(column)
            if found and not cell.is_formula:
                name = "a line break" if found.group() in "\r\n" else f"the character U+{ord(found.group()):04X}"
                yield clinics.fault(row, cell, f"{name} cannot be printed here",
                                    why="a page would show something else than what stands here",
                                    fix="type the cell anew")
