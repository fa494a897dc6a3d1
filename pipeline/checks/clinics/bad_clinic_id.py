"""A clinic has an id that cannot name a folder on every system, or none, and its name gives none.

The id names the folder of what the clinic hands out: lower case letters, digits and hyphens, at most 60. So no id leads
out of the folder, none differs from another by capitals alone, and none is a name that Windows keeps for a device.
Where a list gives no id, one is made from the name; a name without Latin letters gives none.
"""

from pipeline.model.clinic_ids import ID, LONGEST, RESERVED, id_of
from pipeline.model.clinic_list import ClinicList, is_too_long
from pipeline.model.finding import Findings


def check(clinics: ClinicList) -> Findings:
    for row in clinics.formed():
        said, name = clinics.cell(row, "id") if "id" in clinics.columns else None, clinics.cell(row, "name")
        if said and said.text:
            fault = "" if said.is_formula or said.unprintable("id") or is_too_long("id", said) else _fault(said.text)
            fix = f"write it as: {id_of(said.text) or 'name-of-the-clinic'}"
        else:
            fault = "" if clinics.id(row) or not name.text else "no id can be made from the name"
            fix = "write one into the column id: name-of-the-clinic"
        if fault:
            yield clinics.fault(row, said or name, fault, fix=fix,
                                why="the id names the folder of what this clinic hands out")


def _fault(text: str) -> str:
    if not ID.fullmatch(text):
        return f"“{text}” is no id: lower case letters, digits and hyphens alone"
    if RESERVED.fullmatch(text):
        return f"“{text}” is a name that is kept for something else"
    return f"the id has {len(text)} letters, {LONGEST} are the most" if len(text) > LONGEST else ""
