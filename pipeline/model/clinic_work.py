"""What is made for clinics: products with their bases, clinics with their places, and what became of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.finding import Finding, Place
from pipeline.model.imprint import Imprint


@dataclass(frozen=True)
class ClinicProduct:
    """One product before its clinic; `key` is the digest of all that can change its bytes beside the imprint.

    `base_digest` is the SHA-256 of what it is made from, as it lies in the store. One that does not say who hands it
    out `is_shared`: the same bytes for all. What the caller did not ask for this time is not asked. `name` is what
    people call it, `group` who uses it (model/overview.py).
    """

    output: str
    channel: str
    language: str
    format: str
    media_type: str
    key: str
    base_digest: str = ""
    is_shared: bool = False
    is_asked: bool = True
    name: str = ""
    group: int = 0


@dataclass(frozen=True)
class Zipped:
    """What the page in each clinic's ZIP shows: title, version, looks, a picture of the first page by product."""

    title: str
    version: str
    css: str
    pictures: dict[str, bytes]


@dataclass(frozen=True)
class Clinic:
    """Who gets the products: the imprint, what its logo's file holds, and where it stands (its row in a list)."""

    row: int
    imprint: Imprint
    place: Place
    logo: bytes | None = None


@dataclass(frozen=True)
class Chunk:
    """Work for one process: some clinics, all products, where the bases lie and where the folders of clinics stand.

    `root` is the project's folder, which may have been renamed since the bases were made.
    `told` is what every manifest says of the publication. `is_whole`: a clinic gets all that it wants, or nothing new.
    `zipped` says what is in each clinic's ZIP beside its files; None: there are no ZIPs.
    """

    root: Path
    clinics: tuple[Clinic, ...]
    products: tuple[ClinicProduct, ...]
    bases: Any
    out: Any
    told: dict[str, str]
    is_whole: bool = False
    zipped: Zipped | None = None


@dataclass(frozen=True)
class HandedOut:
    """What became of a clinic: how many files were made, what the list of all clinics says of it, its findings."""

    row: int
    made: int
    entry: dict[str, Any] | None
    findings: tuple[Finding, ...] = ()
