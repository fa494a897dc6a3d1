"""Knows the layers of a PDF (optional content, ISO 32000-1, 8.11), and which of them a press prints."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.printed import Layer
from pipeline.tools.later import Later
from pipeline.tools.press import pdf_font

pikepdf = Later("pikepdf")

#: Where an object stands in the file.
Place = tuple[int, int]
#: Expressions are not nested deeper than this; one that is names itself.
_DEEPEST = 30


class Layers:
    """The layers of a file, by object; what belongs to one that is off is not printed.

    `drawn_on` grows while pages are followed.
    """

    def __init__(self, root: Any) -> None:
        properties: Any = root.get("/OCProperties", {})
        told: Any = properties.get("/D", {})
        groups = list(properties.get("/OCGs", ()))
        is_on = told.get("/BaseState", "/ON") != "/OFF"
        self._is_on = {each.objgen: is_on for each in groups}
        for key, state in (("/ON", True), ("/OFF", False)):
            self._is_on |= {each.objgen: state for each in told.get(key, ())}
        for each in groups:
            asked = each.get("/Usage", {}).get("/Print", {}).get("/PrintState")
            if asked is not None and _asks_to_print(told):
                self._is_on[each.objgen] = asked == "/ON"
        self._names = {each.objgen: _name(each.get("/Name", "unnamed")) for each in groups}
        self.drawn_on: set[Place] = set()

    @property
    def known(self) -> tuple[Layer, ...]:
        """Return the layers by name, as far as is known of what is drawn on them."""
        return tuple(sorted(Layer(name, self._is_on[place], place in self.drawn_on)
                            for place, name in self._names.items()))

    def of(self, content: Any) -> frozenset[Place]:
        """Return the layers that decide about what belongs to a layer, or to a group of them."""
        if not isinstance(content, pikepdf.Dictionary):
            return frozenset()
        if content.get("/Type") != "/OCMD":
            return frozenset({content.objgen})
        of: Any = content.get("/OCGs", ())
        groups = list(of) if isinstance(of, pikepdf.Array) else [of]
        return frozenset(each.objgen for each in (*groups, *_named_in(content.get("/VE"), 0))
                         if isinstance(each, pikepdf.Dictionary))

    def is_off(self, content: Any) -> bool:
        """Tell whether what belongs to a layer, or to a group of them, is not printed."""
        if not isinstance(content, pikepdf.Dictionary):
            return False
        if content.get("/Type") != "/OCMD":
            return not self._is_on.get(content.objgen, True)
        if "/VE" in content:  # goes before all else (8.11.2.2)
            return not self._holds(content["/VE"], 0)
        of: Any = content.get("/OCGs", ())
        on = [self._is_on.get(each.objgen, True) for each in (of if isinstance(of, pikepdf.Array) else (of,))]
        policy = str(content.get("/P", "/AnyOn"))
        shows = {"/AnyOn": any(on), "/AllOn": all(on), "/AnyOff": not all(on), "/AllOff": not any(on)}
        return bool(on) and not shows.get(policy, True)

    def _holds(self, said: Any, depth: int) -> bool:
        """Tell whether an expression over layers (And, Or, Not) is true."""
        if not isinstance(said, pikepdf.Array) or depth > _DEEPEST:
            return bool(self._is_on.get(said.objgen, True))
        word, *rest = said
        held = [self._holds(each, depth + 1) for each in rest]
        return not held[0] if word == "/Not" else any(held) if word == "/Or" else all(held)


def _named_in(said: Any, depth: int) -> Iterator[Any]:
    """Yield the layers that an expression names."""
    for each in said if isinstance(said, pikepdf.Array) and depth <= _DEEPEST else ():
        yield each
        yield from _named_in(each, depth + 1)


def _name(text: Any) -> str:
    """Return a layer's name, a string or (wrongly) a name."""
    return str(text) if isinstance(text, pikepdf.String | str) else pdf_font.name_of(text)


def _asks_to_print(told: Any) -> bool:
    """Tell whether the file says that layers heed how they are used when it is printed."""
    return any(each.get("/Event") == "/Print" for each in told.get("/AS", ()))
