"""The web page is not well-formed: a browser would guess what was meant, and each guesses in its own way."""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import html_page

MEDIA_TYPES = frozenset({media_type.HTML})


def check(artifact: Artifact) -> Findings:
    root = html_page.tree(artifact.content)
    if isinstance(root, tuple):
        line, message = root
        yield error(Place(artifact.name, detail=f"line {line}"), f"not well-formed: {message}",
                    why="each browser mends it in its own way, so nobody knows what readers see",
                    fix="mend the writer of this markup")
