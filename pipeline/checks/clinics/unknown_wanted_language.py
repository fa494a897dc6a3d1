"""A clinic wants the products in a language that there is not.

`wanted_languages` holds tags of the publication's languages (`en`); an empty cell stands for all. What is spoken at the
clinic stands in `languages`, in words.
"""

from pipeline.model.clinic_cells import parts
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings
from pipeline.model.nearest import advice


def check(clinics: ClinicList) -> Findings:
    known = clinics.known.languages
    for row, _, cell in clinics.cells("wanted_languages"):
        for tag in parts(cell.text):
            if tag not in known:
                yield clinics.fault(row, cell, f"there is no product in the language “{tag}”",
                                    why="families of this clinic would get nothing", fix=advice(tag, known))
