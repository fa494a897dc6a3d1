"""A record for the book trade breaks the schema of ONIX for Books 3.0, or holds a code that its lists do not.

Whoever takes it in refuses the whole message. EDItEUR's schema and code lists come with the package onixcheck. What
each element and code means is told at https://www.editeur.org/93/Release-3.0-and-3.1-Downloads/.
"""

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.tools.validators import onix_schema

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.ONIX})


def check(artifact: Artifact) -> Findings:
    for each in onix_schema.faults(artifact.content):
        yield artifact.fault(each.text, f"line {each.line}" if each.line else "",
                             why="shops and libraries refuse a message that breaks the schema")
