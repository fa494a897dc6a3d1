"""A job ticket as data cannot be read by the print shop's program: it is no JSON, or no object."""

import json

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings

MEDIA_TYPES = frozenset({media_type.JSON})


def check(artifact: Artifact) -> Findings:
    try:
        is_object = isinstance(json.loads(artifact.content), dict)
    except ValueError:
        is_object = False
    if not is_object:
        yield artifact.fault("this is no JSON object", why="a print shop's program could not read it",
                             fix="make the file anew; if it is the same again, markup/job_ticket.py is at fault")
