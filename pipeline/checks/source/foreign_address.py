"""A link leads elsewhere than the fact says that holds it, or than its own words say.

Families type in or click what they see: `[bloodcancerunited.org](https://elsewhere.example)` takes them to a stranger.
Inside the marks of a fact, the host of a link stands in the fact's statement; words that are an address are the link's
own. Correct the link, or the statement in facts.yaml.
"""

import re
from urllib.parse import urlsplit

from pipeline.model.finding import Findings, error
from pipeline.model.prose import marks, topics
from pipeline.model.publication import Source
from pipeline.model.tree import Element, plain_text, walk

#: Words that are an address: a host with a dot, whatever stands before and behind it.
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)


def check(source: Source) -> Findings:
    for mark in marks(source):
        fact = source.publication.facts.get(mark.fact)
        for link in (each for each in walk([mark.element]) if each["t"] == "Link"):
            if fact and (host := _host(link)) and host not in fact.statement.lower():
                yield error(mark.passage.place_of(link), f"the fact “{mark.fact}” does not name {host}",
                            why="families would be sent where the source does not send them",
                            fix="correct the link, or the statement in source/facts.yaml")
    for topic in topics(source):
        for link in (each for each in topic.branches if each["t"] == "Link"):
            words, host = plain_text(link["c"][1]), _host(link)
            said = _ADDRESS.fullmatch(words)
            if said and host and said["host"].lower().removeprefix("www.") != host:
                yield error(topic.place_of(link), f"“{words}” leads to {host}",
                            why="families are taken elsewhere than they read",
                            fix="write the same address in the words and in the link")


def _host(link: Element) -> str:
    """Return the host that a link to the web leads to, without www; nothing for any other link."""
    parts = urlsplit(str(link["c"][2][0]))
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
