"""Answers questions about the project: what there is, and what a check means."""

from collections.abc import Iterator
from pathlib import Path

from pipeline import checks, formats, sound
from pipeline.checks import Check
from pipeline.model.failure import WrongUsage
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Publication
from pipeline.model.stage_rules import STAGE_RULES
from pipeline.model.tree import plain_text
from pipeline.tools.keeping import build_record


def listing(root: Path, what: str) -> Iterator[str]:
    """Yield one line for each product, topic, fact, format or check; columns are parted by a tab.

    Raises WrongUsage where the source is missing or has an error that keeps it from being told.
    """
    if what == "formats":
        for name in formats.names():
            contract = formats.contract(name)
            needs = ", ".join(contract.needs) if contract else ""
            yield f"{name}\t{contract.media_type if contract else ''}\t{f'needs {needs}' if needs else ''}".rstrip()
    elif what == "checks":
        yield from (f"{check.rule}\t{check.subject}\t{_first_line(check.manual)}" for check in _all_checks())
        yield from (f"{rule}\tstage\t{_first_line(text)}" for rule, text in STAGE_RULES.items())
    else:
        lines = {"products": _products, "topics": _topics, "facts": _facts}[what]
        yield from lines(root, _publication(root))


def manual(rule: str) -> str:
    """Return what a check looks for, why, and how to mend it; raises WrongUsage for a rule that is not there."""
    if rule in STAGE_RULES:
        return f"{rule} (held by a stage of its own)\n\n{STAGE_RULES[rule]}"
    found = {check.rule: check for check in _all_checks()}
    if rule not in found:
        raise WrongUsage(f"no check is called “{rule}”{suggestion(rule, [*found, *STAGE_RULES])}; see: list checks")
    check = found[rule]
    depth = "only by `make check` and `preflight`" if check.depth == "full" else "by every build"
    depth = "by every `imprint`" if check.subject == "clinics" else depth
    return f"{rule} (examines {check.subject}, {depth})\n\n{check.manual.strip()}"


def _all_checks() -> Iterator[Check]:
    for subject in checks.SUBJECTS:
        yield from checks.checks_of(subject)


def _publication(root: Path) -> Publication:
    return sound.told_of(root, "nothing in it can be listed").publication


def _products(root: Path, publication: Publication) -> Iterator[str]:
    record = build_record.read(root)
    for channel in publication.channels:
        try:
            outputs = list(channel.outputs(publication.languages, publication.identity.spine))
        except (LookupError, ValueError, AttributeError) as fault:
            raise WrongUsage(f"the braces of “{channel.output}” do not fit, so no product can be listed; see: check"
                             ) from fault
        for output in outputs:
            is_built = output in record.made and (root / "build" / output).is_file()
            yield f"build/{output}\t{channel.format}\t{channel.name}\t{'built' if is_built else 'not built'}"


def _topics(_root: Path, publication: Publication) -> Iterator[str]:
    for language in publication.languages.values():
        for topic in filter(None, map(language.topics.get, publication.identity.spine)):
            yield f"{topic.path}\t{plain_text(topic.title)}"


def _facts(_root: Path, publication: Publication) -> Iterator[str]:
    for fact in publication.facts.values():
        yield f"{fact.id}\t{fact.statement}\t{', '.join(source.ref for source in fact.sources)}"


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0]
