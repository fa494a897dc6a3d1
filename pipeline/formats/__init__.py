"""How a manuscript becomes a file: one module a format, found by its name, never listed.

A module `press_pdf` serves channels with `format: press-pdf`. It holds `CONTRACT`, all that others need to know of it
(`model/contract.py`), and `render(manuscript, design) -> Rendering`, and imports its engines where it uses them. What a
channel may name, the schemas and every list of formats come from here; a module that does not keep to its contract, or
whose files nobody can read back, is refused (unfit-format). A format may hold more:

| function | what it does |
|---|---|
| `warm(design)` | loads a heavy engine, called once before processes are forked |
| `companions(artifact, rendering, design, verdict)` | yields the files of products that do not travel alone |
| `prepare(manuscript, design)` | lays out once what clinics' products have in common |

`STAMPED` then names the module of `markup/` that stamps clinics' blocks into it: its `Prepared` is plain data,
its `stamp(prepared, imprint, logo)` returns a clinic's file, or why its imprint does not fit.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from pipeline.markup.directed import directed
from pipeline.markup.localized import localized
from pipeline.model.artifact import Artifact, Companion, Design, Rendering, Verdict
from pipeline.model.channel import Channel
from pipeline.model.contract import Contract, misfits
from pipeline.model.manuscript import Manuscript


class Format(Protocol):
    """What a module of this package offers."""

    CONTRACT: Contract

    def render(self, manuscript: Manuscript, design: Design) -> Rendering:
        """Return the product's bytes and what was noticed; an author's fault is a finding, never a raise."""


def names() -> tuple[str, ...]:
    """Return the names of all formats, as channels write them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


def find(name: str) -> Format:
    """Return the format of that name (`press-pdf`)."""
    return import_module(module_of(name))


def module_of(name: str) -> str:
    """Return the name of a format's module."""
    return f"{__name__}.{name.replace('-', '_')}"


def contract(name: str) -> Contract | None:
    """Return what a format states of itself; None where nobody writes that format, or it states nothing."""
    is_there = module_of(name) in sys.modules or name in names()  # to list a folder takes longer than all else
    stated = getattr(find(name), "CONTRACT", None) if is_there else None
    return stated if isinstance(stated, Contract) else None


def faults(name: str) -> Iterator[str]:
    """Yield what keeps a module from being a format."""
    yield from misfits(contract(name), frozenset(Channel.model_fields))
    if not callable(getattr(find(name), "render", None)):
        yield "it has no function `render`"


def warm(name: str, design: Design) -> None:
    """Load what every render of a format needs, so that forked processes share it."""
    load = getattr(find(name), "warm", None)
    if load:
        load(design)


def render(manuscript: Manuscript, design: Design) -> Rendering:
    """Return a product in its format, in the direction and the fonts of its language."""
    return find(manuscript.edition.channel.format).render(directed(manuscript), localized(design, manuscript))


def companions(
    artifact: Artifact, rendering: Rendering, design: Design, verdict: Verdict
) -> Iterable[Companion]:
    """Return the files that go with a finished product; most go alone."""
    if artifact.manuscript is None:
        return ()
    make = getattr(find(artifact.manuscript.edition.channel.format), "companions", None)
    return make(artifact, rendering, localized(design, artifact.manuscript), verdict) if make else ()


def can_stamp(name: str) -> bool:
    """Tell whether one layout of a format serves all clinics."""
    return hasattr(find(name), "STAMPED")


def prepare(manuscript: Manuscript, design: Design) -> Any:
    """Return what all clinics' files of a product have in common: plain data, of the format's type."""
    return find(manuscript.edition.channel.format).prepare(manuscript, localized(design, manuscript))  # type: ignore[attr-defined]


def stamped(name: str) -> Any:
    """Return the module that stamps clinics' blocks into what a format has prepared."""
    return import_module(f"pipeline.markup.{find(name).STAMPED}")  # type: ignore[attr-defined]
