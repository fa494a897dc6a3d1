"""The file does not say which PDF/X it keeps, or lacks what such a file has to say of itself.

PDF/X-4 (ISO 15930-7) wants in the XMP metadata (ISO 32000-1, 14.3.2): GTS_PDFXVersion, a title, the three dates, a
document id, version and rendition class, and whether the file is trapped. PDF/X-1a and X-3 (ISO 15930-1, -3, -4, -6)
want version, title and trapping in the document information, and owe nothing to XMP; of them a missing date is a
note: no shop turns a file down for it.
"""

from collections.abc import Iterator

from pipeline.model.finding import Findings, error, note
from pipeline.model.press_file import PressFile
from pipeline.model.printed import PrintedFile

_NEEDED = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID",
           "xmpMM:VersionID", "xmpMM:RenditionClass")


def check(press: PressFile) -> Findings:
    """Yield one finding for each thing that is missing or wrong."""
    is_earlier = press.file.standard in press.terms.standards and press.file.standard != "PDF/X-4"
    faults = _of_the_earlier(press.file) if is_earlier else _of_the_fourth(press.file)
    for fault in faults:
        is_date = is_earlier and "Date" in fault
        say = note if is_date else error
        yield say(press.place(), fault, why="the standard asks for it, and shops take the file all the same" if is_date
                  else "a print shop's preflight would turn the file down",
                  fix=press.fix(ours="our products take it from source/publication.yaml and labels.yaml",
                                   anyones="give the document a title, and export it as PDF/X-4 (ISO 15930-7): the"
                                           " program then writes all of it"))


def _of_the_fourth(file: PrintedFile) -> Iterator[str]:
    version = file.metadata.get("pdfxid:GTS_PDFXVersion", "")
    if version != "PDF/X-4":
        yield f"GTS_PDFXVersion is “{version}”, not “PDF/X-4”"
    missing = [name for name in _NEEDED if not file.metadata.get(name)]
    if missing:
        yield f"{', '.join(missing)} {'are' if missing[1:] else 'is'} missing from the metadata"
    if not file.info.get("Title"):
        yield "Title is missing from the document information"
    said = file.metadata.get("pdf:Trapped", "")
    if said not in ("True", "False") or file.info.get("Trapped", "").lstrip("/") != said:
        yield "the file does not say, or says in two ways, whether it is trapped"


def _of_the_earlier(file: PrintedFile) -> Iterator[str]:
    yield from (f"{name} is missing from the document information" for name in ("Title", "CreationDate", "ModDate")
                if not file.info.get(name))
    if file.info.get("Trapped", "").lstrip("/") not in ("True", "False"):
        yield "the file does not say whether it is trapped"
