"""Which of the PDF/X standards a file says it keeps, and how each lets it say so."""

from collections.abc import Mapping
from typing import Literal, get_args

Standard = Literal["PDF/X-4", "PDF/X-1a", "PDF/X-3"]
STANDARDS: tuple[Standard, ...] = get_args(Standard)


def standard_of(info: Mapping[str, str], metadata: Mapping[str, str]) -> Standard | None:
    """Return the standard that a file names: PDF/X-4 in its XMP, those before it in the document information.

    PDF/X-1a:2001 says “PDF/X-1:2001” and names itself as the conformance (ISO 15930-1, 6.3).
    """
    said = metadata.get("pdfxid:GTS_PDFXVersion", "")
    if said == "PDF/X-4":
        return "PDF/X-4"
    said = info.get("GTS_PDFXConformance", "") or info.get("GTS_PDFXVersion", "")
    return next((each for each in STANDARDS if each != "PDF/X-4" and said.startswith(f"{each}:")), None)
