"""Reads a record for libraries back: the title that it gives a guide, and all that it says of it."""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.parity import Heard, as_heard
from pipeline.tools.reading import marc_file

_TITLE = "245"


def heard(artifact: Artifact) -> Iterator[Heard]:
    """Yield the words of title and subtitle."""
    for field in marc_file.fields(artifact.content) or ():
        for _, words in field.subfields if field.tag == _TITLE else ():
            yield from as_heard(words, _TITLE)


def description(content: bytes) -> str:
    """Return all that the record says, in its order."""
    held = marc_file.fields(content) or ()
    return " ".join(words for field in held for words in (field.words, *(words for _, words in field.subfields)))
