"""A channel lacks a setting that its format cannot do without.

A reading PDF and a Word file need their `page`, a press PDF its `fold` and `press`, a booklet its `page`, `press` and
`imposition`, a text its `text`, braille its `braille`; every product needs parts.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding, error
from pipeline.model.publication import Source

_NEEDED = {"press-pdf": ("fold", "press"), "booklet-pdf": ("page", "press", "imposition"), "reading-pdf": ("page",),
           "docx": ("page",), "text": ("text",), "braille": ("braille",)}


def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for each setting that a channel lacks."""
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        lacking = [name for name in _NEEDED.get(channel.format, ()) if getattr(channel, name) is None]
        lacking += [] if channel.all_parts() else ["parts"]
        for name in lacking:
            yield error(document.place(("format",)), f"a channel of format “{channel.format}” needs “{name}”",
                        why="the product could not be made", fix=f"add “{name}”, as other channels of the format do")
