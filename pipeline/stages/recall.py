"""Tells which clinics hold products of a version, from the manifests that handing out leaves in their folders."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.model.failure import WrongUsage

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Holding:
    """What a clinic was handed: its folder, name and phones, the version, and the files.

    `fault` says why nobody can tell what a folder holds; such a clinic has to be asked.
    """

    folder: str
    name: str = ""
    phones: tuple[str, ...] = ()
    version: str = ""
    files: tuple[str, ...] = ()
    fault: str = ""


def holdings(out: Path, version: str) -> list[Holding]:
    """Return the clinics whose folder below `out` holds a version, and those of which nobody can tell, by folder.

    Raises WrongUsage where `out` holds no clinic's folder.
    """
    found = [_holding(path) for path in sorted(out.glob(f"*/{_MANIFEST}"))]
    if not found:
        raise WrongUsage(f"{out} holds no products of clinics; name the folder that imprint --out was given")
    return [each for each in found if each.fault or each.version == version]


def _holding(manifest: Path) -> Holding:
    folder = manifest.parent.name
    try:
        told = json.loads(manifest.read_bytes())
        clinic = told["clinic"]
        return Holding(folder, str(clinic.get("name") or folder), tuple(_phones(clinic)), str(told["version"]),
                       tuple(str(each["path"]) for each in told["artifacts"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Holding(folder, fault=f"{manifest} is damaged or of another kind; ask this clinic what it holds")


def _phones(clinic: dict[str, Any]) -> Iterator[str]:
    for phone in clinic.get("phones") or ():
        yield ": ".join(filter(None, (str(phone.get("label") or ""), str(phone.get("number") or ""))))


def as_text(found: list[Holding]) -> str:
    """Return the clinics for people: whom to call, then the files to take back."""
    return "\n\n".join("\n".join(_lines(each)) for each in found)


def _lines(holding: Holding) -> Iterator[str]:
    yield ", ".join(filter(None, (f"{holding.folder}: {holding.fault or holding.name}", *holding.phones)))
    yield from (f"    {holding.folder}/{file}" for file in holding.files)


def as_json(found: list[Holding]) -> str:
    """Return the clinics as one JSON array."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)
