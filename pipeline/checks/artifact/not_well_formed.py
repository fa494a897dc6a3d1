"""Markup is not well-formed XML: a reading system shows an error page, and each browser guesses in its own way."""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader, markup_file

MEDIA_TYPES = frozenset({media_type.EPUB, media_type.HTML, media_type.ONIX})
IS_HOUSE_RULE = True


def check(artifact: Artifact) -> Findings:
    for where, message in _faults(artifact):
        yield artifact.fault(f"not well-formed: {message}", where,
                             why="a reader sees an error page in its place, or what a browser makes of it",
                             fix="mend the writer of this markup, or the drawing that it holds")


def _faults(artifact: Artifact) -> Iterator[tuple[str, str]]:
    if artifact.media_type != media_type.EPUB:
        root = markup_file.tree(artifact.content)
        yield from [(f"line {root[0]}", root[1])] if isinstance(root, tuple) else []
        return
    for entry in epub_reader.entries(artifact.content):
        found = epub_reader.tree(entry) if entry.is_markup else None
        yield from [(f"{entry.path}:{found[0]}", found[1])] if isinstance(found, tuple) else []
