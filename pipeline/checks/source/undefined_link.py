"""A link leads nowhere.

`[text](#topic-id)` leads to a topic, `[text](#topic-id--section-id)` to a section of one, `[text](https://...)`
to a web page. Anything else, a file name or an unknown id, would be a dead link. An address with a name before its
host (`https://name@host/`) tells browsers who somebody is, or hides where it leads.
"""

import re

from pipeline.model.finding import Findings, Place, error
from pipeline.model.nearest import advice
from pipeline.model.prose import passages
from pipeline.model.publication import Source

_NAMED = re.compile(r"^https?://[^/?#\s]*@")
_OUTSIDE = re.compile(r"^(?:https?://[^/\s]\S*|mailto:[^\s@]+@\S+|tel:\+?[\d-]+)$")


def check(source: Source) -> Findings:
    targets = _targets(source)
    for passage in passages(source):
        known = targets[passage.language.tag]
        awaited = set(source.publication.identity.spine) - passage.language.topics.keys()  # told by missing-topic
        for element in passage.branches:
            if element["t"] == "Link":
                yield from _check_link(element["c"][2][0], known, awaited, passage.place_of(element))


def _targets(source: Source) -> dict[str, set[str]]:
    """Return what can be linked to in each language: the topics of the spine and their sections."""
    spine = source.publication.identity.spine
    return {tag: set(spine).union(*(topic.anchors for name, topic in language.topics.items() if name in spine))
            for tag, language in source.publication.languages.items()}


def _check_link(target: str, known: set[str], awaited: set[str], place: Place) -> Findings:
    if target.startswith("#"):
        if target[1:] not in known and target[1:].partition("--")[0] not in awaited:
            yield error(place, f"no topic or section has the id “{target[1:]}”", why="the link would lead nowhere",
                        fix=advice(target[1:], known))
    elif _NAMED.match(target):
        yield error(place, f"“{target}” has a name before its host", why="it leads to what stands behind the @",
                    fix="write the address without what stands before the @, and the @")
    elif not _OUTSIDE.match(target):
        yield error(place, f"“{target}” is no address", why="the link would lead nowhere",
                    fix="write #topic-id for a topic, https://... for a web page")
