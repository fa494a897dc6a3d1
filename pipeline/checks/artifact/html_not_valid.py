"""The Nu Html Checker of the W3C does not accept the web page.

It holds the page against the HTML standard, ARIA and CSS. What it calls an error stops the product, a warning warns.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error, warning
from pipeline.tools.validators import java

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.HTML})


def check(artifact: Artifact) -> Findings:
    for message in java.of_page(artifact.content):
        say = error if message.is_error else warning
        yield say(Place(artifact.name, detail=f"line {message.line}"), message.text,
                  why="browsers and screen readers may each make something else of it",
                  fix=f"mend the markup; it was met at {message.extract}")
