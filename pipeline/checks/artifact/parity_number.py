"""A figure in the finished file is not the edition's: another value, sign, unit or range, one too many or too few.

Each figure is compared in its sentence with the sign before it and the word after it: `2 months`, `35 to`, `< 5`,
`50 %`. Words that are figures (two, half) count as well.
"""

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.parity import figures
from pipeline.readback.parity import differences, quoted, source_of

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    """Yield one finding for each sentence or run of words whose figures differ."""
    if artifact.manuscript is None:
        return
    edition = artifact.manuscript.edition
    for each in differences(artifact):
        wording = edition.wording_in(each.sentence.language if each.sentence else "")
        meant = figures(each.sentence.words if each.sentence else (), wording)
        shown = figures(each.found, wording)
        if meant != shown:
            where = f" in {quoted(each.sentence.text)}{source_of(each, artifact)}" if each.sentence else ""
            yield artifact.fault(f"{_told(shown)} stands for {_told(meant)}{where}", each.where,
                                 why="a wrong figure misleads a decision about treatment")


def _told(found: list[tuple[str, str, str]]) -> str:
    return quoted(", ".join(" ".join(filter(None, figure)) for figure in found)) if found else "no figure"
