"""Something on a page is painted in a colour that the press does not have.

Fills, strokes, text, pictures and shadings have to be DeviceCMYK or DeviceGray, in nested forms, patterns, masks,
drawn glyphs and the looks of annotations too. RGB and Lab would be converted by the shop's machine, out of our hands:
black text becomes four inks. PDF/X-4 allows ICC spaces and spot inks; this house does not need them.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile
from pipeline.model.press_terms import INK_SPACES
from pipeline.model.printed import Paint


def check(press: PressFile) -> Findings:
    foreign: dict[tuple[int, str, str], Paint] = {}
    for paint in press.file.paints:
        if paint.kind != "group" and paint.space not in INK_SPACES:
            foreign.setdefault((paint.page, paint.kind, paint.space), paint)
    for (page, kind, space), paint in sorted(foreign.items()):
        yield error(press.place(page),
                    f"{kind} in {space}, {press.file.where(page, paint.spot)}",
                    why="the shop's machine would choose the inks",
                    fix=press.fix(ours="use a token of styles/tokens.yaml; give every shape of a drawing a fill",
                                     anyones="convert everything to CMYK (or black) where the file is made, or export"
                                             " as PDF/X-4 with the shop's CMYK profile as destination"))
