"""The header of a list of clinics names a column that is not known, twice, or lacks one that is needed.

Every clinic would lose what stands in that column, so nothing is made before the header is right.
`python -m pipeline imprint --template` prints the header; `id` and `name` are needed, all others may be left out.
"""

from pipeline.model.clinic_list import COLUMNS, REQUIRED, ClinicList
from pipeline.model.finding import Findings, Place, error
from pipeline.model.nearest import advice

IS_GATE = True
_WHY = "every clinic would be printed without what stands there"


def check(clinics: ClinicList) -> Findings:
    """Yield one finding for each column that is unknown, double or missing."""
    if clinics.undecoded or clinics.unclosed:
        return
    for number, cell in enumerate(clinics.header.cells):
        place = Place(clinics.path, cell.line, cell.column)
        if cell.text not in COLUMNS:
            yield error(place, f"there is no column “{cell.text}”", why=_WHY, fix=advice(cell.text, COLUMNS))
        elif cell.text in clinics.columns[:number]:
            yield error(place, f"the column “{cell.text}” is there twice",
                        why="nobody can tell which of them is meant", fix="delete one of them")
    for name in REQUIRED:
        if name not in clinics.columns:
            first = clinics.header.cells[0].line if clinics.header.cells else 1
            yield error(Place(clinics.path, first, 1), f"the column “{name}” is missing", why=_WHY,
                        fix=f"add “{name}” to the header; imprint --template prints it whole")
