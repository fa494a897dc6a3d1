"""A link of the Word file, or an entry of its contents, leads to a bookmark that is not there."""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader
from pipeline.tools.reading.docx_reader import W

MEDIA_TYPES = frozenset({media_type.WORD})


def check(artifact: Artifact) -> Findings:
    text = docx_reader.tree(artifact.content, docx_reader.DOCUMENT)
    known = {each.get(f"{W}name") for each in text.iter(f"{W}bookmarkStart")}
    links = [each.get(f"{W}anchor", "") for each in text.iter(f"{W}hyperlink")]
    for name in dict.fromkeys(link for link in links if link and link not in known):
        yield artifact.fault(f"“{name}” leads nowhere", docx_reader.DOCUMENT,
                             why="a reader who follows it finds nothing",
                             fix="name a topic, term or reference that this edition holds")
