"""The Word file does not say in which language it is written, or names another one (WCAG 2.2, 3.1.1).

A screen reader then reads it with the voice of another language, and Word marks every word as misspelled.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.reading import docx_reader
from pipeline.tools.reading.docx_reader import W

MEDIA_TYPES = frozenset({media_type.WORD})


def check(artifact: Artifact) -> Findings:
    styles = docx_reader.tree(artifact.content, docx_reader.STYLES)
    stated = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    language = stated.get(f"{W}val", "") if stated is not None else ""
    wanted = artifact.manuscript.edition.language.tag if artifact.manuscript else language
    if not language or language != wanted:
        said = f"the text is said to be in “{language}”" if language else "no language is named"
        yield artifact.fault(said, docx_reader.STYLES,
                             why="a screen reader reads it with the voice of another language (WCAG 2.2, 3.1.1)",
                             fix=f"name the language {wanted}" if wanted else "name the language")
