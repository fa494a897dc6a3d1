"""An old workbook (.xls), one of Numbers, a page or another document was given as a list of clinics.

A list is text (comma-separated values), or a workbook in the form of Excel (.xlsx) or LibreOffice (.ods). What a file
is stands in its first bytes; another name (`clinics.csv`) changes nothing. In the spreadsheet, save it in one of these.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error

IS_GATE = True


def check(clinics: ClinicList) -> Findings:
    if clinics.kind:
        yield error(Place(clinics.path), f"the list is {clinics.kind}, and no text with a line for each clinic",
                    why="nothing of it can be read as it stands",
                    fix="open it in a spreadsheet, choose the sheet with the clinics, and save it as .xlsx, .ods or "
                        "“CSV UTF-8”")
