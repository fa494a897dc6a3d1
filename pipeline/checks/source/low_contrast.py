"""Two colours of the design that stand on one another are too much alike for some readers.

Text needs a contrast of 7:1 (WCAG 2.2, 1.4.6), headings, links, accents and the cover 4.5:1 (1.4.3), in light and in
dark. Choose a darker or a lighter colour in `styles/tokens.yaml`: for the meaning, or for the raw colour it names.
"""

from typing import Any

from pipeline.model.contrast import ratio
from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source
from pipeline.model.source_files import TOKENS

#: What stands on what, and its least contrast.
_PAIRS = (("text", "paper", 7.0), ("text", "callout", 7.0), ("heading", "paper", 4.5), ("heading", "callout", 4.5),
          ("accent", "paper", 4.5), ("accent", "callout", 4.5), ("on-deep", "deep", 4.5))


def check(source: Source) -> Findings:
    document = source.tree.documents[TOKENS]
    tokens: dict[str, Any] = document.data
    for light in ("meaning", "meaning-dark"):
        colours = {name: tokens["color"][raw]["srgb"] for name, raw in tokens[light].items() if raw in tokens["color"]}
        for front, back, least in _PAIRS:
            if front in colours and back in colours:
                contrast = ratio(colours[front], colours[back])
                if contrast < least:
                    yield error(document.place((light, front)),
                                f"{front} on {back} has a contrast of {contrast:.2f}:1, less than {least:g}:1",
                                why="some readers cannot tell it from its ground (WCAG 2.2, 1.4.3 and 1.4.6)",
                                fix=f"give “{front}” or “{back}” another colour")
