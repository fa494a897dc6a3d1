"""A language that is spoken at a clinic is written as a tag (es) instead of by its own name (Español).

The cell is printed as it stands, for families who look for their language. Commas, semicolons and slashes part
languages where a name stands on each side; elsewhere `|` has to.
"""

import re

from pipeline.model.clinic_cells import language_doubt, languages
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings

_NAME = re.compile(r"[^\W\d_][^\d_]*")
_TAG = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def check(clinics: ClinicList) -> Findings:
    for row, _, cell in clinics.cells("languages"):
        for name in languages(cell.text):
            fault = "is no name of a language" if _TAG.fullmatch(name) or not _NAME.fullmatch(
                name) else language_doubt(name)
            if fault:
                yield clinics.fault(row, cell, f"“{name}” {fault}",
                                    why="families look for their language by its own name",
                                    fix="write it as its speakers do: English | Español | Tiếng Việt")
