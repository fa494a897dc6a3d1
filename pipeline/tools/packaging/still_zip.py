"""Packs files into a ZIP whose bytes follow from theirs alone: no clock, no user, no system."""

import io
import zipfile
from collections.abc import Mapping

#: Midnight of 1980-01-01, the first day that the format knows; a file that all may read, made on Unix.
_DATE, _MODE, _UNIX = (1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3
#: What is packed inside already.
_STORED = (".pdf", ".epub", ".docx", ".webp")


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP of files by their paths, in the order of these."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return held.getvalue()
