"""A phone number looks like one that costs more than a call: a premium-rate number.

Families would pay by the minute, and many phones may not call it. The beginnings known here are those of large
countries (+1 900, +44 9, +49 900); a number without its country is looked at as it would be dialled in North America.
"""

import re

from pipeline.model.clinic_cells import digits, phones
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings, warning

#: As national plans give them: behind the country's code, the digits that open a number at a premium.
_PREMIUM = re.compile(
    r"(?:1(?:900|\d{3}976)|44(?:9|87[123])|49(?:900|137)|33(?:89)|43(?:9[03])|41(?:90[016])|39(?:89)|34(?:80[367])|"
    r"31(?:90[069])|32(?:90)|46(?:9(?:00|39|44))|61(?:190)|64(?:900)|353(?:15[1-9])|52(?:900)|81(?:990))")
_HERE = re.compile(r"1?(?:900[2-9]\d{6}|[2-9]\d\d976\d{4})")


def check(clinics: ClinicList) -> Findings:
    for row, _, cell in clinics.cells("phones"):
        for each in phones(cell.text):
            if _is_premium(each.number):
                yield clinics.of_row(warning, row, cell, f"“{each.number}” looks like a premium-rate number",
                                     why="families would pay by the minute, or could not call it at all",
                                     fix="ask the clinic whether it is right; nothing, if a call costs no more")


def _is_premium(number: str) -> bool:
    dialled = digits(number.replace("(0)", ""))
    return (_PREMIUM.match(dialled) if number.startswith("+") else _HERE.fullmatch(dialled)) is not None
