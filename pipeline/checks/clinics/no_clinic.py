"""A list of clinics names no clinic: there is a header, or not even that, and no row below it.

Nothing would be made, and whoever asked for it would take that for success. A spreadsheet may have saved another sheet
than the one that was meant. Without --from, the imprints of `source/imprints/` are the list.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error


def check(clinics: ClinicList) -> Findings:
    if clinics.is_trusted and not clinics.rows:
        yield error(Place(clinics.path, clinics.header.cells[0].line), "there is no clinic on this list",
                    why="nothing would be made, for nobody",
                    fix="write a row for each clinic below the header, or name the list with --from")
