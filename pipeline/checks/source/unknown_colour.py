"""A meaning names a colour that does not exist.

`heading: pine` in `styles/tokens.yaml` gives every heading the raw colour `pine`, which stands under `color` with its
sRGB and CMYK values. Write the name of a colour that stands there, or add the colour.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.nearest import advice
from pipeline.model.publication import Source
from pipeline.model.source_files import TOKENS


def check(source: Source) -> Findings:
    document = source.tree.documents[TOKENS]
    for light in ("meaning", "meaning-dark"):
        for name, colour in document.data[light].items():
            if colour not in document.data["color"]:
                yield error(document.place((light, name)), f"no colour is called “{colour}”",
                            why=f"what has the colour “{name}” could not be printed",
                            fix=advice(colour, document.data["color"]))
