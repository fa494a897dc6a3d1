"""veraPDF, the reference validator of the PDF Association, finds that the reading PDF is not PDF/UA-1.

PDF/UA-1 (ISO 14289-1) is what lets a screen reader read a PDF: everything is tagged, pictures have words, the
language and the title are known. The file claims it, so each broken rule stops the product. veraPDF sees what a
machine can see; whether the words for a picture are the right ones, a person must judge.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.validators import verapdf

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each rule that the file breaks; a press PDF claims nothing and is left alone."""
    if artifact.manuscript is None or "PDF/UA-1" not in artifact.manuscript.edition.contract.claims:
        return
    for failure in verapdf.failures(artifact.content, "ua1"):
        yield error(Place(artifact.name, detail=failure.page), failure.told,
                    why=f"ISO 14289-1, clause {failure.clause}, test {failure.number}:"
                        " a screen reader would miss or misread it",
                    fix=f"mend the markup that made it; veraPDF met it first at {failure.context}")
