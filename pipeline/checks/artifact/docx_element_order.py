"""Properties in the Word file stand in another order than the standard's, so Word may refuse to open it.

WordprocessingML is a sequence (ECMA-376, part 1, 17.3): LibreOffice reads any order, Word does not.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader
from pipeline.tools.reading.docx_reader import W

MEDIA_TYPES = frozenset({media_type.WORD})
#: The properties of paragraphs, letters and tables in the order of the standard.
_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
           " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
           " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
           " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
           " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs"
           " em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
             " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
              " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
             " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}
#: Properties that may stand in any order among themselves.
_ANY_ORDER = {"footerReference": "headerReference"}


def check(artifact: Artifact) -> Findings:
    for path, root in docx_reader.trees(artifact.content).items():
        wrong: dict[tuple[str, str], None] = {}
        for element in root.iter() if not isinstance(root, tuple) else ():
            name = element.tag.removeprefix(W)
            if element.tag.startswith(W) and name in _ORDERS:
                wrong |= dict.fromkeys((name, child) for child in _misplaced(_ORDERS[name].split(), [
                    _ANY_ORDER.get(each.tag.removeprefix(W), each.tag.removeprefix(W)) for each in element]))
        for name, child in wrong:
            yield artifact.fault(f"w:{child} stands in a wrong place of w:{name}", path,
                                 why="Word may refuse to open the file (ECMA-376, part 1, 17.3)",
                                 fix="write it where the standard has it (pipeline/markup/word_xml.py)")


def _misplaced(order: list[str], children: list[str]) -> Iterator[str]:
    """Yield each property that the standard does not have there, or that comes after one that follows it."""
    last = -1
    for child in children:
        number = order.index(child) if child in order else -1
        if number < max(last, 0):
            yield child
        last = max(last, number)
