"""veraPDF, the reference validator of the PDF Association, finds that the reading PDF is not PDF/A-2a.

PDF/A-2a (ISO 19005-2, level A) is what keeps a PDF readable for decades, in a patient's record or a library: fonts
and colours come with the file, nothing has to be fetched or run, every character has its Unicode value, everything is
tagged. The file claims it, so each broken rule stops the product.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings, Place, error
from pipeline.tools.validators import verapdf

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each rule that the file breaks; a press PDF claims another standard and is left alone."""
    if artifact.manuscript is None or "PDF/A-2a" not in artifact.manuscript.edition.contract.claims:
        return
    for failure in verapdf.failures(artifact.content, "2a"):
        yield error(Place(artifact.name, detail=failure.page), failure.told,
                    why=f"ISO 19005-2, clause {failure.clause}, test {failure.number}:"
                        " an archive would not take the file, and a later reader might not show it",
                    fix=f"mend the markup that made it; veraPDF met it first at {failure.context}")
