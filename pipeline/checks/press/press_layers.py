"""The file has layers that are not meant to be printed, or that may be.

A layer that is off may be printed by a machine that knows no layers; a die line, a fold or a varnish that is on is
printed as ink. PDF/X-4 allows layers, so who has to decide is the person who ordered.
"""

import re

from pipeline.model.finding import Findings, note, warning
from pipeline.model.press_file import PressFile

#: How people call what a machine is to cut, crease or coat, in some languages.
_NO_INK = re.compile(r"\b(die|dielines?|die-?cut\w*|cutter|cutting|cut|creas\w+|score|scoring|fold\w*|perf\w*|varnish"
                     r"|foil|emboss\w*|glue|braille|guides?|template|do not print|non-?printing|stanz\w*|falz\w*"
                     r"|rill\w*|lack|troquel\w*|pli\w*|découpe)\b", re.IGNORECASE)


def check(press: PressFile) -> Findings:
    for name, is_printed in press.file.layers:
        if not is_printed:
            yield note(press.place(), f"the layer “{name}” is off and is not printed",
                       why="a machine that knows no layers prints it all the same",
                       fix="take out of the file what is not to be printed")
        elif _NO_INK.search(name):
            yield warning(press.place(), f"the layer “{name}” is printed as ink",
                          why="its name says that a machine is to cut, fold or coat there",
                          fix="ask the shop how it wants such lines: mostly as a spot ink that overprints, or a file"
                              " apart")
