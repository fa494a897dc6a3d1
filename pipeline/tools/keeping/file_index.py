"""Knows the files of a finished build by size and times, as git's index does, so that none is read in vain.

The first thing that each build asks, so nothing is imported here that a bare Python has not loaded.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Mapping

#: All that can change a product or a finding beside the code and the packages that run, from the project's root.
_INPUTS = ("source", "styles")
#: The code that runs, wherever the project lies.
_CODE = __file__.rpartition("/tools/")[0]
#: Stand for what is installed, and how many notes the build left, among the files.
_PACKAGES, _NOTES = "packages", "notes"
_PRODUCTS = "build/"
#: Opened by people; a build asks only whether it is there.
REPORT = "build/report/index.html"
_LISTS = ("build/manifest.json", "build/SHA256SUMS", "build/.cache/record.json", REPORT)
_FILE = "build/.cache/index"
_PART, _LINE = "\0", "\n"


def nothing_to_do(root: str) -> str | None:
    """Return the closing line of a build whose files all are as they were kept; None where nobody can say so."""
    try:
        kept = _read(root)
        notes = int(kept.pop(_NOTES))
        if kept.pop(_PACKAGES) == packages() and all(
                mark == (_digest(root, path) if mark.startswith("=") else _mark(root, path))
                for path, mark in kept.items()) and all(each in kept for each in inputs(root)):
            return told(sum(path.startswith(_PRODUCTS) for path in kept) - len(_LISTS), notes)
    except (OSError, LookupError, ValueError):
        pass
    return None


def told(count: int, notes: int) -> str:
    """Return the closing line of a build that found as many files up to date, and left as many notes in its report."""
    left = f"; {notes} note{'' if notes == 1 else 's'} in {REPORT}" if notes else ""
    return f"nothing to do: {count} files up to date{left}"


def seen(root: str, products: Iterable[str], outside: Iterable[str]) -> dict[str, str]:
    """Return the marks of all that a build reads and wrote, by path; to be asked before the files are read.

    A file so young that it could change again and keep its times has no mark: the clock of a file system ticks, and
    all that is written between two of its ticks bears one time.
    """
    index = os.path.join(root, _FILE)  # noqa: PTH118 - here and below: pathlib takes longer than all else
    with open(index, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(_LINE)
    now = os.stat(index).st_mtime_ns  # noqa: PTH116 - the file system's own clock
    paths = [*inputs(root), *_LISTS, *(f"{_PRODUCTS}{each}" for each in products), *outside]
    return {path: _mark(root, path, now) for path in paths}


def keep(root: str, marks: Mapping[str, str], digests: Mapping[str, str | None], notes: int) -> None:
    """Keep the marks for the next build, of files without one the digest, and the number of notes."""
    from pathlib import Path
    from zlib import crc32

    from pipeline.tools.keeping import whole_file

    held = {_PACKAGES: packages(), _NOTES: str(notes),
            **{path: mark or f"={digests[path]}" for path, mark in marks.items()}}
    content = _LINE.join(map(_PART.join, held.items())).encode(errors="surrogateescape")
    index = Path(root, _FILE)
    whole_file.sweep_of(index)  # the build that was killed while it wrote this had nothing else to do, nor has this one
    whole_file.write(index, f"{crc32(content)}{_LINE}".encode() + content)


def files(path: str) -> list[str]:
    """Return all files below a folder, or the file itself, in order; byte code and hidden files do not count.

    A link to a folder is not followed: it may lead above the folder, or to a whole disk.
    """
    if not os.path.isdir(path):  # noqa: PTH112
        return [path]
    found: list[str] = []
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name.startswith((".", "__pycache__")):
                continue
            found += files(entry.path) if entry.is_dir(follow_symlinks=False) else [entry.path]
    return found


def inputs(root: str) -> list[str]:
    """Return the paths of all that a build reads: below the root, of the code that runs as they are."""
    start = len(root) + 1
    return [*(each[start:] for name in _INPUTS for each in files(f"{root}/{name}")), *files(_CODE)]


def written(root: str) -> dict[str, str]:
    """Return the marks of all that people write, by path from the root: who looks often sees what changed."""
    start = len(root) + 1
    return {path: _mark(root, path) for name in _INPUTS for each in files(f"{root}/{name}")
            for path in (each[start:],)}


def packages() -> str:
    """Return the names and versions of all packages that are installed, as one line."""
    names = [each for folder in dict.fromkeys(sys.path) if os.path.isdir(folder)  # noqa: PTH112
             for each in os.listdir(folder) if each.endswith("-info")]  # noqa: PTH208
    return " ".join(sorted(names))


def _read(root: str) -> dict[str, str]:
    """Return what was kept; raises ValueError where it is damaged, OSError where there is none."""
    from zlib import crc32

    with open(os.path.join(root, _FILE), "rb") as file:  # noqa: PTH118, PTH123
        total, _, content = file.read().partition(_LINE.encode())
    if int(total) != crc32(content):
        raise ValueError("damaged")
    pairs = [line.split(_PART) for line in content.decode(errors="surrogateescape").split(_LINE)]
    return dict(pairs)


def _mark(root: str, path: str, now: int | None = None) -> str:
    """Return what changes when a file does, empty for one that has changed in this tick of the clock or later."""
    try:
        found = os.stat(os.path.join(root, path))  # noqa: PTH116, PTH118
    except (FileNotFoundError, NotADirectoryError):
        return "none"
    if now is not None and max(found.st_mtime_ns, found.st_ctime_ns) >= now:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _digest(root: str, path: str) -> str:
    from hashlib import sha256

    return f"={sha256(content_of(os.path.join(root, path), root)).hexdigest()}"  # noqa: PTH118


def content_of(path: str | os.PathLike[str], root: str | None = None) -> bytes:
    """Return what a file holds; of a link that leads out of `root`, where to, and how that looks.

    Raises OSError where there is no file: who reads a pipe waits for ever, a device may have no end. A link may lead to
    one that the system makes up, or to a disk.
    """
    if root and os.path.islink(path):  # noqa: PTH114
        end = os.path.realpath(path)
        if not end.startswith(os.path.join(os.path.realpath(root), "")):  # noqa: PTH118
            return os.fsencode(f"{end}: {_mark(root, end)}")
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0) as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "no file", os.fspath(path))
        return file.read()
