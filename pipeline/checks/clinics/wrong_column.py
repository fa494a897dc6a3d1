"""The header of a list of clinics names a column that is not known, twice, or lacks one that is needed.

Every clinic would lose what stands in that column, so nothing is made before the header is right.
`python -m pipeline imprint --template` prints the header; `name` is needed, all others may be left out. Usual names are
understood in any case: `ID`, `Website`, `Telephone`, `Hospital name`, `Street address`.
"""

from pipeline.model.clinic_columns import COLUMNS, REQUIRED, part_of
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error
from pipeline.model.nearest import advice

IS_GATE = True
#: Columns that somebody may have written; of more, nobody is told one by one.
_MOST = 100
_WHY = "every clinic would be printed without what stands there"


def check(clinics: ClinicList) -> Findings:
    """Yield one finding for each column that is unknown, double or missing; one alone where there is a flood."""
    if len(clinics.columns) > _MOST:
        cell = clinics.header.cells[_MOST]
        yield error(Place(clinics.path, cell.line, cell.column), f"row 1: there are {len(clinics.columns):,} columns",
                    why=_WHY, fix=f"keep those of imprint --template, {len(COLUMNS)} at most, and delete the others")
        return
    for number, (cell, column) in enumerate(zip(clinics.header.cells, clinics.columns, strict=True)):
        place, words = Place(clinics.path, cell.line, cell.column), cell.text[:60]
        if column not in COLUMNS:
            yield error(place, f"row 1: there is no column “{words}”", why=_WHY, fix=_fix(words))
        elif column in clinics.columns[:number]:
            above = clinics.header.cells[clinics.columns.index(column)].text
            there = "is there twice" if above == cell.text else f"means what “{above}” means: {column}"
            yield error(place, f"row 1: the column “{words}” {there}", why="nobody can tell which of them is meant",
                        fix="delete one of them, or join their cells with | between the things")
    for name in REQUIRED:
        if name not in clinics.columns:
            first = clinics.header.cells[0].line if clinics.header.cells else 1
            yield error(Place(clinics.path, first, 1), f"row 1: the column “{name}” is missing", why=_WHY,
                        fix=f"add “{name}” to the header; imprint --template prints it whole")


def _fix(words: str) -> str:
    if not words:
        return "write its name above it, or delete the column"
    column = part_of(words)
    return f"write it into the column “{column}”, | between the things there" if column else advice(
        words.casefold(), COLUMNS)
