"""A cell of a list holds more letters than anybody writes there: a page that was pasted, or a quotation without end.

Nobody could read it on a handout, and no page has room for it.
"""

from pipeline.model.clinic_columns import LONGEST
from pipeline.model.clinic_list import ClinicList, is_too_long
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        for column, cell in zip(clinics.columns, row.cells, strict=True):
            if column in LONGEST and is_too_long(column, cell):
                yield clinics.fault(row, cell, f"the cell has {len(cell.text):,} letters; at most {LONGEST[column]:,}",
                                    why="no page has room for it", fix=f"shorten it; it begins “{cell.text}”")
