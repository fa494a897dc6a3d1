"""Something white or light is set to overprint, or white to multiply: it vanishes in the colour below it.

Where an object overprints (ISO 32000-1, 8.6.7, mode 1), inks that it has none of stay as they are below; white has none
at all. With inks by way of a profile some machines do so and some do not (ISO 19005-2, 6.2.4.2, bans it): a warning.
Blended by Multiply, Darken or ColorBurn (11.3.5), white leaves a colour as it is, too.
On paper alone that shows nothing, so only what lies on a colour is told.
"""

from pipeline.model.finding import Findings, error, warning
from pipeline.model.press_file import PressFile
from pipeline.model.printed import Paint

_LIGHT, _SEEN = 0.2, 0.1


def check(press: PressFile) -> Findings:
    met: dict[tuple[int, str, bool], Paint] = {}
    for paint in press.file.seen:
        if paint.inks and max(paint.inks) < _LIGHT and _shows_through(paint):
            met.setdefault((paint.page, paint.kind, max(paint.inks) == 0), paint)
    for (page, kind, is_white), paint in sorted(met.items()):
        say = error if is_white and paint.ground and not paint.may_overprint else warning
        yield say(press.place(page), f"{'white' if is_white else 'light'} {kind} is set to overprint,"
                                     f" {press.file.where(page, paint.spot)}",
                  why="the colour below goes through it, and it is not seen",
                  fix="let it knock out: switch off overprinting for all that is not black")


    yield from _blended(press)


def _blended(press: PressFile) -> Findings:
    met: dict[tuple[int, str], Paint] = {}
    for paint in press.file.seen:
        if paint.multiplies and paint.ground and max(paint.ground) > _SEEN:
            met.setdefault((paint.page, paint.kind), paint)
    for (page, kind), paint in sorted(met.items()):
        yield warning(press.place(page), f"white {kind} is blended so that it is nothing (Multiply), "
                                         f"{press.file.where(page, paint.spot)}",
                      why="the colour below goes through it, and it is not seen",
                      fix="set its blending to Normal, or take it out")


def _shows_through(paint: Paint) -> bool:
    """Tell whether ink lies below that the object does not take away; of a gradient below, nobody can tell."""
    if paint.ground is None or paint.inks is None:
        return paint.overprints
    *below, own_inks = paint.ground
    return (paint.keeps_spots and own_inks > _SEEN) or ((paint.overprints or paint.may_overprint) and any(
        ink > _SEEN and own == 0 for own, ink in zip(paint.inks, below, strict=True)))
