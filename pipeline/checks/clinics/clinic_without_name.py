"""A clinic has no name, or one without a letter.

Without one a handout shows ruled lines to fill in by hand, and the phone numbers of the row would be lost.
"""

from pipeline.model.characters import has_visible_letter
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        cell = clinics.cell(row, "name")
        if not has_visible_letter(cell.text) and not cell.is_formula and not cell.unprintable("name"):
            yield clinics.fault(row, cell, "the name " + ("has no letter" if cell.text else "is empty"),
                                why="families would get ruled lines instead of whom to call",
                                fix="write the clinic's name as families know it")
