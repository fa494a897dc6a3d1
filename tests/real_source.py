"""The real source as tests take it: read once, its editions and the design."""

from dataclasses import replace
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
    """Return the real publication in English; `with_places` where its text knows its lines."""
    with TemporaryDirectory() as cache:
        return in_english(load.build_publication(load.read_tree(ROOT), Path(cache), with_places=with_places))


def in_english(of: Publication) -> Publication:
    """Return a publication without its other languages; what goes for English goes for them."""
    confirmed = {tag: each for tag, each in of.confirmed.items() if tag in ("", "en")}
    identity = of.identity.model_copy(update={"languages": ("en",)})
    return replace(of, identity=identity, languages={"en": of.languages["en"]}, confirmed=confirmed)


def editions(*, with_places: bool = False) -> list[Edition]:
    """Return every edition of the real publication in English."""
    return list(assemble.editions_of(publication(with_places=with_places)))


@lru_cache(maxsize=16)
def manuscript(channel: str, *, with_places: bool = False) -> Manuscript:
    """Return the manuscript of a channel's product."""
    return compose.compose(next(each for each in editions(with_places=with_places) if each.channel.id == channel))


@lru_cache(maxsize=1)
def design() -> Design:
    """Return the design."""
    return load.read_design(ROOT)
