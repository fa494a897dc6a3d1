"""Two rows of a list have the same id.

Both would write into one folder, and one clinic would hand out the other's phone number. Give each its own id, or
delete the row that is old.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    first: dict[str, int] = {}
    for row, _, cell in clinics.cells("id"):
        above = first.setdefault(cell.text, row.number)
        if above != row.number:
            yield clinics.fault(row, cell, f"the id “{cell.text}” is that of row {above}",
                                why="one clinic would hand out what names the other",
                                fix="give each clinic an id of its own, or delete one row")
