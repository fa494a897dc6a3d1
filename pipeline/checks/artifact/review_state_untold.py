"""A finished file does not say in its metadata whether its content was reviewed.

A file travels without its colophon being read: a search, a shelf or a clinic's archive shows the metadata alone. The
description tells what the colophon tells; a format that writes its own has to take it from there.
"""

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.standing import told
from pipeline.readback import readers

DEPTH = "full"


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or artifact.is_companion:
        return
    edition = artifact.manuscript.edition
    if not edition.contract.describes_itself:
        return  # its colophon says it, and is read back with its words
    state = told(edition.standing, edition.language.labels)
    if state not in readers.description(artifact):
        yield artifact.fault("its metadata do not say how its review stands",
                             why="whoever finds the file cannot tell a draft from a reviewed guide",
                             fix=f"write into its description: {state}")
