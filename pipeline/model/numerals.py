"""Figures that Chinese and Japanese write as words of signs: 五十, 百分之五十, 二〇二六, 5万.

What each sign is worth, Unicode knows (Unihan: kPrimaryNumeric); 一 and the like are words as often as figures, so one
sign alone counts before a unit, and behind 第, alone.
"""

import re
from unicodedata import numeric

#: Signs that multiply what stands before them, behind plain digits, too.
POWERS = "十百千万萬亿億"
_SIGNS = "〇零一二三四五六七八九两兩廿卅" + POWERS
#: What a library of today does not know, or knows of the other form alone.
_WORTH = {"两": 2, "兩": 2}
#: From here on a sign closes what stands before it: thirty thousands.
_MYRIAD = 10_000
_POINT = "点點"
_WRITTEN = re.compile(rf"(\d[\d.]*)?([{_SIGNS}]*)(?:[{_POINT}]([{_SIGNS}]+))?")


def pattern(counted: str) -> str:
    """Return a pattern for such a figure; `counted` is one for a unit."""
    return (rf"[{_SIGNS}]+[{_POINT}][{_SIGNS}]+|[{_SIGNS}]{{2,}}|(?<=第)[{_SIGNS}]"
            rf"|(?<=[至到])[{_SIGNS}](?=\s*(?:{counted}))|[{_SIGNS}](?=[至到]?[{_SIGNS}]?\s*(?:{counted}))")


def value(written: str) -> str | None:
    """Return the digits of a figure, of plain digits with a power behind them, too; None for anything else."""
    found = _WRITTEN.fullmatch(written)
    if not found or not (found[2] or found[3]):
        return None
    whole = _multiplied(float(found[1].rstrip(".")), found[2]) if found[1] else _whole(found[2])
    fraction = "." + "".join(str(_worth(each)) for each in found[3]) if found[3] else ""
    return f"{whole:.10g}".replace("e+", "e") + fraction if whole < 10 ** 10 else f"{whole:.0f}{fraction}"


def _worth(sign: str) -> int:
    return _WORTH.get(sign) or int(numeric(sign))


def _multiplied(number: float, powers: str) -> float:
    for each in powers:
        number *= _worth(each)
    return number


def _whole(signs: str) -> float:
    """Return what signs come to; without a power they are digits in a row, as in a year."""
    worth = [_worth(each) for each in signs]
    if max(worth) < 10:
        return float("".join(map(str, worth)))
    total = section = number = 0
    for each in worth:
        if each < 10:
            number = each
        elif each >= _MYRIAD:
            total, section, number = (total + section + number or 1) * each, 0, 0
        elif each in (10, 100, 1000):
            section, number = section + (number or 1) * each, 0
        else:
            section += each
    return total + section + number
