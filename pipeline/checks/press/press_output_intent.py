"""The file does not say for which printing condition its colours are meant, or says another than the channel.

PDF/X-4 (ISO 15930-7) wants exactly one GTS_PDFX output intent that names a registered condition and embeds its
profile (ISO 32000-1, 14.11.5); where that is in the file, the registry need not be named. The profile
has to be a CMYK printer profile that can be read, and made for that very condition; for our own products the channel's,
byte for byte. Any condition of the ICC registry will do for a file that no channel is asked about. PDF/X-1a and X-3
may leave the profile of a registered condition out.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error
from pipeline.model.press_file import PressFile
from pipeline.model.press_terms import PressTerms
from pipeline.model.printed import OutputIntent
from pipeline.tools.press import icc_profile
from pipeline.tools.reading import pdf_file

#: What programs write where they know no registered name.
_NO_NAMES = frozenset({"", "Custom", "None", "Unknown"})
#: For a file that no channel is asked about.
_CONDITIONS = "the printing condition that the shop names (FOGRA39 or FOGRA51 for coated paper in Europe)"


def check(press: PressFile) -> Findings:
    intents = [each for each in press.file.intents if each.subtype == "GTS_PDFX"]
    faults = [f"{len(intents)} output intents for PDF/X, not 1"]
    if len(intents) == 1:
        faults = list(_faults(intents[0], press.terms, press))
    for fault in faults:
        yield error(press.place(), fault, why="the shop would print the colours for another paper or press",
                    fix=press.fix(
                        ours="see press.condition and press.profile of the channel",
                        anyones=f"export as PDF/X-4 with one output intent, {press.terms.condition or _CONDITIONS},"
                                " and embed its profile"))


def _faults(intent: OutputIntent, terms: PressTerms, press: PressFile) -> Iterator[str]:
    if terms.condition is None and intent.identifier in _NO_NAMES:
        yield f"the condition is “{intent.identifier}”, which is no registered name"
    if terms.condition is not None and intent.identifier != terms.condition:
        yield f"the condition is “{intent.identifier}”, “{terms.condition}” was agreed"
    is_own = terms.condition is None and not intent.registry and intent.profile
    if _place(intent.registry) != _place(terms.registry) and not is_own:
        yield f"the registry is “{intent.registry}”, not “{terms.registry}”"
    if not intent.profile and press.file.standard in ("PDF/X-1a", "PDF/X-3"):
        return
    if not intent.profile:
        yield "the profile of the condition is not in the file"
        return
    # bytes 12 to 20 of an ICC profile: its class and its colour space (ICC.1, 7.2)
    if intent.components != 4 or intent.profile[12:20] != b"prtrCMYK":
        yield "the embedded profile is no CMYK printer profile"
    elif terms.profile is not None and intent.profile != pdf_file.find_upwards(press.artifact.path, terms.profile):
        yield f"the embedded profile is not {terms.profile}"
    elif broken := icc_profile.fault(intent.profile):
        yield f"the embedded profile is broken: {broken}"
    elif other := icc_profile.other_condition(intent.identifier, intent.profile):
        yield f"the condition is “{intent.identifier}”, the embedded profile is made for {other}"


def _place(registry: str) -> str:
    """Return where a registry is, however its address is written."""
    return registry.lower().partition("://")[2].removeprefix("www.").rstrip("/")
