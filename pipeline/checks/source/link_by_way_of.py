"""A link goes by way of a site that only leads on: copied from a list of search results, or from a mail.

`https://www.google.com/url?q=https://example.org/` tells that site who reads what, breaks when it changes, and hides
from readers where they are taken. Write the address that stands in it.
"""

from urllib.parse import parse_qsl, urlsplit

from pipeline.model.finding import Findings, warning
from pipeline.model.prose import passages
from pipeline.model.publication import Source

#: What sites call the address that they lead on to.
_LEADS_ON = frozenset({"q", "url", "u", "to", "target", "dest", "destination", "redirect", "link", "href"})


def check(source: Source) -> Findings:
    for passage in passages(source):
        for link in (each for each in passage.branches if each["t"] == "Link"):
            host, target = _led_on(link["c"][2][0])
            if target:
                yield warning(passage.place_of(link), f"the link goes by way of {host} to {target}",
                              why="that site learns who reads about this illness, and the link breaks when it changes",
                              fix=f"write {target}")


def _led_on(address: str) -> tuple[str, str]:
    """Return the site of an address and the address that it leads on to; nothing where it leads to the site itself."""
    try:
        parts = urlsplit(address)
        named = [value for name, value in parse_qsl(parts.query) if name.lower() in _LEADS_ON]
    except ValueError:  # no address at all
        return "", ""
    return parts.netloc, next((each for each in named if each.startswith(("http://", "https://"))), "")
