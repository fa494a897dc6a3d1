"""The file has layers that are not meant to be printed, or that may be.

A layer that is off may be printed by a machine that knows no layers; a die line, a fold or a varnish that is on is
printed as ink. PDF/X-4 allows layers, so who has to decide is the person who ordered. A layer on which nothing is drawn
prints nothing, whatever it is called.
"""

import re

from pipeline.model.finding import Findings, note, warning
from pipeline.model.press_file import PressFile

#: How people call what a machine is to cut, crease or coat, in some languages.
_NO_INK = re.compile(r"\b(die|dielines?|diecut\w*|cut|cutter|cutting|cutlines?|cutcontour|creas\w+|score|scoring"
                     r"|fold\w*|perf\w*|varnish\w*|foil|emboss\w*|glue|braille|guides?|template|do not print"
                     r"|non ?printing|stanz\w*|falz\w*|rill\w*|lack|troquel\w*|pli|plis|plier|pliage|découpe)\b",
                     re.IGNORECASE)


def check(press: PressFile) -> Findings:
    for layer in press.file.layers:
        name = layer.name
        if not layer.is_drawn_on:
            continue
        if not layer.is_printed:
            yield note(press.place(), f"the layer “{name}” is off and is not printed",
                       why="a machine that knows no layers prints it all the same",
                       fix="take out of the file what is not to be printed")
        elif _NO_INK.search(_parted(name)):
            yield warning(press.place(), f"the layer “{name}” is printed as ink",
                          why="its name says that a machine is to cut, fold or coat there",
                          fix="ask the shop how it wants such lines: mostly as a spot ink that overprints, or a file"
                              " apart")


def _parted(name: str) -> str:
    """Return a name with its words apart: programs write `CutContour` and `01_die_lines`."""
    return re.sub(r"[\W\d_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
