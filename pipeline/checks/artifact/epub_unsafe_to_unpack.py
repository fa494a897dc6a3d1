"""An e-book cannot be unpacked as every zip can: an entry is a trap, is locked, or names a place outside the book.

An entry of a few bytes that unpacks to gigabytes fills the memory of a phone. A name that begins at the root of the
disk, or leads up from the book, makes some programs write over other files (EPUB 3.3, section 4.1.3 forbids both). What
is locked with the password of a zip opens in no reading system. Entities that stand for others ten times over keep
validators busy for minutes. Nothing else is examined then.
"""

import re
from collections.abc import Iterator
from zipfile import ZipInfo

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.limits import TRAP_BYTES, TRAP_TIMES
from pipeline.tools.reading import epub_reader, markup_file

IS_GATE = True
MEDIA_TYPES = frozenset({media_type.EPUB})
#: A name from the root of a disk, or one that goes up from the folder that it stands in.
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_LOCKED = 0x1
#: So many letters, and so many times what is written, stand there by entities alone.
_SAID, _SAID_TIMES = 100_000, 10


def check(artifact: Artifact) -> Findings:
    held = markup_file.directory(artifact.content)
    is_safe = True
    for each in held:
        for message, why, fix in _faults(each):
            is_safe = False
            yield artifact.fault(message, each.filename, why=why, fix=fix)
    unpacked = sum(each.file_size for each in held)
    if _is_trap(unpacked, len(artifact.content)) and max(each.file_size for each in held) <= TRAP_BYTES:
        yield artifact.fault(f"the book unpacks to {unpacked:,} bytes from {len(artifact.content):,}",
                             why=_FILLS, fix="pack it anew, each file once")
    elif is_safe:
        yield from _swelling(artifact)


_FILLS = "it fills the memory of whoever opens it"


def _swelling(artifact: Artifact) -> Findings:
    """Yield the pages and lists that say much more than is written in them: entities that stand for others."""
    for entry, root in epub_reader.trees(artifact.content):
        if b"<!ENTITY" in entry.content:
            said = sum(len(each.text or "") + len(each.tail or "") + sum(map(len, each.attrib.values()))
                       for each in root.iter())
            if said > _SAID and said > len(entry.content) * _SAID_TIMES:
                yield artifact.fault(f"this entry says {said:,} letters in {len(entry.content):,} bytes, by entities",
                                     entry.path, why=_FILLS, fix="write out what its entities stand for")


def _faults(entry: ZipInfo) -> Iterator[tuple[str, str, str]]:
    if _OUTSIDE.search(entry.orig_filename):
        yield ("the name of this entry leads out of the book", "a program that unpacks it may write over other files",
               "give it a name inside the book, without “..” and without a slash in front")
    if entry.flag_bits & _LOCKED:
        yield ("this entry is locked with a password", "no reading system can open it, and nobody can examine it",
               "pack the book without a password")
    if _is_trap(entry.file_size, entry.compress_size):
        yield (f"this entry unpacks to {entry.file_size:,} bytes from {entry.compress_size:,}", _FILLS,
               "take it out, or put a file with content in its place")


def _is_trap(unpacked: int, packed: int) -> bool:
    return unpacked > TRAP_BYTES and unpacked > packed * TRAP_TIMES
