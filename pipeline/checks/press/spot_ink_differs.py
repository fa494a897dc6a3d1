"""One ink has one name and two looks: the file mixes it in one way here, and in another there.

On the press both are the same plate, whatever the file says. Where the ink is not ordered, it is mixed from the inks of
the press, and what should match does not; a proof shows two colours. ISO 19005-2, 6.2.4.4, asks for one way in a file.
"""

from itertools import groupby

from pipeline.model.finding import Findings, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Ink

#: What the eye does not tell apart: of an ink, of Lab.
_SAME, _SAME_LAB = 0.02, 1.0
#: The inks of the press, with a profile or without one.
_ALIKE = {"ICCBased 4": "DeviceCMYK", "ICCBased 1": "DeviceGray", "CalGray": "DeviceGray"}


def check(press: PressFile) -> Findings:
    for name, same in groupby(press.file.inks, lambda ink: ink.name):
        first, *others = sorted(same, key=lambda ink: ink.page)
        other = next((each for each in others if _differs(first, each)), None)
        if other:
            yield warning(press.place(other.page), f"the spot ink “{name}” is {_said(other)} here, and {_said(first)} "
                                                   f"on page {first.page}",
                          why="two colours on the screen are one plate on the press, or one ink is mixed as two",
                          fix="take both from one swatch, and export again")


def _differs(one: Ink, other: Ink) -> bool:
    """Tell whether two looks of an ink are seen to be two; of one that nobody can work out, nobody can tell."""
    if _ALIKE.get(one.space, one.space) != _ALIKE.get(other.space, other.space):
        return True
    least = _SAME_LAB if one.space == "Lab" else _SAME
    return bool(one.values and other.values) and any(
        abs(here - there) > least for here, there in zip(one.values, other.values, strict=True))


def _said(ink: Ink) -> str:
    """Return a look in words."""
    if ink.space == "Lab" or not ink.values:
        return f"mixed from {ink.space}"
    return f"{'/'.join(f'{100 * each:.0f}' for each in ink.values)} of {ink.space}"
