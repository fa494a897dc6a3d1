"""What a file for the press is held against: the channel's terms, or those that any print shop would set."""

from dataclasses import dataclass

from pipeline.model.channel import Channel
from pipeline.model.pdf_x import STANDARDS, Standard

#: The colour spaces that are a press's own.
INK_SPACES = frozenset({"DeviceCMYK", "DeviceGray"})
#: What PDF/X-4 lets say the same by way of a profile (ISO 15930-7, 6.2.3).
_PROFILED = frozenset({"ICCBased 4", "ICCBased 1", "CalGray"})


@dataclass(frozen=True)
class PressTerms:
    """The printing condition, bleed, ink limit, trim size and page count that were agreed; None: anything goes.

    `spaces` are the colour spaces that may be painted in, `standards` those by which a file may be made.
    """

    condition: str | None = None
    registry: str = "http://www.color.org"
    profile: str | None = None
    bleed_mm: float = 3.0
    ink_limit_percent: int = 300
    trim_mm: tuple[float, float] | None = None
    pages: int | None = None
    spaces: frozenset[str] = INK_SPACES
    has_spot_inks: bool = False
    standards: tuple[Standard, ...] = ("PDF/X-4",)


#: For a file of another program, where no channel says more.
USUAL_TERMS = PressTerms(spaces=INK_SPACES | _PROFILED, has_spot_inks=True, standards=STANDARDS)


def terms_of(channel: Channel) -> PressTerms | None:
    """Return what a channel agreed with its print shop; None for what no shop plates."""
    press = channel.press
    if press is None:
        return None
    return PressTerms(press.condition.identifier, press.condition.registry, press.profile, press.bleed_mm,
                      press.ink_limit_percent, _trim_mm(channel), _pages(channel))


def _trim_mm(channel: Channel) -> tuple[float, float] | None:
    if channel.fold:
        return channel.fold.sheet.width_mm, channel.fold.sheet.height_mm
    return channel.page.trim_mm if channel.page else None


def _pages(channel: Channel) -> int | None:
    if channel.fold:
        return len(channel.fold.sides)
    return channel.imposition.pages if channel.imposition else None
