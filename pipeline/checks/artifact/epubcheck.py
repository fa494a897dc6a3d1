"""EPUBCheck, the reference validator of the W3C, does not accept the e-book.

What it calls fatal or an error stops the product, a warning warns, a usage remark is a note. Shops and libraries
refuse books that it does not accept. Its codes are explained at https://www.w3.org/publishing/epubcheck/docs/messages/.
"""

import re

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error, note, warning
from pipeline.tools.validators import java

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.EPUB})
_SEVERITIES = {"FATAL": error, "ERROR": error, "WARNING": warning}
#: Remarks that ask for nothing: the picture for the shelf and the fonts' licence are named in the package alone, and
#: that a style sheet names fonts is no fault.
_MEANT = (("OPF-097", re.compile(r"cover\.jpg|fonts/[\w.-]+\.txt")), ("CSS-028", re.compile("")))


def check(artifact: Artifact) -> Findings:
    for message in java.of_book(artifact.content):
        if any(message.id == code and known.search(message.text) for code, known in _MEANT):
            continue
        spot = f"{message.path}:{message.line}" if message.line else message.path
        say = _SEVERITIES.get(message.severity, note)
        yield say(Place(artifact.name, detail=spot), f"{message.text} ({message.id})",
                  why="shops and libraries refuse what EPUBCheck does not accept",
                  fix=f"look {message.id} up in EPUBCheck's list of messages")
