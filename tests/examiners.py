"""Asks an outside examiner, which may not be installed where the tests run."""

import os
from collections.abc import Callable, Iterable

import pytest

from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding


def examined(check: Callable[[Artifact], Iterable[Finding]], artifact: Artifact) -> list[Finding]:
    """Return what a check by an outside examiner finds; where that is missing, skip, or fail if CI=true."""
    findings = list(check(artifact))
    missing = next((each.fix for each in findings if each.is_unexamined), "")
    if missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return findings
