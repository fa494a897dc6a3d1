"""A picture of the e-book has no words in its place (WCAG 2.2, 1.1.1), so some readers never learn what it tells.

EPUBCheck 5.3 says nothing about it.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import epub_reader
from pipeline.tools.reading.epub_reader import XHTML

MEDIA_TYPES = frozenset({media_type.EPUB})


def check(artifact: Artifact) -> Findings:
    for entry, root in epub_reader.trees(artifact.content):
        for image in root.iter(f"{XHTML}img"):
            source = image.get("src", "")
            if not image.get("alt", "").strip():
                yield error(Place(artifact.name, detail=f"{entry.path}:{entry.line_of(source)}"),
                            f"the picture “{source}” has no text in its place",
                            why="who cannot see the picture never learns what it tells (WCAG 2.2, 1.1.1)",
                            fix=artifact.fix(ours="say in the brackets of ![…](…) what the picture tells",
                                             anyones="write into its alt what the picture tells"))
