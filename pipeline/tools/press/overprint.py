"""Has text in black ink alone print over what lies under it, so that plates that shift leave no white edges.

Overprinting holds for the text operators alone: page-wide, mode 1 (ISO 32000-1, 8.6.7) would let a white ground or
white text, whose inks are all 0, vanish over the colour under it.
"""

from collections.abc import Iterator
from typing import Any

_ON, _OFF = "black-over", "black-out"
_BLACK_ALONE = b"0 0 0 1 scn"
#: What begins and ends overprinting in a file that `apply` has seen.
BEGIN, END = f"/{_ON} gs\n".encode(), f"/{_OFF} gs\n".encode()


def apply(pdf: Any) -> None:
    """Wrap the black text of each content stream of a pydyf file; any other text stays as it is."""
    import pydyf

    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream):
            thing.stream = list(_wrapped(thing.stream))
        resources = thing.extra.get("Resources") if isinstance(thing, pydyf.Stream) else thing
        if isinstance(resources, dict) and isinstance(resources.get("ExtGState"), dict):
            resources["ExtGState"][_ON] = pydyf.Dictionary({"OP": "true", "op": "true", "OPM": 1})
            resources["ExtGState"][_OFF] = pydyf.Dictionary({"OP": "false", "op": "false", "OPM": 0})


def _wrapped(operators: list[Any]) -> Iterator[Any]:
    """Yield operators as WeasyPrint wrote them, one an item; overprint begins and ends inside a text object."""
    is_black, is_on, saved = False, False, []
    for item in operators:
        word = item if isinstance(item, bytes) else b""
        if word == b"q":
            saved.append(is_black)
        elif word == b"Q":
            is_black = saved.pop() if saved else False
        elif word.endswith((b" cs", b" scn", b" rg", b" g", b" k", b" sc")):
            is_black = word == _BLACK_ALONE  # WeasyPrint names the space DeviceCMYK just before
        should_be_on = is_black if word.endswith((b"TJ", b"Tj")) else is_on and word != b"ET"
        if should_be_on is not is_on:
            yield b"/%s gs" % (_ON if should_be_on else _OFF).encode()
            is_on = should_be_on
        yield item
