"""A clinic wants a product that is not there.

`products` holds ids of channels or patterns of them (`*-text`, `handout-*`); nothing would be made for this entry.
`python -m pipeline list products` tells which there are; an empty cell stands for all.
"""

from fnmatch import fnmatchcase

from pipeline.model.clinic_cells import parts
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings
from pipeline.model.nearest import advice


def check(clinics: ClinicList) -> Findings:
    known = clinics.known.products
    for row, _, cell in clinics.cells("products"):
        for glob in parts(cell.text):
            if not any(fnmatchcase(product, glob) for product in known):
                yield clinics.fault(row, cell, f"no product is called “{glob}”",
                                    why="the clinic would not get what it asks for", fix=advice(glob, known))
