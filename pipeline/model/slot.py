"""The place of fixed size where a product says who hands it out, and whether what has to be said fits into it.

Lengths are points; places are measured from the upper left corner of the trimmed page, downwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MM_PER_PT = 25.4 / 72
#: What rounding may add.
_TOLERANCE_PT = 0.05
#: Between words and a logo.
_GAP_PT = 4.0


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class LineForm:
    """How high a line is, and how far below its upper edge its letters stand."""

    height: float
    baseline: float


@dataclass(frozen=True)
class Rule:
    """A line to write on: its lower edge below the line's upper edge, thickness, the gap before it, least length."""

    bottom: float
    thickness: float
    gap: float
    shortest: float


@dataclass(frozen=True)
class Slot:
    """The place on one page (0 is the first), its type size, its lines, and the places of logo and QR code."""

    page: int
    frame: Box
    size: float
    known: LineForm
    ruled: LineForm
    rule: Rule
    logo: Box
    qr: Box


@dataclass(frozen=True)
class Run:
    """Words in one face; `target` is where they lead, `language` the tag of their language where it is said."""

    text: str
    is_bold: bool = False
    target: str = ""
    language: str = ""


@dataclass(frozen=True)
class Line:
    """What one line says; `field` is the imprint's field that it comes from. A ruled one ends in a line to write on."""

    field: str
    runs: tuple[Run, ...]
    is_ruled: bool = False

    @property
    def text(self) -> str:
        """Return the words as an author writes them, without spaces that bind."""
        return "".join(run.text for run in self.runs).replace("\u00a0", " ")


@dataclass(frozen=True)
class Unfit:
    """Why an imprint cannot be printed in a product: the field that has to change, what is wrong, how to mend it.

    `about` are the words of the line that it is about, where it is about one.
    """

    field: str
    message: str
    fix: str
    about: str = ""


def tops(slot: Slot, lines: Sequence[Line]) -> list[float]:
    """Return the upper edge of each line, and the lower edge of the last."""
    edges = [slot.frame.top]
    for line in lines:
        edges.append(edges[-1] + (slot.ruled if line.is_ruled else slot.known).height)
    return edges


def unfits(
    slot: Slot, lines: Sequence[Line], widths: Sequence[float], *, logo: Box | None, qr: Box | None
) -> Iterator[Unfit]:
    """Yield each line that is too wide for the slot or runs into the QR code, and what is too high."""
    edges = tops(slot, lines)
    beside = _beside(slot, logo, qr)
    for line, width, bottom in zip(lines, widths, edges[1:], strict=True):
        needed = width + (slot.rule.gap + slot.rule.shortest if line.is_ruled else 0)
        end, what = min([(slot.frame.right, ""), *((end, what) for top, end, what in beside if bottom > top)])
        if needed > end - slot.frame.left + _TOLERANCE_PT:
            excess_mm = (needed - end + slot.frame.left) * _MM_PER_PT
            yield Unfit(line.field, f"“{line.text}” is {excess_mm:.1f} mm too wide{what}", "say it in fewer letters",
                        line.text)
    is_below = logo is not None and not _is_at_right(slot, logo)
    floor = logo.top - _GAP_PT if logo and is_below else slot.frame.bottom
    if edges[-1] > floor + _TOLERANCE_PT:
        yield Unfit(lines[-1].field, f"{len(lines)} lines are {(edges[-1] - floor) * _MM_PER_PT:.1f} mm too high"
                    + (" above the logo" if is_below else ""), "leave a line out, or join two")


def _beside(slot: Slot, logo: Box | None, qr: Box | None) -> list[tuple[float, float, str]]:
    """Return from which height on a picture at the right leaves less room, where words end there, and what it is."""
    pictures = [(qr.top - _GAP_PT, qr.left - _quiet(qr), " beside the QR code")] if qr else []
    if logo and _is_at_right(slot, logo):
        pictures.append((logo.top - _GAP_PT, logo.left - _GAP_PT, " beside the logo"))
    return pictures


def _is_at_right(slot: Slot, logo: Box) -> bool:
    """Tell whether a logo stands beside the lines; else it stands below them."""
    return logo.left > slot.frame.left + slot.frame.width / 4


def _quiet(qr: Box) -> float:
    """Return the white that a reader of QR codes needs around them: four modules of the coarsest code (21 a side)."""
    return qr.width * 4 / 29
