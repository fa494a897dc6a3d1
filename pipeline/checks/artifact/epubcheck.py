"""EPUBCheck, the reference validator of the W3C, does not accept the e-book.

What it calls fatal or an error stops the product, a warning warns, a usage remark is a note. Shops and libraries
refuse books that it does not accept. Its codes are explained at https://www.w3.org/publishing/epubcheck/docs/messages/.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error, note, warning
from pipeline.tools import java_epubcheck

DEPTH = "full"
MEDIA_TYPES = frozenset({"application/epub+zip"})
_SEVERITIES = {"FATAL": error, "ERROR": error, "WARNING": warning}
#: The picture for the shelf is named in the package alone, by its property `cover-image`: that remark asks for nothing.
_MEANT = ("OPF-097", "cover.svg")


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield what EPUBCheck says, one finding for each spot."""
    for message in java_epubcheck.messages(artifact.content):
        code, known = _MEANT
        if message.id == code and known in message.text:
            continue
        spot = f"{message.path}:{message.line}" if message.line else message.path
        say = _SEVERITIES.get(message.severity, note)
        yield say(Place(artifact.name, detail=spot), f"{message.text} ({message.id})",
                  why="shops and libraries refuse what EPUBCheck does not accept",
                  fix=f"look {message.id} up in EPUBCheck's list of messages")
