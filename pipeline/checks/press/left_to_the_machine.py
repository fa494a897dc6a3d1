"""The file asks a press machine for something that each machine does in its own way, or not at all.

Curves that change how much of an ink is printed, screens, PostScript, pictures that stand for others, spaces that take
the place of the inks that are named: PDF/X (ISO 15930) bans most of them, since what is printed hangs on the machine.
"""

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import OddityKind

#: Kind -> whether the file is turned down, what is said, why, how to mend it.
_SAID: dict[OddityKind, tuple[bool, str, str, str]] = {
    "transfer function": (True, "a transfer function ({}) changes how much ink is printed",
                          "a photo may come out as a negative, and no proof shows it",
                          "export again without transfer functions, black generation and undercolour removal"),
    "halftone": (False, "a halftone of its own ({}) is asked for", "the shop's machine has its own screens",
                 "export again without halftone information"),
    "placeholder": (True, "a picture is only a placeholder (OPI)",
                    "its coarse preview would be printed, as the shop does not have the fine picture",
                    "place the fine picture itself, and export again without OPI"),
    "another file": (True, "a drawing stands for a page of another file (Ref)",
                     "the shop does not have that file, and prints what stands in its place",
                     "place the page itself where the file is made, and export again"),
    "PostScript": (True, "a PostScript program is on the page", "PDF machines leave it out",
                   "export again with all drawings as PDF, not as PostScript"),
    "alternate picture": (True, "a picture has others to take its place", "which one is printed, the machine chooses",
                          "place the one picture that is meant"),
    "broken profile": (True, "the profile that explains a colour {}", "the machine stops, or prints another colour",
                       "export again in CMYK without profiles, or with the shop's own"),
    "default space": (False, "{} takes the place of the inks that are named",
                      "black text may be printed in four inks", "export again without default colour spaces"),
}


def check(press: PressFile) -> Findings:
    for each in press.file.oddities:
        if each.kind in _SAID and each.what != "DefaultRGB":  # an RGB that is explained is told by press-colour
            is_wrong, message, why, fix = _SAID[each.kind]
            say = error if is_wrong else warning
            yield say(press.place(each.page), message.format(each.what), why=why, fix=fix)
