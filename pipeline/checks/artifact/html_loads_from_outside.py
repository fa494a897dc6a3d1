"""The web page loads something that it does not hold: a picture, a font, a style sheet, a script.

It is mailed, put on a stick, read on a ward without a network; and whoever serves what it loads would learn who reads
about this disease. A link that a reader follows of their own will is no fault.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import markup_file
from pipeline.tools.reading.markup_file import XHTML

MEDIA_TYPES = frozenset({media_type.HTML})
_LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')\s]+)|@import\s+["']([^"']+)""")
_RUNNING = frozenset({f"{XHTML}{name}" for name in ("script", "iframe", "object", "embed", "base")})


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each thing that would be loaded or run."""
    root = markup_file.tree(artifact.content)
    for address in dict.fromkeys(_loaded(root)) if isinstance(root, Element) else ():
        line = markup_file.line_of(artifact.content, address)
        yield artifact.fault(f"the page loads or runs “{address}”", f"line {line}",
                             why="it is not there without a network, and whoever serves it learns who reads this",
                             fix="put it into the page itself")


def _loaded(root: Element) -> Iterator[str]:
    for each in root.iter():
        addresses = [each.get(name, "") for name in _LOADING]
        if each.tag == f"{XHTML}link":
            addresses.append(each.get("href", ""))
        styles = [each.get("style", ""), (each.text or "") if each.tag == f"{XHTML}style" else ""]
        addresses += [one or other for style in styles for one, other in _IN_STYLE.findall(style)]
        yield from (address for address in addresses if address and not address.startswith(("data:", "#")))
        if each.tag in _RUNNING:
            yield each.tag.removeprefix(XHTML)
