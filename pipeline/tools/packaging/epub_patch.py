"""Exchanges a few files of an EPUB: all others are taken over as they lie there, packed."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

#: Headers of the zip format (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
#: Version 2.0 of the format; made on Unix; midnight of 1980-01-01; an ordinary file that all may read.
_VERSION, _UNIX, _TIME, _DATE, _MODE = 20, 3 << 8 | 20, 0, 0x21, 0o100644 << 16
_UTF8, _DEFLATED = 0x800, 8


@dataclass(frozen=True)
class Base:
    """The files that stay, packed, and their entries in the list at the end."""

    packed: bytes
    entries: bytes
    count: int
    paths: frozenset[str]


def base(book: bytes, exchanged: frozenset[str]) -> tuple[Base, dict[str, bytes]]:
    """Return what stays of a book, and the content of the files that are exchanged."""
    packed, entries, paths = b"", b"", []
    with ZipFile(BytesIO(book)) as container:
        infos = sorted(container.infolist(), key=lambda each: each.header_offset)
        taken_out = {name: container.read(name) for name in exchanged}
        ends = [*(each.header_offset for each in infos[1:]), container.start_dir]
        for info, end in zip(infos, ends, strict=True):
            if info.filename not in exchanged:
                method = 0 if info.compress_type == ZIP_STORED else _DEFLATED
                entries += _entry(info.filename, method, info.CRC, info.compress_size, info.file_size, len(packed))
                packed += book[info.header_offset:end]
                paths.append(info.filename)
    return Base(packed, entries, len(paths), frozenset(paths)), taken_out


def patch(kept: Base, files: Mapping[str, bytes]) -> bytes:
    """Return the book with these files behind those that stay."""
    pieces, entries, at = [kept.packed], [kept.entries], len(kept.packed)
    for path, content in files.items():
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = packer.compress(content) + packer.flush()
        name, checksum = path.encode(), zlib.crc32(content)
        header = _LOCAL.pack(b"PK\x03\x04", _VERSION, _flag(path), _DEFLATED, _TIME, _DATE, checksum, len(data),
                             len(content), len(name), 0)
        entries.append(_entry(path, _DEFLATED, checksum, len(data), len(content), at))
        pieces += [header, name, data]
        at += len(header) + len(name) + len(data)
    listed, count = b"".join(entries), kept.count + len(files)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*pieces, listed, end))


def _entry(path: str, method: int, checksum: int, packed_size: int, size: int, offset: int) -> bytes:
    name = path.encode()
    return _CENTRAL.pack(b"PK\x01\x02", _UNIX, _VERSION, _flag(path), method, _TIME, _DATE, checksum, packed_size, size,
                         len(name), 0, 0, 0, 0, _MODE, offset) + name


def _flag(path: str) -> int:
    return 0 if path.isascii() else _UTF8
