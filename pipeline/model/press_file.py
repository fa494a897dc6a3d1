"""A PDF as a print shop looks at it: what it holds, and what was agreed."""

from dataclasses import dataclass

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Place
from pipeline.model.press_terms import PressTerms
from pipeline.model.printed import PrintedFile


@dataclass(frozen=True)
class PressFile:
    """A finished PDF, what it is held against, and what was read of it."""

    artifact: Artifact
    terms: PressTerms
    file: PrintedFile

    def place(self, page: int = 0) -> Place:
        """Return a page of the file, or the file."""
        return Place(self.artifact.name, page=page)

    def fix(self, *, ours: str, anyones: str) -> str:
        """Return how to mend the file, where it is ours and where it is a stranger's."""
        return self.artifact.fix(ours=ours, anyones=anyones)
