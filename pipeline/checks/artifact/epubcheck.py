"""EPUBCheck, the reference validator of the W3C, does not accept the e-book.

What it calls fatal or an error stops the product, a warning warns, a usage remark is a note. Shops and libraries
refuse books that it does not accept. Its codes are explained at https://www.w3.org/publishing/epubcheck/docs/messages/.
"""

import re
from urllib.parse import unquote

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error, note, warning
from pipeline.tools.validators import java
from pipeline.tools.validators.java import BookMessage

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.EPUB})
_REFUSED = "shops and libraries refuse what EPUBCheck does not accept"
_SEVERITIES = {"FATAL": (error, _REFUSED), "ERROR": (error, _REFUSED),
               "WARNING": (warning, "EPUBCheck accepts the book, but some readers or shops may not")}
#: Remarks that ask for nothing: the picture for the shelf and the fonts' licence are named in the package alone, and
#: that a style sheet names fonts is no fault.
_MEANT = (("OPF-097", re.compile(r"cover\.jpg|fonts/[\w.-]+\.txt")), ("CSS-028", re.compile("")))
#: It tells a bad address by name, by its grammar, and sometimes as a file that is not there.
_BAD_ADDRESS, _BY_GRAMMAR = "RSC-020", "must be a URI"


def check(artifact: Artifact) -> Findings:
    said = java.of_book(artifact.content)
    bad = {(each.path, each.line, each.text.split('"')[1]) for each in said if each.id == _BAD_ADDRESS}
    for message in said:
        if _is_meant(message) or _is_told_already(message, bad):
            continue
        spot = f"{message.path}:{message.line}" if message.line else message.path
        say, why = _SEVERITIES.get(message.severity, (note, "EPUBCheck remarks on it, and accepts the book"))
        yield say(Place(artifact.name, detail=spot), f"{message.text} ({message.id})", why=why,
                  fix=f"look {message.id} up in EPUBCheck's list of messages")


def _is_told_already(message: BookMessage, bad: set[tuple[str, int, str]]) -> bool:
    """Tell whether a message speaks of a bad address at its place that another one names."""
    return message.id != _BAD_ADDRESS and any(
        (path, line) == (message.path, message.line) and (_BY_GRAMMAR in message.text or name in unquote(message.text))
        for path, line, name in bad)


def _is_meant(message: BookMessage) -> bool:
    return any(message.id == code and known.search(message.text) for code, known in _MEANT)
