"""A workbook with a list of clinics cannot be read: it is damaged, has a password, or holds more than any list.

Of several sheets, the one is read whose first row names the columns of a list; where two do, nobody can tell which is
meant. Hidden sheets are passed over.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error

IS_GATE = True


def check(clinics: ClinicList) -> Findings:
    if clinics.refused:
        yield error(Place(clinics.path), f"the workbook {clinics.refused}",
                    why="no clinic gets anything from a list that nobody can read",
                    fix="open it in a spreadsheet, and save the sheet with the clinics alone as “CSV UTF-8”")
