"""Two colours of the design that stand on one another are too much alike for some readers.

Text needs a contrast of 7:1 (WCAG 2.2, 1.4.6), headings, links, accents and the cover 4.5:1 (1.4.3), in light and in
dark. Choose a darker or a lighter colour in `styles/tokens.yaml`: for the meaning, or for the raw colour it names.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.model.contrast import ratio
from pipeline.model.finding import Finding, error
from pipeline.model.publication import Source

_TOKENS = "styles/tokens.yaml"
#: What stands on what, and its least contrast.
_PAIRS = (("text", "paper", 7.0), ("text", "callout", 7.0), ("heading", "paper", 4.5), ("heading", "callout", 4.5),
          ("accent", "paper", 4.5), ("accent", "callout", 4.5), ("on-deep", "deep", 4.5))


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each pair below its least contrast."""
    document = source.tree.documents.get(_TOKENS)
    tokens: dict[str, Any] = document.data if document else {}
    for light in ("meaning", "meaning-dark"):
        meaning = tokens.get(light, {})
        for front, back, least in _PAIRS:
            if document and front in meaning and back in meaning:
                contrast = ratio(*(tokens["color"][meaning[name]]["srgb"] for name in (front, back)))
                if contrast < least:
                    yield error(document.place((light, front)),
                                f"{front} on {back} has a contrast of {contrast:.2f}:1, less than {least:g}:1",
                                why="some readers cannot tell it from its ground (WCAG 2.2, 1.4.3 and 1.4.6)",
                                fix=f"give “{front}” or “{back}” another colour")
