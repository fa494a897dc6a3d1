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
            if fact and (led := _led_to(link)) and not _names(fact.statement, led):
                yield error(mark.passage.place_of(link), f"the fact “{mark.fact}” does not name {led}",
                            why="families would be sent where the source does not send them",
                            fix="correct the link, or the statement in source/facts.yaml")
    for topic in topics(source):
        for link in (each for each in topic.branches if each["t"] == "Link"):
            words, led = plain_text(link["c"][1]), _led_to(link)
            said = _ADDRESS.fullmatch(words)
            if said and led and said["host"].lower().removeprefix("www.") != led:
                yield error(topic.place_of(link), f"“{words}” leads to {led}",
                            why="families are taken elsewhere than they read",
                            fix="write the same address in the words and in the link")


def _led_to(link: Element) -> str:
    """Return the host that a link leads to, without www, or the digits that it calls; nothing for one inside."""
    scheme, _, rest = str(link["c"][2][0]).partition(":")
    if scheme == "tel":
        return "".join(filter(str.isdecimal, rest))
    if scheme == "mailto":
        return rest.partition("?")[0].rpartition("@")[2].lower()
    try:
        return (urlsplit(f"{scheme}:{rest}").hostname or "").removeprefix("www.") if rest else ""
    except ValueError:  # no address at all
        return rest


def _names(statement: str, led: str) -> bool:
    """Tell whether a statement names a host, or one that it is part of, or the digits of a number."""
    if led.isdecimal():
        return led.removeprefix("1") in "".join(filter(str.isdecimal, statement))
    named = (each["host"].lower().removeprefix("www.") for each in _ADDRESS.finditer(statement))
    return any(led == host or led.endswith(f".{host}") for host in named)
