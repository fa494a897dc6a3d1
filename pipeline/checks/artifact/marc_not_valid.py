"""A record for libraries is no MARC 21 record that a catalogue takes in.

The record is as long as its leader says, fields of fixed length have their characters (MARC 21 Format for Bibliographic
Data: 006 has 18, 008 has 40), and it holds what no record may lack: 001, 008 and 245.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import marc_file

MEDIA_TYPES = frozenset({media_type.MARC})
_LENGTHS = {"006": 18, "008": 40}
_NEEDED = ("001", "008", "245")


def check(artifact: Artifact) -> Findings:
    for message in _faults(artifact.content):
        yield artifact.fault(message, why="catalogues of libraries refuse it, or take it in with something missing")


def _faults(content: bytes) -> Iterator[str]:
    fields = marc_file.fields(content)
    if fields is None or content[:5] != b"%05d" % len(content):
        yield "it is no record of ISO 2709 as long as its leader says"
        return
    for tag in _NEEDED:
        if sum(each.tag == tag for each in fields) != 1:
            yield f"it needs one field {tag}"
    for each in fields:
        if len(each.words) != _LENGTHS.get(each.tag, len(each.words)):
            yield f"field {each.tag} has {len(each.words)} characters; it needs {_LENGTHS[each.tag]}"
