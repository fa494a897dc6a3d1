"""veraPDF, the reference validator of the PDF Association, finds that a PDF is not what it claims to be.

PDF/UA-1 (ISO 14289-1) is what lets a screen reader read a PDF: everything is tagged, pictures have words, the
language and the title are known. PDF/A-2a (ISO 19005-2, level A) keeps a PDF readable for decades, in a patient's
record or a library: fonts and colours come with the file, nothing has to be fetched or run, every character has its
Unicode value. The reading PDF claims both, so each broken rule stops the product. veraPDF sees what a machine can see;
whether the words for a picture are the right ones, a person must judge.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.validators import verapdf

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})
#: What a format may claim -> veraPDF's profile, the standard, and what breaks with it.
_CLAIMS: dict[str, tuple[verapdf.Standard, str, str]] = {
    "PDF/UA-1": ("ua1", "ISO 14289-1", "a screen reader would miss or misread it"),
    "PDF/A-2a": ("2a", "ISO 19005-2", "an archive would not take the file, and a later reader might not show it")}


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each rule that the file breaks; what claims nothing of the kind is left alone."""
    claims = artifact.manuscript.edition.contract.claims if artifact.manuscript else ()
    for profile, standard, harm in map(_CLAIMS.__getitem__, claims):
        for failure in verapdf.failures(artifact.content, profile):
            yield artifact.fault(failure.told, failure.page,
                                 why=f"{standard}, clause {failure.clause}, test {failure.number}: {harm}",
                                 fix=f"mend the markup that made it; veraPDF met it first at {failure.context}")
