"""A quotation mark stands inside a cell of a list where programs read it in different ways.

A cell is either quoted as a whole, and each mark inside is written twice, or it holds no quotation mark. Typographic
marks (“ ”) may stand anywhere.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.rows:
        for cell in row.cells:
            if cell.is_misquoted and not cell.is_unclosed:
                yield clinics.fault(row, cell, "a quotation mark stands inside the cell",
                                    why="programs read the cell in different ways",
                                    fix='quote the cell as a whole, and write each mark inside it twice: ""')
