"""A list gives no id for some clinics, so each gets one made from its name: Hôpital Sainte-Anne, hopital-sainte-anne.

The id names the folder of what the clinic hands out. Where two have one name, the second id ends in -2: then who
changes the order of the rows swaps their folders. Write a column `id` to keep folders when names or rows change.
"""

from pipeline.model.clinic_ids import id_of
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, Place, note

_WHY = "the id names the folder of what a clinic hands out, and changes with its name"
#: How many rows one note names.
_SHOWN = 3


def check(clinics: ClinicList) -> Findings:
    """Yield one note for all ids made, and one for all that needed a number."""
    names = {row.number: clinics.said(row, "name") for row in clinics.formed()}
    made = clinics.made_ids
    numbered = {row: found for row, found in made.items() if found != id_of(names[row])}
    for rows, what in ((made, "ids are made from the names"), (numbered, "a made id is taken, so a number follows it")):
        if rows:
            shown = ", ".join(f"row {row} “{found}”" for row, found in [*rows.items()][:_SHOWN])
            more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
            yield note(Place(clinics.path, clinics.header.cells[0].line), f"{what}: {shown}{more}", why=_WHY,
                       fix="nothing, or write a column “id”: it keeps folders when names or rows change")
