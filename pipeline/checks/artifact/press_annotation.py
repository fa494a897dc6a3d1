"""A link, a note or a form field stands on a page that is printed.

Annotations are drawn by the program that shows the file, not by the press; PDF/X-4 (ISO 15930-7) bans them inside the
bleed. A press file needs none at all.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding, Place, error
from pipeline.tools.reading import pdf_file

MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each page and kind of annotation."""
    if artifact.terms is None:
        return
    for page in pdf_file.read(artifact.content).pages:
        for kind in sorted(set(page.annotations)):
            yield error(Place(artifact.name, page=page.number), f"an annotation of kind {kind}",
                        why="it may print, or stop the shop's preflight",
                        fix=artifact.fix(ours="the finisher drops annotations; see who added this one",
                                         anyones="export for print, without links, notes and form fields"))
