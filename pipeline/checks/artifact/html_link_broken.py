"""A link of the web page leads to a spot that the page does not have, or that it has twice."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.reading import markup_file

MEDIA_TYPES = frozenset({media_type.HTML})
#: Attributes that name a spot of the page: one, or several with spaces between.
_NAMING = ("aria-labelledby", "aria-describedby", "headers", "for")


def check(artifact: Artifact) -> Findings:
    root = markup_file.tree(artifact.content)
    if not isinstance(root, Element):
        return
    times = Counter(name for each in root.iter() if (name := each.get("id", "")))
    for name in dict.fromkeys(_named(root)):
        if name not in times:
            link = f'#{name}"'
            spot = link if link.encode() in artifact.content else name
            yield error(_place(artifact, spot), f"“#{name}” leads nowhere", why="a reader who follows it finds nothing",
                        fix="name a topic, term or reference that this edition holds")
    for name in (name for name, count in times.items() if count > 1):
        yield error(_place(artifact, f'id="{name}"'), f"“{name}” names {times[name]} spots",
                    why="a link leads to the first of them, whichever was meant", fix="give each its own id")


def _named(root: Element) -> Iterator[str]:
    for each in root.iter():
        href = each.get("href", "")
        if href.startswith("#"):
            yield unquote(href[1:])
        yield from (name for attribute in _NAMING for name in each.get(attribute, "").split())


def _place(artifact: Artifact, text: str) -> Place:
    return Place(artifact.name, detail=f"line {markup_file.line_of(artifact.content, text)}")
