"""Notes a picture where a drawing places it: whether it is all there, how fine it is, its inks, what masks it."""

from collections.abc import Iterator
from math import inf, isfinite
from typing import Any

from pipeline.model.printed import Box, Paint, Picture
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_path, pdf_pixels, pdf_space
from pipeline.tools.press.pdf_state import State, lengths

pikepdf = Later("pikepdf")
#: What is as thin as this is a line.
_LINE_PT = 0.25
#: Finer than this, a mask is fine enough for whatever it cuts out (the most that image-resolution wants of a picture).
_FINE_PPI = 250


def note(run: Any, image: Any) -> None:
    """Note what a picture puts on the page, or keeps off it, in the walk along a drawing that places it."""
    tracer, page, state = run.tracer, run.page, run.state
    masks = [each for each in (image.get("/SMask"), image.get("/Mask")) if isinstance(each, pikepdf.Stream)]
    for each in (image, *masks):
        tracer.try_samples(each, run.resources, page)
    box = state.box((0.0, 0.0, 1.0, 1.0))  # it fills the unit square, whatever that has become (8.9.5)
    is_seen, is_ink, is_stencil = run.is_seen(box), run.is_ink(box), bool(image.get("/ImageMask", False))
    if is_seen and (is_ink or state.is_mask):
        tracer.pictures.update(tracer.salvage.read("a picture", lambda: list(_resolved(run, image, masks)), [], page))
    thin = min(lengths(state.matrix))
    thin = round(thin, 2) if thin < _LINE_PT else inf
    if is_stencil:
        run.ink("image", state.fill, state.matrix[4:], box, width_pt=thin)
        return
    tracer.layers.drawn_on |= state.layers
    _lay(run, image, box)
    for each in (each for each in (image, image.get("/SMask")) if each is not None):
        told = each.get("/ColorSpace", "/unknown")
        run.explained(told)
        spots, space = pdf_space.ink_names(told, run.resources), pdf_space.of_image(each, run.resources)
        tracer.paints.add(Paint(page, "image", space, width_pt=thin, spots=spots, is_seen=is_seen, is_ink=is_ink,
                                spot=state.matrix[4:]))


def _resolved(run: Any, image: Any, masks: list[Any]) -> Iterator[Picture]:
    """Yield how fine a picture is, and what masks it more coarsely, if its edges are hard."""
    shown = _placed(run.page, run.state, image)
    if shown is None:
        return
    if not run.state.is_mask:
        yield shown
    is_plain = min(shown.width_px, shown.height_px) <= 1  # one colour, which its mask gives a shape
    for each in (image,) if run.state.is_mask else masks:
        mask = _placed(run.page, run.state, each, is_mask=True)
        is_coarse = mask and mask.ppi < _FINE_PPI and (mask.ppi < shown.ppi or is_plain or run.state.is_mask)
        if mask and is_coarse and pdf_pixels.has_hard_edges(each, run.resources):
            yield mask


def _placed(page: int, state: State, image: Any, *, is_mask: bool = False) -> Picture | None:
    across, up = lengths(state.matrix)
    if not (across and up and isfinite(across + up)):
        return None
    width, height = (int(image.get(f"/{side}", 0)) for side in ("Width", "Height"))
    bits = 1 if image.get("/ImageMask", False) else int(image.get("/BitsPerComponent", 8))
    ppi = round(min(width / across, height / up) * 72, 1)
    return Picture(page, ppi, width, height, bits, is_mask, spot=state.matrix[4:])


def _lay(run: Any, image: Any, box: Box) -> None:
    """Note a picture as a ground, whose inks are looked up where something stands on it."""
    state, told = run.state, image.get("/ColorSpace")
    is_solid = "/SMask" not in image and "/Mask" not in image and state.is_solid
    is_nothing = told is not None and pdf_space.names_no_ink(told, run.resources)
    if not (is_nothing or state.is_hidden or state.is_tile or state.is_mask):
        shown = pdf_pixels.Pixels(image, run.resources, state.matrix, run.tracer.pictures_read)
        run.tracer.grounds.lay(pdf_path.common(state.clip, box), (), shown.inks, is_solid=is_solid)
