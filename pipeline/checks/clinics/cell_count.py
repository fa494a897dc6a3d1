"""A row of a list has more or fewer cells than the header has columns.

Then nobody can tell which cell is meant for which column: a name would be printed as a phone number. Mostly a comma
inside a cell is to blame: put the whole cell in quotation marks.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    """Yield one finding for each row, at its first cell too many or at its last one."""
    wanted = len(clinics.columns)
    for row in clinics.rows:
        if len(row.cells) != wanted and not any(cell.is_misquoted for cell in row.cells):
            cell = row.cells[min(wanted, len(row.cells) - 1)]
            yield clinics.fault(row, cell, f"the row has {len(row.cells)} cells, the header {wanted}",
                                why="nobody can tell which cell belongs to which column",
                                fix="put a cell that holds a comma in quotation marks; write every comma of an"
                                    " empty cell")
