"""Holds a message of ONIX against EDItEUR's schema and code lists, which the package onixcheck carries."""

from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO

from pipeline.model.failure import INSTALL_LOCKED, MissingTool


@dataclass(frozen=True)
class Fault:
    """What the schema does not allow, and at which line."""

    line: str
    text: str


def faults(content: bytes) -> tuple[Fault, ...]:
    """Return all that the schema (XSD) does not allow in a message; raises MissingTool where it is not installed."""
    if find_spec("onixcheck") is None:
        raise MissingTool(f"onixcheck is not installed; run:\n    {INSTALL_LOCKED}")
    import onixcheck

    message = BytesIO(content)
    message.name = "message"  # onixcheck tells of a file by its name
    return tuple(Fault(each.location.partition(":")[2].partition(":")[0], each.message)
                 for each in onixcheck.validate(message))
