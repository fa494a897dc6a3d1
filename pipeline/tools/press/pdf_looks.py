"""Puts the looks of a page's annotations where they are shown, each for itself: one that is odd hides no other."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from pipeline.model.printed import Box
from pipeline.tools.later import Later
from pipeline.tools.press.pdf_found import Stream, Tracer, inside
from pipeline.tools.press.pdf_state import IDENTITY, Matrix, State, matrix_of, numbers, times

pikepdf = Later("pikepdf")
#: Flags of an annotation: hidden, and printed (ISO 32000-1, 12.5.3).
_HIDDEN, _PRINTED = 2, 4


def streams(tracer: Tracer, page: Any, number: int, resources: Any, start: State) -> list[Stream]:
    """Return the drawings that annotations show, with their places on the page."""
    read = tracer.salvage.read
    held: list[Any] = read("the annotations", lambda: list(page.get("/Annots", ())), [], number)
    found: list[Stream] = []
    for each in held:
        if each is not None:  # nothing stands there any more
            found += read("an annotation", partial(_of, tracer, each, number, resources, start), [], number)
    return found


def _of(tracer: Tracer, annotation: Any, number: int, resources: Any, start: State) -> list[Stream]:
    flags = int(annotation.get("/F", 0))
    state = tracer.on_layer(start, annotation.get("/OC"))
    state = replace(state, is_hidden=state.is_hidden or bool(flags & _HIDDEN) or not flags & _PRINTED)
    return [Stream(look, look.get("/Resources", resources), _placed(state, look, annotation), number)
            for look in _looks(annotation)]


def _looks(annotation: Any) -> Iterator[Any]:
    """Yield what it shows: one drawing, or of several the one that is chosen, all where none is."""
    normal: Any = annotation.get("/AP", {}).get("/N")
    if isinstance(normal, pikepdf.Stream):
        yield normal
    elif isinstance(normal, pikepdf.Dictionary):
        chosen = normal.get(annotation.get("/AS", "/none"))
        looks = [chosen] if chosen is not None else [each for _, each in normal.items()]
        yield from (each for each in looks if isinstance(each, pikepdf.Stream))


def _placed(state: State, look: Any, annotation: Any) -> State:
    """Return the state in which a look is drawn: its box, turned by its matrix, fills the annotation's (12.5.5)."""
    own = matrix_of(look.get("/Matrix", IDENTITY))
    rect, box = annotation.get("/Rect"), look.get("/BBox")
    if rect is None or box is None:
        return inside(state, look, state.matrix)
    turned = State(matrix=own).box(_corners(box))
    return inside(state, look, times(_fitting(turned, _corners(rect)), state.matrix))


def _fitting(box: Box, onto: Box) -> Matrix:
    """Return the matrix that moves and stretches a box onto another; one without width or height is moved alone."""
    width, height = box[2] - box[0], box[3] - box[1]
    across = (onto[2] - onto[0]) / width if width else 1.0
    up = (onto[3] - onto[1]) / height if height else 1.0
    return across, 0.0, 0.0, up, onto[0] - box[0] * across, onto[1] - box[1] * up


def _corners(array: Any) -> Box:
    x, y, other_x, other_y = numbers(array)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
