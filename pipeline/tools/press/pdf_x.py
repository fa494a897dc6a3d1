"""Finishes WeasyPrint's PDF as PDF/X-4 (ISO 15930-7): what it leaves wrong is put right before the bytes are written.

WeasyPrint 70.0 names the output condition after the profile's own description, caps the bleed at 10 pt, gives pages
no blending space, blends transparency in an ICC space (which turns black text under it into four inks), rewrites the
profile through lcms and keeps link annotations, which a press file may not hold inside the bleed. It knows no
overprint either.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.model.channel import Press
from pipeline.tools.later import Later
from pipeline.tools.pdf.pydyf_object import referred
from pipeline.tools.press import overprint

pydyf = Later("pydyf")
_PT_PER_MM = 72 / 25.4


def finisher(press: Press, profile: Path) -> Callable[[Any, Any], None]:
    """Return the function that WeasyPrint calls with its document and the pydyf file before it is written."""
    def finish(document: Any, pdf: Any) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/Page":
                _finish_page(thing, press.bleed_mm * _PT_PER_MM)
            if isinstance(thing, pydyf.Stream) and "Group" in thing.extra:
                thing.extra["Group"]["CS"] = "/DeviceCMYK"
            # the named spaces that WeasyPrint declares: Lab is never painted, device-cmyk as DeviceCMYK, since an ICC
            # space equal to the output intent is forbidden
            if isinstance(thing, dict) and "lab-d50" in thing:
                thing.clear()
        overprint.apply(pdf)
        # the file's own bytes: lcms writes others, and not the same twice
        embedded = referred(pdf, document.color_profiles["device-cmyk"].pdf_reference)
        embedded.stream = [profile.read_bytes()]
        embedded.extra["Alternate"] = "/DeviceCMYK"
        # the printing condition as its registry names it (ISO 32000-1, 14.11.5)
        told = {"OutputConditionIdentifier": press.condition.identifier, "OutputCondition": press.condition.name,
                "Info": press.condition.name, "RegistryName": press.condition.registry}
        pdf.catalog["OutputIntents"][0].update({key: pydyf.String(value) for key, value in told.items()})

    return finish


def _finish_page(page: Any, bleed_pt: float) -> None:
    """Set the bleed that was agreed and a CMYK blending space (ISO 32000-1, 14.11.2, 11.4.7); drop annotations."""
    left, bottom, right, top = page["TrimBox"]
    page["BleedBox"] = pydyf.Array([round(edge, 4) for edge in (
        left - bleed_pt, bottom - bleed_pt, right + bleed_pt, top + bleed_pt)])
    page["Group"] = pydyf.Dictionary({"Type": "/Group", "S": "/Transparency", "CS": "/DeviceCMYK", "I": "true"})
    page.pop("Annots", None)
