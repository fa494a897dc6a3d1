"""A workbook (Excel, LibreOffice, Numbers), a page or another document was given as a list of clinics.

A list is text: comma-separated values. What a file is stands in its first bytes; another name (`clinics.csv`) changes
nothing. In the spreadsheet, save the sheet with the clinics as “CSV UTF-8”.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error

IS_GATE = True


def check(clinics: ClinicList) -> Findings:
    if clinics.kind:
        yield error(Place(clinics.path), f"the list is {clinics.kind}, and no text with a line for each clinic",
                    why="nothing of it can be read as it stands",
                    fix="open it in a spreadsheet, choose the sheet with the clinics, and save it as “CSV UTF-8”")
