"""A phone number cannot be dialled as it is written.

A family may call it at night. A number is written with its country (+1 617 555 0100; up to 15 digits, ITU-T E.164) or
as people dial it there (617-555-0100, at least 3 digits), an extension behind it as `ext. 12`, a label before it and
hours in brackets: `Nights: +1 617 555 0100 (20:00 to 8:00)`. Commas, semicolons and slashes part numbers where a whole
one stands on each side; elsewhere nobody can tell, and `|` has to. Nobody dials the 0 of +44 (0)20, and many phones
show no letters, so 1-800-… is written in digits.
"""

import re

from pipeline.model.clinic_cells import DIALLED, digits, phone_doubt, phones
from pipeline.model.clinic_list import ClinicList
from pipeline.model.finding import Findings
from pipeline.model.imprint import EXTENSION

_BRACKETS = re.compile(r"\([\d\s.\-/]+\)")
_TRUNK = re.compile(r"\(\s*0")
_LEAST, _LEAST_WITH_COUNTRY, _MOST = 3, 7, 15


def check(clinics: ClinicList) -> Findings:
    for row, _, cell in clinics.cells("phones"):
        for each in phones(cell.text):
            fault = _fault(each.number) or phone_doubt(each)
            if fault:
                yield clinics.fault(row, cell, f"“{each.number}” {fault}",
                                    why="a family may have to call it at night",
                                    fix="write it as label: number (hours), | between two numbers, ext. before an"
                                        " extension")


def _fault(number: str) -> str:
    bare, dialled = EXTENSION.sub("", number), digits(number)
    if not dialled:
        return "is no phone number: it has no digit"
    if not DIALLED.fullmatch(bare):
        return "is no phone number: digits, spaces, hyphens, dots and brackets alone"
    if set("()") & set(_BRACKETS.sub("", bare)):
        return "has a bracket too many or too few"
    least = _LEAST_WITH_COUNTRY if bare.startswith("+") else _LEAST
    if not least <= len(dialled) <= _MOST:
        return f"has {len(dialled)} digits: {least} to {_MOST} can be dialled"
    if bare.startswith("+0"):
        return "begins with +0, which is no country"
    return "has a 0 that nobody dials after the country" if bare.startswith("+") and _TRUNK.search(bare) else ""
