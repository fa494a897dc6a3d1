"""Makes a clinic's products: what all have in common once, and then each clinic's own at the cost of its block."""

from dataclasses import dataclass
from typing import Any

from pipeline import formats
from pipeline.checks.files import svg_construct
from pipeline.markup.stamped_logo import is_drawing
from pipeline.model.artifact import Design
from pipeline.model.finding import Finding, Place, error
from pipeline.model.imprint import Imprint
from pipeline.model.manuscript import Manuscript
from pipeline.tools.pictures import images

_WHY = "the block has one size for every clinic, so that no page changes; nothing is made smaller or left out unsaid"


@dataclass(frozen=True)
class Base:
    """One product without its clinic; it can be pickled, to another process or to a file."""

    format: str
    output: str
    prepared: Any


def can_stamp(manuscript: Manuscript) -> bool:
    """Tell whether a product can be made for clinics: it says who hands it out, in a format that can be stamped."""
    return (any(each.kind == "contact" for each in manuscript.sections)
            and formats.can_stamp(manuscript.edition.channel.format))


def prepare(manuscript: Manuscript, design: Design) -> Base:
    """Return what a product's files have in common, laid out once; only for products that can be stamped."""
    return Base(manuscript.edition.channel.format, manuscript.edition.output, formats.prepare(manuscript, design))


def stamp(base: Base, imprint: Imprint, place: Place, logo: bytes | None = None) -> bytes | tuple[Finding, ...]:
    """Return a clinic's file, the same bytes for the same imprint and logo; or what keeps it from being printed.

    `place` is where the imprint stands (a YAML file, a row of a table). A finding's message begins with the field.
    `logo` is what the file of the imprint's logo holds, found usable by `logo_faults`.
    """
    if imprint.is_nobody:
        return (error(place, "name: a clinic has no name", why="nobody could tell whose telephone this is",
                      fix="give its name"),)
    made = formats.stamp(base.format, base.prepared, imprint, logo if imprint.logo else None)
    if isinstance(made, bytes):
        return made
    return tuple(error(place, f"{each.field}: {each.message}, in {base.output}", why=_WHY, fix=each.fix)
                 for each in made)


def logo_faults(logo: bytes, design: Design, place: Place) -> tuple[Finding, ...]:
    """Return what keeps a logo from being printed; asked once for each file."""
    why = "a logo goes to the press and onto screens in the same colours, as all drawings do"
    if is_drawing(logo):
        colours = frozenset(design.tokens["color"])
        return tuple(error(Place(place.path, place.line, place.column, f"logo, line {line}"), fault, why=why, fix=fix)
                     for line, _, fault, fix in svg_construct.faults(logo, colours))
    fault = images.fault(logo)
    return (error(place, f"logo: the picture {fault}", why=why, fix="save it as PNG in RGB without transparency"),
            ) if fault else ()
