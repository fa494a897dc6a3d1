"""A record for libraries leaves out what the publication says of itself.

A catalogue knows a guide by its record alone: who publishes it, which version it is and of which day, what it is about,
and on which terms it may be used.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.manuscript import Edition
from pipeline.readback import readers

MEDIA_TYPES = frozenset({media_type.ONIX, media_type.MARC})


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None:
        return
    said = readers.description(artifact)
    for name, value in _wanted(artifact.manuscript.edition):
        if value not in said:
            yield artifact.fault(f"it does not say {name}: {value}",
                                 why="a library knows the guide by its record alone",
                                 fix="make the file anew; if it is the same again, mend the writer of the record")


def _wanted(edition: Edition) -> Iterator[tuple[str, str]]:
    identity = edition.identity
    yield from (("the publisher", identity.publisher), ("the version", edition.version),
                ("the day of publication", f"{identity.published:%Y%m%d}"), ("the licence", identity.licence.url),
                ("how accessible it is", edition.language.labels["accessibility-summary"]))
    for each in identity.subjects:
        yield "a subject", each.code
        yield "a subject in words", each.words
