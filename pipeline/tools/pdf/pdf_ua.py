"""Finishes WeasyPrint's PDF/A-2a so that the same file is PDF/UA-1 as well (ISO 14289-1)."""

from collections.abc import Callable
from typing import Any

from pipeline.tools.pdf import pdf_tags
from pipeline.tools.pdf.pydyf_object import referred
from pipeline.tools.typesetting import measured

#: PDF/A lets the metadata hold a field of a schema that it does not know only with a description of it
#: (ISO 19005-2, 6.6.2.3.3).
_CLAIM = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finisher(made: pdf_tags.Made) -> Callable[[Any, Any], None]:
    """Return the function that WeasyPrint calls with its document and the pydyf file before it is written."""
    def finish(document: Any, pdf: Any) -> None:
        pdf_tags.mend(pdf, made)
        _tell_where_links_lead(document)
        _embed_profile(pdf)
        # WeasyPrint names one standard alone
        metadata = referred(pdf, pdf.catalog["Metadata"])
        metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", _CLAIM + b"</rdf:RDF>")]

    return finish


def keep_links_whole(document: Any) -> None:
    """Leave each link its own place alone; WeasyPrint 70 gives one to each element in it, too, outside of its tag."""
    for page in document.pages:
        page.links[:] = [each for each in page.links if each[3].element.tag == "a"]


def _tell_where_links_lead(document: Any) -> None:
    """Describe each link by its title or its words (clause 7.18.5); WeasyPrint 70 takes the address.

    A title that ends with the words of the link does not say them again.
    """
    import pydyf

    for page in document.pages:
        for _, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            told = (box.element.get("title") or words).removesuffix(f": {words}")
            box.link_annotation["Contents"] = pydyf.String(told)


def _embed_profile(pdf: Any) -> None:
    """Say what the colours mean with the sRGB profile that pikepdf carries, whose licence is plain (styles/README.md).

    WeasyPrint embeds another, written anew by lcms.
    """
    import pydyf

    intent = pdf.catalog["OutputIntents"][0]
    embedded = referred(pdf, intent["DestOutputProfile"])
    embedded.stream = [measured.folder("pikepdf").joinpath("pdfa", "data", "sRGB.icc").read_bytes()]
    intent["OutputConditionIdentifier"] = intent["Info"] = pydyf.String("sRGB IEC61966-2.1")
