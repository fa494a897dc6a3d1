"""A list of clinics is saved in another encoding than UTF-8.

Names with é, ñ or ü would be printed with other letters. Where other rows show that the list is UTF-8, the
cells that are not are told alone. In a spreadsheet, save the list again as “CSV UTF-8”;
a byte order mark is fine.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, error

IS_GATE = True


def check(clinics: ClinicList) -> Findings:
    if clinics.undecoded:
        yield error(Place(clinics.path), f"the list {clinics.undecoded}",
                    why="names would be printed with other letters", fix="save it again as “CSV UTF-8”")
