"""A sentence of the finished file states a fact without a qualifier that it has in the edition.

“Up to”, “often”, “only after a donor transplant”: without it the sentence promises or threatens more than is known.
The wordings of each qualifier stand in wording.yaml of the language.
"""

from collections.abc import Iterator

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.parity import Sentence, lost_wordings
from pipeline.readback.parity import differences, quoted, source_of

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    for each in differences(artifact):
        for wording in _lost(each.sentence, each.found, artifact) if each.sentence else ():
            yield artifact.fault(f"“{wording}” is lost from {quoted(each.sentence.text if each.sentence else '')}"
                                 f"{source_of(each, artifact)}", each.where,
                                 why="without its qualifier the sentence says more than is known")


def _lost(sentence: Sentence, found: tuple[str, ...], artifact: Artifact) -> Iterator[str]:
    if artifact.manuscript is None:
        return
    edition = artifact.manuscript.edition
    wordings = edition.wording_in(sentence.language).qualifiers
    stated = [edition.facts[fact] for fact in sentence.facts if fact in edition.facts]
    for qualifier in dict.fromkeys(name for fact in stated for name in fact.qualifiers):
        yield from lost_wordings(sentence.words, found, wordings.get(qualifier, ()))
