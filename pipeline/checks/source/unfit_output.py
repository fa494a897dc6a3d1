"""A product's path is not one plain path below build/ that is free for it.

What a path names is written over, and removed when no channel makes it any more: `../source/facts.yaml` would be the
ledger, `manifest.json` the build's own list of products. `output` is relative, with `/` between its parts; no part is
empty, begins with a dot or has more than 230 bytes (file systems take 255, and files that go with a product are named
after it); it holds no backslash and no sign that nobody sees, and does not begin with a name that the build or a
release uses itself, such as `release`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.output_path import unfitness
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    publication = source.publication
    for channel, document in zip(publication.channels, source.tree.documents_in("channels"), strict=True):
        try:
            outputs = list(channel.outputs(publication.languages, publication.identity.spine))
        except (LookupError, ValueError, AttributeError):
            continue  # duplicate-output tells of braces that do not fit
        fault = next(filter(None, map(unfitness, outputs)), "")
        if fault:
            yield error(document.place(("output",)), f"the path {channel.output!r} {fault}",
                        why="a build writes over what the path names, and later removes it",
                        fix="name a file in the language’s folder of build/: {language}/ and a name of its own")
