"""The file says that it is PDF/X-1a or PDF/X-3, and holds what came later: transparency, or layers.

These standards are for machines that know neither (ISO 15930-4 and -6, 6.7): such a machine leaves things out, or
paints them over what they were to let through. PDF/X-4 allows both.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile


def check(press: PressFile) -> Findings:
    standard = press.file.standard
    if standard in (None, "PDF/X-4") or standard not in press.terms.standards:
        return
    for each in press.file.oddities:
        if each.kind == "transparency":
            yield error(press.place(each.page), f"something lets what is below shine through, in a file of {standard}",
                        why="machines for that standard know no transparency",
                        fix="export as PDF/X-4, or flatten transparency where the file is made")
    if press.file.layers:
        yield error(press.place(), f"there are layers in a file of {standard}",
                    why="machines for that standard print all of them", fix="export as PDF/X-4, or without layers")
