"""Gives a publication other words in some of its topics, at the cost of reading those alone."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.markup import parsing
from pipeline.model.publication import Publication, Topic


def with_topics(publication: Publication, texts: Mapping[str, str], cache: Path) -> Publication:
    """Return a publication with other texts of topics that it has, by path; nothing else is read or asked anew."""
    parsed = parsing.read_together(texts, cache, with_places=False)
    languages = dict(publication.languages)
    for path, blocks in parsed.items():
        tag, topic = path.split("/")[1], Topic.read(path, blocks)
        languages[tag] = replace(languages[tag], topics=languages[tag].topics | {topic.id: topic})
    return replace(publication, languages=languages)
