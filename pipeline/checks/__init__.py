"""Every check, found by its place: `checks/<subject>/<rule>.py`; validation and preflight are this one idea.

A module holds `check(subject) -> Findings`, an iterator; its name is the rule (`fact_without_source` speaks as
`fact-without-source`), its docstring the manual that `explain` prints. Optional: `DEPTH = "full"` for a check that
starts an outside program (default "fast"), `MEDIA_TYPES` for checks of artifacts (`text/*` is any text),
`IS_GATE = True` for a check that comes first and after whose findings the others have nothing to go by, and
`IS_HOUSE_RULE = True` for what we ask of our own files alone: those of another program may be right without it.

| subject | what `check` is given |
|---|---|
| files | SourceTree: the files as read, before anybody trusts them |
| source | Source: the tree and the publication it holds |
| edition | Manuscript |
| draft | Draft: a rendering and what its layout measured, before it is written |
| artifact | Artifact: the finished file |
| press | PressFile: a PDF held against a print shop's terms; asked with `artifact` |
| clinics | ClinicList: the list whose rows become imprints |
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

from pipeline.model import media_type
from pipeline.model.artifact import Artifact, Verdict
from pipeline.model.failure import Failure, MissingTool, OverLimit, ToolFailed
from pipeline.model.finding import Finding, Place, by_cause, error, unexamined
from pipeline.model.press_file import PressFile

Subject = Literal["files", "source", "edition", "draft", "artifact", "press", "clinics"]
Depth = Literal["fast", "full"]
SUBJECTS: tuple[Subject, ...] = ("files", "source", "edition", "draft", "artifact", "press", "clinics")


@dataclass(frozen=True)
class Check:
    """One rule: its name, its manual, and the function that looks for its fault."""

    rule: str
    subject: Subject
    manual: str
    examine: Callable[[Any], Iterable[Finding]]
    depth: Depth
    media_types: frozenset[str] | None
    is_gate: bool
    is_house_rule: bool = False


@lru_cache(maxsize=8)
def checks_of(subject: Subject) -> tuple[Check, ...]:
    """Return the checks of one subject, by name."""
    package = import_module(f"{__name__}.{subject}")
    names = sorted(module.name for module in iter_modules(package.__path__))
    return tuple(_check(subject, import_module(f"{package.__name__}.{name}")) for name in names)


def load(*subjects: Subject) -> None:
    """Import the checks of these subjects, so that forked processes share them."""
    for subject in subjects:
        checks_of(subject)


def examine(subject: Subject, thing: Any, depth: Depth = "fast") -> list[Finding]:
    """Return what all checks of a subject find in a thing, sorted by place; `full` runs the slow ones too.

    A validator that is not installed is told by a finding (unexamined), and so is what a stranger's file does to one.
    """
    found: list[Finding] = []
    for check in sorted(_due(subject, thing, depth), key=lambda check: not check.is_gate):
        found += ask(check, thing)
        if check.is_gate and found:
            break
    else:
        found += _beyond(thing, depth) if subject == "artifact" else []
    return sorted(found)


def _beyond(artifact: Any, depth: Depth) -> list[Finding]:
    """Return what is found in a file as a print shop looks at it, and whether anybody knows its type."""
    found = [] if depth == "fast" or _is_known(artifact.media_type) else [_unknown(artifact)]
    press = press_file(artifact)
    return found + (by_cause(examine("press", press, depth)) if press else [])


def press_file(artifact: Artifact) -> PressFile | None:
    """Return a file as a print shop looks at it, None where no shop plates it; may raise ToolFailed."""
    from pipeline.tools.reading import pdf_file

    if artifact.media_type != media_type.PDF or artifact.terms is None:
        return None
    return PressFile(artifact, artifact.terms, pdf_file.read(artifact.content))


def rules_for(subject: Subject, thing: Any, depth: Depth = "fast") -> tuple[str, ...]:
    """Return the names of the checks that `examine` runs on a thing."""
    press = press_file(thing) if subject == "artifact" else None
    due = [*_due(subject, thing, depth), *(_due("press", press, depth) if press else ())]
    return tuple(sorted(check.rule for check in due))


def verdict(artifact: Artifact) -> Verdict:
    """Return what the checks of a build find in a finished file, with those that ran and those that did not."""
    found = tuple(examine("artifact", artifact))
    unseen = {each.check for each in found if each.is_unexamined}
    ran = tuple(rule for rule in rules_for("artifact", artifact) if rule not in unseen)
    return Verdict(ran, found, tuple(rule for rule in rules_for("artifact", artifact, "full") if rule not in ran))


def ask(check: Check, thing: Any) -> list[Finding]:
    """Return what one check finds in a thing; what keeps its validator from looking at a finished file is told, too.

    May raise MissingTool for what is no finished file, ToolFailed for what is ours: the tool is at fault, or our file.
    What asks a tool for more than it may take is told of any file.
    """
    file = thing.artifact if check.subject == "press" else thing
    try:
        return [finding.of(check.rule) for finding in check.examine(thing)]
    except MissingTool as missing:
        if not isinstance(file, Artifact):
            raise
        return [unexamined(Place(file.name), f"the validator behind {check.rule} has not examined this file",
                           why="nobody knows what it would find", fix=str(missing)).of(check.rule)]
    except ToolFailed as fault:
        if not isinstance(file, Artifact) or (file.manuscript and not isinstance(fault, OverLimit)):
            raise
        return [error(Place(file.name), f"{check.rule} cannot examine this file: {fault}",
                      why="what one program cannot open, others may not open either",
                      fix="mend what the other checks find first").of(check.rule)]
    # the rest is still examined
    except Exception as fault:
        if not isinstance(file, Artifact) or not file.is_foreign or isinstance(fault, MemoryError | Failure):
            raise
        return [error(Place(file.name), f"{check.rule} broke off: {type(fault).__name__}: {fault}",
                      why="it has not looked at the rest of this file",
                      fix="mend what the other checks find first, and report what this one says").of(check.rule)]


def _due(subject: Subject, thing: Any, depth: Depth) -> Iterable[Check]:
    for check in checks_of(subject):
        is_due = (depth == "full" or check.depth == "fast") and not (check.is_house_rule and thing.is_foreign)
        if is_due and (check.media_types is None or _takes(check, thing.media_type)):
            yield check


def _takes(check: Check, media_type: str) -> bool:
    return any(fnmatchcase(media_type, pattern) for pattern in check.media_types or ())


def _is_known(media_type: str) -> bool:
    """Tell whether any check knows what a file of this type has to be like; what all checks pass over is not fine."""
    return any(_takes(check, media_type) for check in checks_of("artifact"))


def _unknown(thing: Any) -> Finding:
    return unexamined(Place(thing.name), f"no check knows what a file of type {thing.media_type} has to be like",
                      why="what nobody examines may be broken, and nobody is told",
                      fix=f"write a check with MEDIA_TYPES = {{{thing.media_type!r}}} in pipeline/checks/artifact",
                      about=thing.media_type).of("unknown-media-type")


def _check(subject: Subject, module: Any) -> Check:
    rule = module.__name__.rsplit(".", 1)[1].replace("_", "-")
    return Check(rule, subject, module.__doc__ or "", module.check, getattr(module, "DEPTH", "fast"),
                 getattr(module, "MEDIA_TYPES", None), getattr(module, "IS_GATE", False),
                 getattr(module, "IS_HOUSE_RULE", False))
