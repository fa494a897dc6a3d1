"""The Nu Html Checker of the W3C does not accept the web page.

It holds the page against the HTML standard, ARIA and CSS. What it calls an error stops the product, a warning warns.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.failure import MissingTool
from pipeline.model.finding import Findings, Place, error, unexamined, warning
from pipeline.tools.validators import java_html_checker

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.HTML})


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each thing it says, or a note where it is not installed."""
    try:
        found = java_html_checker.messages(artifact.content)
    except MissingTool as missing:
        yield unexamined(Place(artifact.name), "this page was not examined by the Nu Html Checker",
                         why="nobody knows whether it is valid HTML", fix=str(missing))
        return
    for message in found:
        say = error if message.is_error else warning
        yield say(Place(artifact.name, detail=f"line {message.line}"), message.text,
                  why="browsers and screen readers may each make something else of it",
                  fix=f"mend the markup; it was met at {message.extract}")
