"""A file of the e-book is not well-formed XML: reading systems show an error page in its place."""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import epub_reader

MEDIA_TYPES = frozenset({media_type.EPUB})


def check(artifact: Artifact) -> Findings:
    for entry in epub_reader.entries(artifact.content):
        root = epub_reader.tree(entry) if entry.is_markup else None
        if isinstance(root, tuple):
            line, message = root
            yield error(Place(artifact.name, detail=f"{entry.path}:{line}"), f"not well-formed: {message}",
                        why="a reading system shows an error page instead of this chapter",
                        fix=artifact.fix(ours="mend the writer of this markup, or the drawing that it holds",
                                         anyones="close what is open there, and write & as &amp;"))
