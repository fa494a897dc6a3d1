"""What the desk is told of a source that somebody is writing: what changed, what it looks like, what is wrong."""

from dataclasses import dataclass
from typing import Any

from pipeline.model.finding import Finding


@dataclass(frozen=True)
class Changed:
    """Somebody saved something: what is shown is older than it."""


@dataclass(frozen=True)
class Look:
    """One product as it was saved a moment ago, before any rule was asked; `output` is its path below build/.

    `cpu_s` is how long a processor worked at it.
    """

    output: str
    content: bytes
    cpu_s: float


@dataclass(frozen=True)
class Found:
    """What is found in the source; its products are still to be made."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Step:
    """How many products are made, of how many, which was the last; `is_for_clinics` where it is laid out for them."""

    done: int
    total: int
    output: str
    is_for_clinics: bool = False


@dataclass(frozen=True)
class Built:
    """A build has ended: all that was found; `is_broken` where nothing could be built from the source."""

    findings: tuple[Finding, ...]
    is_broken: bool = False


@dataclass(frozen=True)
class Ready:
    """What clinics get can be handed out, with what it takes."""

    with_what: Any


@dataclass(frozen=True)
class Done:
    """What somebody asked for is done, and came to this."""

    result: Any


@dataclass(frozen=True)
class Refused:
    """Something could not be done, and why, in words for people; `is_for_clinics` where nothing can be handed out."""

    words: str
    is_for_clinics: bool = False
