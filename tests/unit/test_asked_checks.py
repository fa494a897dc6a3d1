"""A check whose tool is missing or fails is told of a finished file; of anything else it ends the command, as it is."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import checks
from pipeline.model.artifact import Artifact
from pipeline.model.failure import Failure, MissingTool, ToolFailed

FOREIGN = Artifact(Path("x.pdf"), "x.pdf", "application/pdf", b"")


def asked(fault: Failure, subject: checks.Subject, thing: Any) -> list[str]:
    """Return what is told where a check of a subject meets a fault of its tool."""
    def examine(_thing: Any) -> Any:
        raise fault

    check = checks.Check("planted", subject, "", examine, "fast", None, is_gate=False)
    return [f"{each.place}: {each.severity}: {each.is_unexamined}" for each in checks.ask(check, thing)]


@pytest.mark.parametrize(("fault", "told"), [
    (MissingTool("run: x"), ["x.pdf: note: True"]), (ToolFailed("broke off"), ["x.pdf: error: False"])])
def test_of_a_strangers_file_it_is_told(fault: Failure, told: list[str]) -> None:
    assert asked(fault, "artifact", FOREIGN) == told
    assert asked(fault, "press", SimpleNamespace(artifact=FOREIGN)) == told


@pytest.mark.parametrize("fault", [MissingTool("run: x"), ToolFailed("broke off")])
@pytest.mark.parametrize("subject", ["files", "source", "edition", "draft", "clinics"])
def test_of_what_is_no_finished_file_the_command_says_it(fault: Failure, subject: checks.Subject) -> None:
    with pytest.raises(type(fault)):
        asked(fault, subject, SimpleNamespace())
