"""Something on a page is painted in a colour that the press does not have.

Fills, strokes, text, pictures and shadings have to be DeviceCMYK or DeviceGray, in nested forms, patterns, masks,
drawn glyphs and the looks of annotations, beyond the bleed too. RGB and Lab would be converted by the shop's machine,
out of our hands: black text becomes four inks. A stranger's file may name CMYK by way of a profile, and inks of its
own (listed by press-spot-ink), as PDF/X-4 allows; PDF/X-3 (ISO 15930-3) allows any colour that a profile explains.
What is never printed (a layer that is off, clipped away) is a note.
"""

from pipeline.model.finding import Findings, error, note
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

#: What an ink of its own may fall back on; a screen's colours are no ink's.
_NAMED, _FALLBACKS = ("Separation", "DeviceN"), frozenset({"DeviceCMYK", "DeviceGray", "Lab", "CalGray"})
#: What PDF/X-3 leaves to the shop.
_EXPLAINED = ("ICCBased", "Lab", "CalGray", "CalRGB")


def check(press: PressFile) -> Findings:
    foreign: dict[tuple[int, bool, str, str], Paint] = {}
    for paint in press.file.paints:
        if paint.kind != "group" and not _is_allowed(paint.space, press):
            foreign.setdefault((paint.page, paint.is_seen, paint.kind, paint.space), paint)
    for (page, is_seen, kind, space), paint in sorted(foreign.items()):
        said, where = f"{kind} in {space}", press.file.where(page, paint.spot)
        if not is_seen:
            yield note(press.place(page), f"{said}, which is not printed, {where}",
                       why="it would be printed where somebody shows that layer, or takes the clip away",
                       fix="take it out of the file, if nobody needs it")
            continue
        yield error(press.place(page), f"{said}, {where}",
                    why="the shop's machine would choose the inks",
                    fix=press.fix(ours="use a token of styles/tokens.yaml; give every shape of a drawing a fill",
                                     anyones="convert everything to CMYK (or black) where the file is made, or export"
                                             " as PDF/X-4 with the shop's CMYK profile as destination"))


def _is_allowed(space: str, press: PressFile) -> bool:
    family, _, base = space.partition(" ")
    if family in _NAMED:
        return press.terms.has_spot_inks and (base in _FALLBACKS or base.startswith("ICCBased"))
    is_explained = press.file.standard == "PDF/X-3" and family in _EXPLAINED
    return space == "Pattern" or space in press.terms.spaces or (is_explained and "PDF/X-3" in press.terms.standards)
