"""Makes a clinic's products: what all have in common once, and then each clinic's own at the cost of its block."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import formats
from pipeline.markup.picture_file import is_drawing
from pipeline.model.artifact import Design
from pipeline.model.finding import Finding, Place, error
from pipeline.model.imprint import Imprint
from pipeline.model.limits import LOGO_MEMORY
from pipeline.model.manuscript import Manuscript
from pipeline.tools.keeping import kept
from pipeline.tools.pictures import drawing_reader, images

#: The scripts whose lines are stamped.
_STAMPED = ("Latn",)
_WHY = "the block has one size for every clinic, so that no page changes; nothing is made smaller or left out unsaid"


@dataclass(frozen=True)
class Base:
    """One product without its clinic: plain data, as `Prepared` of who stamps it."""

    format: str
    output: str
    prepared: Any

    def as_json(self) -> bytes:
        """Return it as JSON, its format and path on the first line."""
        prepared = kept.as_json(formats.stamped(self.format).Prepared, self.prepared)
        return f"{self.format} {self.output}\n".encode() + prepared


def from_json(content: bytes, root: Path) -> Base:
    """Return what was kept, for a project's folder as it is called now; raises ValueError where it is no base."""
    head, _, data = content.partition(b"\n")
    name, _, output = head.decode().partition(" ")
    prepared = kept.from_json(formats.stamped(name).Prepared, data)
    return Base(name, output, prepared.in_folder(root))


def can_stamp(manuscript: Manuscript) -> bool:
    """Tell whether a product can be made for clinics: it says who hands it out, in a format that can be stamped.

    Lines are stamped in letters that stand side by side, from the left; others are laid out each time.
    """
    return (any(each.kind == "contact" for each in manuscript.sections)
            and manuscript.edition.language.writing.script in _STAMPED
            and formats.can_stamp(manuscript.edition.channel.format))


def prepare(manuscript: Manuscript, design: Design) -> Base:
    """Return what a product's files have in common, laid out once; only for products that can be stamped."""
    return Base(manuscript.edition.channel.format, manuscript.edition.output, formats.prepare(manuscript, design))


def stamp(base: Base, imprint: Imprint, place: Place, logo: bytes | None = None) -> bytes | tuple[Finding, ...]:
    """Return a clinic's file, the same bytes for the same imprint and logo; or what keeps it from being printed.

    `place` is where the imprint stands (a YAML file, a row of a table). A finding names the field.
    `logo` is what the file of the imprint's logo holds, found usable by `logo_fault`.
    """
    if imprint.is_nobody:
        return (replace(error(place, "a clinic has no name", why="nobody could tell whose telephone this is",
                              fix="give its name"), field="name"),)
    made = formats.stamped(base.format).stamp(base.prepared, imprint, logo if imprint.logo else None)
    if isinstance(made, bytes):
        return made
    return tuple(replace(error(place, each.message, why=_WHY, fix=each.fix, about=each.about), field=each.field,
                         output=base.output) for each in made)


def logo_fault(logo: bytes, design: Design) -> str:
    """Return what keeps a logo from being printed, nothing where it can be; asked once for each file."""
    if not is_drawing(logo):
        return images.fault(logo, LOGO_MEMORY) or ""
    found = _read(logo, design).faults
    return f"cannot be printed: line {found[0].line}, {found[0].message}" if found else ""


def usable(logo: bytes, design: Design) -> bytes:
    """Return a logo without faults as products take it: a drawing written anew, pixels as they are."""
    return _read(logo, design).text.encode() if is_drawing(logo) else logo


def _read(logo: bytes, design: Design) -> drawing_reader.Reading:
    return drawing_reader.read(logo, frozenset(design.tokens["color"]), is_logo=True)
