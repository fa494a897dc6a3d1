"""A clinic has no name.

Without one a handout shows ruled lines to fill in by hand, and the phone numbers of the row would be lost.
"""

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        if not clinics.said(row, "name"):
            yield clinics.fault(row, clinics.cell(row, "name"), "the name is empty",
                                why="families would get ruled lines instead of whom to call",
                                fix="write the clinic's name as families know it")
