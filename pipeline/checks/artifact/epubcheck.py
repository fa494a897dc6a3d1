"""EPUBCheck, the reference validator of the W3C, does not accept the e-book.

What it calls fatal or an error stops the product, a warning warns, a usage remark is a note. Shops and libraries
refuse books that it does not accept. Its codes are explained at https://www.w3.org/publishing/epubcheck/docs/messages/.
"""

import re
from urllib.parse import unquote

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error, note, warning
from pipeline.tools.reading import epub_reader
from pipeline.tools.validators import java
from pipeline.tools.validators.java import BookMessage

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.EPUB})
_REFUSED = "shops and libraries refuse what EPUBCheck does not accept"
_SEVERITIES = {"FATAL": (error, _REFUSED), "ERROR": (error, _REFUSED),
               "WARNING": (warning, "EPUBCheck accepts the book, but some readers or shops may not")}
_REMARKED = (note, "EPUBCheck remarks on it, and accepts the book")
#: It warns of a space in a name, and only remarks on other letters that the same old readers stumble over.
_SPACE_IN_NAME = "PKG-010"
#: Remarks that ask for nothing: the picture for the shelf and the fonts' licence are named in the package alone, and
#: that a style sheet names fonts is no fault.
_MEANT = (("OPF-097", re.compile(r"cover\.jpg|fonts/[\w.-]+\.txt")), ("CSS-028", re.compile("")))
#: What to do about what it finds most often; the rest is in its own list.
_MENDS = {
    "CSS": "mend the style sheet at this line",
    "HTM-003": "write what the entity stands for, and declare none",
    "HTM-046": "add <meta name=\"viewport\" content=\"width=…, height=…\"/> to the head of the page",
    "HTM_058": "save the page as UTF-8",
    "MED": "put a file of the type that is named in its place",
    "NAV-010": "lead to a page of the book, and move the address out into a chapter",
    "NCX": "make toc.ncx anew from the contents",
    "OPF-001": "write version=\"3.0\" on the package, or 2.0 for an old book",
    "OPF-002": "put the package where META-INF/container.xml says, or write there where it is",
    "OPF-003": "list the file in the manifest, or take it out of the book",
    "OPF-014": "add the property to the item of this page in the manifest",
    "OPF-029": "write the media type of what the file is into the manifest",
    "OPF-030": "name the id of a dc:identifier in unique-identifier",
    "OPF-043": "use application/xhtml+xml or SVG for a chapter, or name a fallback that is",
    "OPF-049": "name the id of an item of the manifest in this itemref",
    "OPF-060": "keep one of the entries; names that differ in capitals alone are one name on many devices",
    "OPF-092": "write a language as in BCP 47: en, es-MX",
    "OPF-096": "link to this page from another, or make it linear",
    "OPF-097": "link to it, or take it out of the manifest; nothing, if it is meant to lie there",
    "PKG-006": "pack `mimetype` first, without compression",
    "PKG-007": "write application/epub+zip into `mimetype` and nothing more, no line's end either",
    "PKG-008": "ask for the whole file; this one is cut off or is no zip",
    "PKG-009": "give the file a name without this character",
    "PKG-010": "write a hyphen for each space in the name of the file, and in what leads to it",
    "PKG-012": "use a to z, 0 to 9 and hyphens in names of files, if old readers matter",
    "PKG-021": "put a whole picture in its place",
    "PKG-022": "name the file for what it is",
    "RSC-001": "put the file back, or take its item out of the manifest",
    "RSC-002": "add META-INF/container.xml, which says where the package is",
    "RSC-004": "nothing, where it is a font: those may be obfuscated",
    "RSC-005": "mend the markup at this line",
    "RSC-006": "put the file into the book and list it in the manifest; only sound and film may lie elsewhere",
    "RSC-007": "put the file into the book and list it, or mend the address; capitals count",
    "RSC-008": "list the file in the manifest",
    "RSC-010": "lead to a page of the book or to a drawing; a picture is shown, not linked",
    "RSC-011": "add the page to the spine, or lead to one that is there",
    "RSC-012": "give the element that is meant this id, or mend the part behind #",
    "RSC-016": "close every element that is opened, and write signs such as &nbsp; as characters",
    "RSC-032": "save it as JPEG, PNG, GIF, WebP or SVG, or name a fallback that is",
    "RSC-020": "write the address anew, a percent sign as %25",
    "RSC-026": "lead to a file inside the book",
    "RSC-028": "save the file as UTF-8",
    "RSC-030": "put the file into the book, or leave the link out; nobody else has your disk",
}
#: What it says of the book by its grammar -> the same in plain words, and what to do.
_PLAIN = (
    (re.compile(r'declare the "nav" property \(number of "nav" items: 0\)'),
     "the book has no contents that reading systems know (a navigation document)",
     'write the contents as a page with <nav epub:type="toc">, and properties="nav" on its item in the manifest'),
    (re.compile(r'declare the "nav" property'), "the book has more than one navigation document",
     'keep properties="nav" on the one that lists the contents'),
    (re.compile(r'Exactly one "toc" nav'), "the navigation document does not hold the contents, or holds them twice",
     'write epub:type="toc" on the one nav that lists the chapters'),
    (re.compile(r'element "spine" missing required attribute "toc"'),
     "the book has no contents that reading systems know (toc.ncx)",
     "list toc.ncx in the manifest, and name its id in toc on the spine"),
)
#: A file that is named and not there.
_NOT_THERE = ("RSC-001", "RSC-007", "OPF-002")
#: What it puts before what its grammar says.
_PARSING = "Error while parsing file: "
#: How the grammar tells that something is not there.
_LACKS, _MISSING = "missing required", "add what is missing"
#: It tells a bad address by name, by its grammar, and sometimes as a file that is not there.
_BAD_ADDRESS, _BY_GRAMMAR = "RSC-020", "must be a URI"


def check(artifact: Artifact) -> Findings:
    said = java.of_book(artifact.content)
    bad = {(each.path, each.line, each.text.split('"')[1]) for each in said if each.id == _BAD_ADDRESS}
    unnameable = [(entry.path, sign) for entry, _, sign in epub_reader.unnameable(artifact.content)]
    for message in said:
        if _is_meant(message) or _is_told_already(message, bad) or _is_unnameable(message, unnameable):
            continue
        spot = f"{message.path}:{message.line}" if message.line else message.path
        say, why = _SEVERITIES.get(message.severity if message.id != _SPACE_IN_NAME else "", _REMARKED)
        words, fix = _plain(message)
        yield say(Place(artifact.name, detail=spot), f"{words} ({message.id})", why=why, fix=fix)


def _plain(message: BookMessage) -> tuple[str, str]:
    """Return what a message says, and what to do."""
    known = next((each[1:] for each in _PLAIN if each[0].search(message.text)), None)
    if known:
        return known
    words = message.text.removeprefix(_PARSING)
    fix = _MISSING if _LACKS in words else _MENDS.get(message.id) or _MENDS.get(message.id[:3]) or (
        f"look {message.id} up in EPUBCheck's list of messages")
    return ("an address here is none that a reader can follow" if _BY_GRAMMAR in words else words), fix


def _is_told_already(message: BookMessage, bad: set[tuple[str, int, str]]) -> bool:
    """Tell whether a message speaks of a bad address at its place that another one names."""
    return message.id != _BAD_ADDRESS and any(
        (path, line) == (message.path, message.line) and (_BY_GRAMMAR in message.text or name in unquote(message.text))
        for path, line, name in bad)


def _is_unnameable(message: BookMessage, told: list[tuple[str, str]]) -> bool:
    """Tell whether a message misses a file that no file can be; epub-link-unusable tells its address."""
    return message.id in _NOT_THERE and any(
        sign in message.text and (path == message.path or sign in message.path) for path, sign in told)


def _is_meant(message: BookMessage) -> bool:
    return any(message.id == code and known.search(message.text) for code, known in _MEANT)
