"""Reads a list of clinics from its file, and looks at every logo that it names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pipeline.model.clinic_list import ClinicList, Known, Row
from pipeline.model.csv_cells import decoded, rows

_LARGEST_LOGO = 2_000_000
#: How a PNG begins, and how a drawing may.
_PNG, _SVG = b"\x89PNG\r\n\x1a\n", (b"<", b"\xef\xbb\xbf<")

#: Returns what keeps a logo from being printed, nothing where it can be.
LogoFault = Callable[[bytes], str]


def read(path: Path, known: Known, logo_fault: LogoFault) -> ClinicList:
    """Return the list with every cell in its place; what is wrong with it is for checks to say."""
    text, undecoded = decoded(path.read_bytes())
    records, unclosed = rows(text)
    header = records[0] if records else Row(1, ())
    found = ClinicList(str(path), header, tuple(records[1:]), known, undecoded, unclosed)
    named = sorted({cell.text for _, _, cell in found.cells("logo")})
    faults = {name: fault for name in named if (fault := _fault(path.parent, name, logo_fault))}
    return replace(found, known=replace(known, logo_faults=faults))


def logo(path: Path, name: str) -> bytes:
    """Return a usable logo that a list names."""
    return _file(path.parent, name).read_bytes()


def _fault(folder: Path, name: str, logo_fault: LogoFault) -> str:
    for fault in _faults_of_file(folder, name):
        return fault
    content = _file(folder, name).read_bytes()
    if not content.startswith(_PNG) and not content.lstrip().startswith(_SVG):
        return "is neither SVG nor PNG"
    return logo_fault(content)


def _faults_of_file(folder: Path, name: str) -> Iterator[str]:
    path = _file(folder, name)
    if "://" in name or _relative(name).is_absolute() or ":" in name[:2] or not path.resolve().is_relative_to(
            folder.resolve()):
        yield "lies outside the folder of the list"
    elif not path.is_file():
        yield "is not there"
    elif path.stat().st_size > _LARGEST_LOGO:
        yield f"has {path.stat().st_size / 1e6:.1f} MB, {_LARGEST_LOGO / 1e6:.0f} are the most"


def _file(folder: Path, name: str) -> Path:
    return folder / _relative(name)


def _relative(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))
