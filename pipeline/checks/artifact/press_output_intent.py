"""The file does not say for which printing condition its colours are meant, or says another than the channel.

PDF/X-4 (ISO 15930-7) wants exactly one GTS_PDFX output intent that names a registered condition and embeds its
profile (ISO 32000-1, 14.11.5). The profile has to be a CMYK printer profile, byte for byte the channel's file.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.channel import Press
from pipeline.model.finding import Finding, Place, error
from pipeline.model.printed import OutputIntent
from pipeline.tools import pdf_file

MEDIA_TYPES = frozenset({"application/pdf"})


def check(artifact: Artifact) -> Iterator[Finding]:
    """Yield one finding for each thing that is wrong with the output intent."""
    if artifact.press is None:
        return
    intents = [each for each in pdf_file.read(artifact.content).intents if each.subtype == "GTS_PDFX"]
    faults = [f"{len(intents)} output intents for PDF/X, not 1"]
    if len(intents) == 1:
        faults = list(_faults(intents[0], artifact.press, artifact))
    for fault in faults:
        yield error(Place(artifact.name), fault, why="the shop would print the colours for another paper or press",
                    fix="see press.condition and press.profile of the channel")


def _faults(intent: OutputIntent, press: Press, artifact: Artifact) -> Iterator[str]:
    if intent.identifier != press.condition.identifier:
        yield f"the condition is “{intent.identifier}”, the channel says “{press.condition.identifier}”"
    if intent.registry != press.condition.registry:
        yield f"the registry is “{intent.registry}”, the channel says “{press.condition.registry}”"
    # bytes 12 to 20 of an ICC profile: its class and its colour space (ICC.1, 7.2)
    if intent.components != 4 or intent.profile[12:20] != b"prtrCMYK":
        yield "the embedded profile is no CMYK printer profile"
    elif intent.profile != pdf_file.find_upwards(artifact.path, press.profile):
        yield f"the embedded profile is not {press.profile}"
