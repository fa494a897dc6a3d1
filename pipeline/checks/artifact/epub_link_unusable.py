"""A link of an e-book starts a program, names a mailbox or a telephone without saying which, or what no file can be.

`javascript:` runs in some reading systems and does nothing in the others; EPUBCheck 5.3 lets it pass, and mailboxes
without an address, too. An address with `%00`, or another sign that no name may hold (EPUB 3.3, section 4.2.3), leads
to no file, in links, pictures, the package and the container.
"""

import re
from urllib.parse import unquote

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import epub_reader
from pipeline.tools.reading.epub_reader import XHTML

MEDIA_TYPES = frozenset({media_type.EPUB})
_LINKS = (f"{XHTML}a", f"{XHTML}area", "{http://www.w3.org/2000/svg}a")
_NAMES = ("href", "{http://www.w3.org/1999/xlink}href")
#: What reading systems pass over before a scheme, and in it (WHATWG URL, 4.4).
_UNSEEN = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
_MAILBOX = re.compile(r"[^@\s,]@[^@\s,]")


def check(artifact: Artifact) -> Findings:
    for entry, root in epub_reader.trees(artifact.content):
        for element in (each for each in root.iter() if each.tag in _LINKS):
            name = next(filter(None, map(element.get, _NAMES)), "")
            fault = _fault(name)
            if fault:
                yield artifact.fault(f"the link to “{name}” {fault[0]}", f"{entry.path}:{entry.line_of(name)}",
                                     why="whoever follows it gets nowhere, or where nobody meant", fix=fault[1])


    for entry, name, sign in epub_reader.unnameable(artifact.content):
        yield artifact.fault(f"the address “{name}” holds a sign ({sign}) that no file's name can have",
                             f"{entry.path}:{entry.line_of(name)}", why="no reading system finds a file there",
                             fix="name the file that is meant")


def _fault(name: str) -> tuple[str, str] | None:
    """Return what is wrong with an address and how to mend it, None where a reader can follow it."""
    scheme, colon, rest = _UNSEEN.sub("", name).partition(":")
    kind, said = scheme.lower() if colon else "", unquote(rest.partition("?")[0])
    if kind in ("javascript", "vbscript"):
        return "starts a program", "name a page, or take the link off the words"
    if kind == "mailto" and not _MAILBOX.search(said) and "to=" not in rest.lower():
        return "names no mailbox", "write the whole address behind mailto:, as in mailto:name@example.org"
    if kind == "tel" and not re.search(r"\d", said):
        return "names no number", "write the number behind tel:, as in tel:+1-555-0100"
    return None
