"""A product is made in the languages that its channel names, or in all."""

import shutil
from pathlib import Path

from pipeline.stages import assemble, load
from tests.conftest import Edit

CHANNEL = "source/channels/handout.yaml"


def test_a_channel_is_made_in_the_languages_that_it_names(minimal: Path, edit: Edit) -> None:
    shutil.copytree(minimal / "source/en", minimal / "source/es")
    edit(minimal / "source/publication.yaml", "languages: [en]", "languages: [en, es]")
    edit(minimal / CHANNEL, "depth: full", "depth: full\nlanguages: [en]")
    publication = load.build_publication(load.read_tree(minimal), minimal / "cache")
    made = {(each.channel.id, each.language.tag) for each in assemble.editions_of(publication)}
    assert {("handout", "en"), ("leaflet", "en"), ("leaflet", "es")} == made
    handout = next(each for each in publication.channels if each.id == "handout")
    assert list(handout.outputs(publication.languages, publication.identity.spine)) == ["en/handout.txt"]
