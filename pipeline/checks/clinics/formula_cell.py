"""A cell of a list begins as a formula does: with =, +, -, @, a tab or a line break.

Whoever opens the list in a spreadsheet would run it; such cells are used to send what stands in a list elsewhere. A
number to dial may begin with + and a digit.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        for cell in row.cells:
            if cell.is_formula:
                yield clinics.fault(row, cell, f"the cell begins with {_named(cell.raw)}, as a formula does",
                                    why="a spreadsheet that opens the list would run it",
                                    fix="begin with a letter or a digit, or leave the cell empty")


def _named(raw: str) -> str:
    first = raw[0] if raw[0] in "\t\r" else raw.strip()[0]
    return {"\t": "a tab", "\r": "a line break"}.get(first, f"“{first}”")
