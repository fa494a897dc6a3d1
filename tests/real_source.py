"""The real source as tests take it: read once, its editions and the design."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model.artifact import Design
from pipeline.model.manuscript import Edition, Manuscript
from pipeline.model.publication import Publication
from pipeline.stages import assemble, compose, load
from tests.conftest import ROOT


@lru_cache(maxsize=2)
def publication(*, with_places: bool = False) -> Publication:
    """Return the real publication; `with_places` where its text knows its lines."""
    with TemporaryDirectory() as cache:
        return load.build_publication(load.read_tree(ROOT), Path(cache), with_places=with_places)


def editions(*, with_places: bool = False) -> list[Edition]:
    """Return every edition of the real publication."""
    return list(assemble.editions_of(publication(with_places=with_places)))


@lru_cache(maxsize=16)
def manuscript(channel: str, *, with_places: bool = False) -> Manuscript:
    """Return the manuscript of a channel's product."""
    return compose.compose(next(each for each in editions(with_places=with_places) if each.channel.id == channel))


@lru_cache(maxsize=1)
def design() -> Design:
    """Return the design."""
    return load.read_design(ROOT)
