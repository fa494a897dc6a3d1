"""A clinic has no id, or one that cannot name a folder on every system.

The id names the folder of what the clinic hands out: lower case letters, digits and hyphens, at most 60. So no id leads
out of the folder, none differs from another by capitals alone, and none is a name that Windows keeps for a device.
"""

import re

from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings

_LONGEST = 60
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Device names of Windows, and the imprint that names nobody.
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|default")


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        cell = clinics.cell(row, "id")
        fault = "" if cell.is_formula or cell.unprintable("id") else _fault(cell.text)
        if fault:
            yield clinics.fault(row, cell, fault, why="the id names the folder of what this clinic hands out",
                                fix=f"write it as: {_mended(cell.text) or 'name-of-the-clinic'}")


def _fault(text: str) -> str:
    if not text:
        return "the id is empty"
    if not _ID.fullmatch(text):
        return f"“{text}” is no id: lower case letters, digits and hyphens alone"
    if _RESERVED.fullmatch(text):
        return f"“{text}” is a name that is kept for something else"
    return f"the id has {len(text)} letters, {_LONGEST} are the most" if len(text) > _LONGEST else ""


def _mended(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_LONGEST].strip("-")
    return f"{plain}-clinic" if _RESERVED.fullmatch(plain) else plain
